package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import io.github.flowlog.net.AddressScope;
import io.github.flowlog.net.Ipv4;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the benchmarks of prefixes compare gives the same answers. */
@Tag("long")
final class PrefixGateTest {
    @ParameterizedTest
    @CsvSource({
        "IPV4, 3, 5000",
        "IPV4, 1000, 5000",
        "IPV4, 100000, 100",
        "IPV4_SUBNETS, 3, 5000",
        "IPV4_SUBNETS, 1000, 5000",
        "IPV4_SUBNETS, 100000, 100",
        "IPV4_CLOUD, 100000, 100",
        "IPV6, 3, 5000",
        "IPV6, 1000, 5000",
        "IPV6, 100000, 100",
        "IPV6_CLOUD, 3, 5000",
        "IPV6_CLOUD, 1000, 5000",
        "IPV6_CLOUD, 100000, 100",
        "IPV6_LOW, 3, 5000",
        "IPV6_LOW, 1000, 5000",
        "IPV6_LOW, 100000, 100",
        "NESTED, 1000, 5000",
        "NESTED, 100000, 100"
    })
    void contendersGiveTheSameAnswers(PrefixShape shape, int count, int lookups) {
        long seed = TestSeed.next();
        PrefixCorpus corpus = PrefixCorpus.of(shape, count, lookups, new SplittableRandom(seed));
        LinearScan linear = new LinearScan(corpus);
        int[] numbers = IntStream.range(0, lookups).map(linear::lookup).toArray();
        boolean[] held = new boolean[lookups];
        for (int i = 0; i < lookups; i++) {
            held[i] = linear.contains(i);
        }

        assertThat(corpus.longestFirst()).as(TestSeed.repeat(seed)).hasSize(count);
        assertThat(IntStream.of(numbers).distinct().count())
                .as("different answers, " + TestSeed.repeat(seed))
                .isGreaterThan(3);
        for (PrefixPeer peer : PrefixPeer.values()) {
            PrefixContender contender = peer.of(corpus);
            for (int i = 0; i < lookups; i++) {
                // commons-net takes 0.0.0.0 for no address
                if (corpus.highs()[i] != 0 || corpus.lows()[i] != 0) {
                    assertThat(contender.lookup(i))
                            .as("%s, address %d, %s", peer, i, TestSeed.repeat(seed))
                            .isEqualTo(numbers[i]);
                    assertThat(contender.contains(i))
                            .as("%s, address %d, %s", peer, i, TestSeed.repeat(seed))
                            .isEqualTo(held[i]);
                }
            }
        }
    }

    @Test
    void onlyTheSubnetsStayApartWhenMerged() {
        long seed = TestSeed.next();

        assertThat(merged(PrefixShape.IPV4, seed)).as(TestSeed.repeat(seed)).isLessThan(20_000);
        assertThat(merged(PrefixShape.IPV4_SUBNETS, seed))
                .as(TestSeed.repeat(seed))
                .isGreaterThan(95_000);
    }

    @Test
    void privateAddressesAreThoseOfTheThreePrefixes() {
        long seed = TestSeed.next();
        int[] addresses = PrivateAddressBenchmark.addresses(20_000, new SplittableRandom(seed));

        assertThat(IntStream.of(addresses).filter(Ipv4::isPrivate).count())
                .as(TestSeed.repeat(seed))
                .isBetween(5_000L, 9_000L);
        for (int address : addresses) {
            boolean expected = PrivateAddressBenchmark.privateByHand(address);
            assertThat(Ipv4.isPrivate(address))
                    .as("%s, %s", Ipv4.format(address), TestSeed.repeat(seed))
                    .isEqualTo(expected);
            assertThat(AddressScope.ofIpv4(address) == AddressScope.PRIVATE)
                    .as("%s, %s", Ipv4.format(address), TestSeed.repeat(seed))
                    .isEqualTo(expected);
        }
    }

    private static int merged(PrefixShape shape, long seed) {
        List<Range<Long>> ranges = shape.prefixes(100_000, new SplittableRandom(seed)).stream()
                .map(prefix -> Range.closedOpen(prefix.low(), prefix.lastLow() + 1))
                .toList();
        return ImmutableRangeSet.unionOf(ranges).asRanges().size();
    }
}
