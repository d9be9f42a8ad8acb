package io.github.flowlog.bench;

import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Prefixes of one family, and the addresses that are looked up in them: half in one of the prefixes, half anywhere.
 *
 * @param family the family of all
 * @param longestFirst distinct prefixes, so sorted that the first that holds an address is the longest
 * @param highs first halves of the addresses
 * @param lows second halves of the addresses
 */
record PrefixCorpus(IpFamily family, List<IpPrefix> longestFirst, long[] highs, long[] lows) {
    static PrefixCorpus of(PrefixShape shape, int count, int lookups, SplittableRandom random) {
        List<IpPrefix> prefixes = shape.prefixes(count, random).stream()
                .sorted(Comparator.comparingInt(IpPrefix::length).reversed())
                .toList();
        IpFamily family = prefixes.get(0).family();
        long[] highs = new long[lookups];
        long[] lows = new long[lookups];
        for (int i = 0; i < lookups; i++) {
            IpPrefix prefix = prefixes.get(random.nextInt(prefixes.size()));
            IpPrefix held = random.nextBoolean() ? prefix : anywhere(family);
            // the bits behind the length are those of the last address
            highs[i] = held.high() | random.nextLong() & (held.high() ^ held.lastHigh());
            lows[i] = held.low() | random.nextLong() & (held.low() ^ held.lastLow());
        }
        return new PrefixCorpus(family, prefixes, highs, lows);
    }

    /** The addresses of a corpus of IPv4. */
    int[] ipv4() {
        return LongStream.of(lows).mapToInt(low -> (int) low).toArray();
    }

    boolean holds(IpPrefix prefix, int address) {
        return family == IpFamily.IPV4
                ? prefix.containsIpv4((int) lows[address])
                : prefix.containsIpv6(highs[address], lows[address]);
    }

    private static IpPrefix anywhere(IpFamily family) {
        return family == IpFamily.IPV4 ? IpPrefix.ofIpv4(0, 0) : IpPrefix.ofIpv6(1L << 61, 0, 3);
    }
}
