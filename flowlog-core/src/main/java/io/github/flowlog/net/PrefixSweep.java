package io.github.flowlog.net;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Turns nested prefixes of one family into the places where the longest match changes.
 *
 * <p>Prefixes either nest or are apart. Sorted by first address, the wider first, they are therefore walked with a stack of those
 * that are open: an opening prefix takes over, and where one ends its parent has its addresses back. The places come out in
 * ascending order, the first of them address zero, so that the last place not behind an address decides its match.
 */
final class PrefixSweep {

    /** A prefix with the number that a match on it has; ordered by place, the wider first, then by number. */
    record Numbered(IpPrefix prefix, int number) implements Comparable<Numbered> {
        @Override
        public int compareTo(Numbered other) {
            int order = prefix.compareTo(other.prefix);
            return order != 0 ? order : Integer.compare(number, other.number);
        }
    }

    private final Deque<Numbered> open = new ArrayDeque<>();
    private long[] highs;
    private long[] lows;
    private int[] numbers;
    private int size;

    private PrefixSweep(int prefixes) {
        int places = Math.addExact(Math.multiplyExact(2, prefixes), 1);
        highs = new long[places];
        lows = new long[places];
        numbers = new int[places];
    }

    /** Sweeps the prefixes of one family; of two equal ones the later counts. */
    static PrefixSweep of(IpFamily family, Numbered[] sorted) {
        PrefixSweep sweep = new PrefixSweep(sorted.length);
        sweep.place(0, 0);
        for (Numbered numbered : sorted) {
            if (numbered.prefix().family() == family) {
                sweep.closeBefore(numbered.prefix());
                sweep.open.push(numbered);
                sweep.place(numbered.prefix().high(), numbered.prefix().low());
            }
        }
        while (!sweep.open.isEmpty()) {
            sweep.close();
        }
        sweep.trim();
        return sweep;
    }

    /** First 64 bits of each place. */
    long[] highs() {
        return highs;
    }

    /** Last 64 bits of each place. */
    long[] lows() {
        return lows;
    }

    /** For each place the number of the match from there on, or {@link PrefixTable#NO_MATCH}. */
    int[] numbers() {
        return numbers;
    }

    private void closeBefore(IpPrefix next) {
        while (!open.isEmpty() && !open.element().prefix().contains(next)) {
            close();
        }
    }

    private void close() {
        IpPrefix closed = open.pop().prefix();
        long low = closed.lastLow() + 1;
        long high = low == 0 ? closed.lastHigh() + 1 : closed.lastHigh();
        boolean behindAll = closed.family() == IpFamily.IPV4 ? low >>> Integer.SIZE != 0 : high == 0 && low == 0;
        if (!behindAll) {
            place(high, low);
        }
    }

    /** Notes that from this address on the innermost open prefix matches. A later call for the same address replaces the first. */
    private void place(long high, long low) {
        int number = open.isEmpty() ? PrefixTable.NO_MATCH : open.element().number();
        if (size > 0 && highs[size - 1] == high && lows[size - 1] == low) {
            size--;
        }
        if (size > 0 && numbers[size - 1] == number) {
            return;
        }
        highs[size] = high;
        lows[size] = low;
        numbers[size] = number;
        size++;
    }

    private void trim() {
        highs = Arrays.copyOf(highs, size);
        lows = Arrays.copyOf(lows, size);
        numbers = Arrays.copyOf(numbers, size);
    }
}
