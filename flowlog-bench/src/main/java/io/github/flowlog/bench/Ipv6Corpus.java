package io.github.flowlog.bench;

import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.PrefixTable;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * IPv6 prefixes, and the addresses that are looked up in them: half in one of the prefixes, half anywhere in 2000::/3.
 *
 * @param longestFirst distinct prefixes, so sorted that the first that holds an address is the longest
 * @param table the same prefixes, numbered in this order
 * @param highs first halves of the addresses
 * @param lows second halves of the addresses
 */
record Ipv6Corpus(List<IpPrefix> longestFirst, PrefixTable<IpPrefix> table, long[] highs, long[] lows) {
    static Ipv6Corpus of(PrefixShape shape, int count, int lookups, SplittableRandom random) {
        List<IpPrefix> prefixes = shape.prefixes(count, random).stream()
                .sorted(Comparator.comparingInt(IpPrefix::length).reversed())
                .toList();
        PrefixTable.Builder<IpPrefix> table = PrefixTable.builder();
        prefixes.forEach(prefix -> table.add(prefix, prefix));
        long[] highs = new long[lookups];
        long[] lows = new long[lookups];
        for (int i = 0; i < lookups; i++) {
            IpPrefix prefix = prefixes.get(random.nextInt(count));
            boolean within = random.nextBoolean();
            // the bits behind the length are those of the last address
            highs[i] = within
                    ? prefix.high() | random.nextLong() & (prefix.high() ^ prefix.lastHigh())
                    : 1L << 61 | random.nextLong() >>> 3;
            lows[i] = within ? prefix.low() | random.nextLong() & (prefix.low() ^ prefix.lastLow()) : random.nextLong();
        }
        return new Ipv6Corpus(prefixes, table.build(), highs, lows);
    }

    /** The number that a lookup returns, by asking one prefix after the other. */
    int linear(long high, long low) {
        for (int i = 0; i < longestFirst.size(); i++) {
            if (longestFirst.get(i).containsIpv6(high, low)) {
                return i;
            }
        }
        return PrefixTable.NO_MATCH;
    }
}
