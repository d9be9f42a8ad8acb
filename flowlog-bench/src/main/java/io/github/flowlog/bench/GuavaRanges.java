package io.github.flowlog.bench;

import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeMap;
import com.google.common.collect.TreeRangeMap;
import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guava's immutable ranges. The set holds merged ranges; the map, in which ranges may not overlap, was filled with the widest
 * prefixes first, so that the longest match of an address is the one left. It pays binary search over objects; the addresses are
 * boxed beforehand, as {@code Long} or as a pair of {@code long}s.
 *
 * @param set what is held
 * @param map numbers of prefixes
 * @param addresses what is looked up
 */
record GuavaRanges<C extends Comparable<C>>(
        ImmutableRangeSet<C> set, ImmutableRangeMap<C, Integer> map, List<C> addresses) implements PrefixContender {

    static PrefixContender of(PrefixCorpus corpus) {
        return corpus.family() == IpFamily.IPV4 ? ofIpv4(corpus) : ofIpv6(corpus);
    }

    @Override
    public int lookup(int address) {
        Integer number = map.get(addresses.get(address));
        return number == null ? NO_MATCH : number;
    }

    @Override
    public boolean contains(int address) {
        return set.contains(addresses.get(address));
    }

    private static PrefixContender ofIpv4(PrefixCorpus corpus) {
        List<Range<Long>> ranges = new ArrayList<>();
        for (IpPrefix prefix : corpus.longestFirst()) {
            ranges.add(Range.closedOpen(prefix.low(), prefix.lastLow() + 1));
        }
        List<Long> addresses = new ArrayList<>();
        for (long low : corpus.lows()) {
            addresses.add(low);
        }
        return of(ranges, addresses);
    }

    private static PrefixContender ofIpv6(PrefixCorpus corpus) {
        List<Range<Ipv6Address>> ranges = new ArrayList<>();
        for (IpPrefix prefix : corpus.longestFirst()) {
            Ipv6Address first = new Ipv6Address(prefix.high(), prefix.low());
            Ipv6Address next = new Ipv6Address(prefix.lastHigh(), prefix.lastLow()).next();
            ranges.add(next == null ? Range.atLeast(first) : Range.closedOpen(first, next));
        }
        List<Ipv6Address> addresses = new ArrayList<>();
        for (int i = 0; i < corpus.highs().length; i++) {
            addresses.add(new Ipv6Address(corpus.highs()[i], corpus.lows()[i]));
        }
        return of(ranges, addresses);
    }

    private static <C extends Comparable<C>> PrefixContender of(List<Range<C>> longestFirst, List<C> addresses) {
        RangeMap<C, Integer> map = TreeRangeMap.create();
        for (int i = longestFirst.size() - 1; i >= 0; i--) {
            map.put(longestFirst.get(i), i);
        }
        return new GuavaRanges<>(
                ImmutableRangeSet.unionOf(longestFirst), ImmutableRangeMap.copyOf(map), List.copyOf(addresses));
    }

    private record Ipv6Address(long high, long low) implements Comparable<Ipv6Address> {
        @Override
        public int compareTo(Ipv6Address other) {
            int order = Long.compareUnsigned(high, other.high);
            return order != 0 ? order : Long.compareUnsigned(low, other.low);
        }

        @Nullable
        Ipv6Address next() {
            long nextHigh = low == -1 ? high + 1 : high;
            return high == -1 && low == -1 ? null : new Ipv6Address(nextHigh, low + 1);
        }
    }
}
