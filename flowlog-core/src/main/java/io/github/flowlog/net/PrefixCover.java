package io.github.flowlog.net;

import java.util.ArrayList;
import java.util.List;

/** Turns the places of a {@link PrefixSweep} back into prefixes: the fewest that hold the addresses of one number. */
final class PrefixCover {

    private final List<IpPrefix> prefixes = new ArrayList<>();

    private PrefixCover() {}

    /** Returns the prefixes of both families that hold what has this number in the sweeps of these prefixes, in order. */
    static List<IpPrefix> of(PrefixSweep.Numbered[] sorted, int number) {
        PrefixCover cover = new PrefixCover();
        for (IpFamily family : IpFamily.values()) {
            cover.add(family, PrefixSweep.of(family, sorted), number);
        }
        return List.copyOf(cover.prefixes);
    }

    private void add(IpFamily family, PrefixSweep sweep, int number) {
        long[] highs = sweep.highs();
        long[] lows = sweep.lows();
        IpPrefix whole = new IpPrefix(family, 0, 0, 0);
        for (int at = 0; at < highs.length; at++) {
            if (sweep.numbers()[at] == number) {
                boolean toTheEnd = at + 1 == highs.length;
                long lastHigh = toTheEnd ? whole.lastHigh() : before(highs[at + 1], lows[at + 1]);
                addRange(family, highs[at], lows[at], lastHigh, toTheEnd ? whole.lastLow() : lows[at + 1] - 1);
            }
        }
    }

    /** Takes the widest prefix that starts at the first address and ends within the range, and goes on behind it. */
    private void addRange(IpFamily family, long firstHigh, long firstLow, long lastHigh, long lastLow) {
        long high = firstHigh;
        long low = firstLow;
        while (true) {
            IpPrefix widest = new IpPrefix(family, high, low, family.bits());
            for (int length = family.bits() - 1; length >= 0; length--) {
                boolean startsHere = (high & ~IpPrefix.highMask(family, length)) == 0
                        && (low & ~IpPrefix.lowMask(family, length)) == 0;
                if (!startsHere) {
                    break;
                }
                IpPrefix wider = new IpPrefix(family, high, low, length);
                if (isAfter(wider.lastHigh(), wider.lastLow(), lastHigh, lastLow)) {
                    break;
                }
                widest = wider;
            }
            prefixes.add(widest);
            if (widest.lastHigh() == lastHigh && widest.lastLow() == lastLow) {
                return;
            }
            low = widest.lastLow() + 1;
            high = low == 0 ? widest.lastHigh() + 1 : widest.lastHigh();
        }
    }

    private static long before(long high, long low) {
        return low == 0 ? high - 1 : high;
    }

    private static boolean isAfter(long high, long low, long otherHigh, long otherLow) {
        int order = Long.compareUnsigned(high, otherHigh);
        return order > 0 || (order == 0 && Long.compareUnsigned(low, otherLow) > 0);
    }
}
