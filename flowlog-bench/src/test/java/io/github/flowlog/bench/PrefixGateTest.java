package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.Ipv4;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PrefixBenchmark compares finds the same prefix. */
final class PrefixGateTest {
    @ParameterizedTest
    @CsvSource({"3, 20000", "1000, 20000", "100000, 500"})
    void contendersFindTheSamePrefix(int count, int lookups) {
        long seed = TestSeed.next();
        SplittableRandom random = new SplittableRandom(seed);
        List<IpPrefix> prefixes = PrefixCorpus.prefixes(count, random);
        // commons-net takes 0.0.0.0 for no address
        int[] addresses = IntStream.of(PrefixCorpus.addresses(lookups, prefixes, random))
                .filter(address -> address != 0)
                .toArray();
        int[] linear = numbers(new LinearScan(prefixes), addresses);

        assertThat(prefixes).as(TestSeed.repeat(seed)).hasSize(count);
        assertThat(linear).as("hits and misses, " + TestSeed.repeat(seed)).contains(PrefixContender.NO_MATCH);
        assertThat(IntStream.of(linear).distinct().count())
                .as(TestSeed.repeat(seed))
                .isGreaterThan(3);
        assertThat(numbers(new FlowlogTable(prefixes), addresses))
                .as("PrefixTable, " + TestSeed.repeat(seed))
                .isEqualTo(linear);
        assertThat(numbers(new CommonsNetScan(prefixes), addresses))
                .as("commons-net, " + TestSeed.repeat(seed))
                .isEqualTo(linear);
    }

    @Test
    void isPrivateHoldsTheSameAddressesAsTheThreePrefixes() {
        long seed = TestSeed.next();
        SplittableRandom random = new SplittableRandom(seed);
        List<IpPrefix> prefixes = PrefixCorpus.prefixes(3, random);
        LinearScan linear = new LinearScan(prefixes);

        for (int address : PrefixCorpus.addresses(20_000, prefixes, random)) {
            assertThat(Ipv4.isPrivate(address))
                    .as("%s, %s", Ipv4.format(address), TestSeed.repeat(seed))
                    .isEqualTo(linear.lookup(address) != PrefixContender.NO_MATCH);
        }
    }

    private static int[] numbers(PrefixContender contender, int[] addresses) {
        return IntStream.of(addresses).map(contender::lookup).toArray();
    }
}
