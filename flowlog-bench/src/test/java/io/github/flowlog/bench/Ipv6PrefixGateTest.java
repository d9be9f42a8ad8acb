package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Ipv6PrefixBenchmark times finds the longest prefix. */
final class Ipv6PrefixGateTest {
    @ParameterizedTest
    @CsvSource({
        "IPV6, 1000, 5000",
        "IPV6_CLOUD, 1000, 5000",
        "IPV6_LOW, 1000, 5000",
        "NESTED, 1000, 5000",
        "IPV6, 100000, 100",
        "IPV6_CLOUD, 100000, 100",
        "IPV6_LOW, 100000, 100",
        "NESTED, 100000, 100"
    })
    void findsTheLongestPrefix(PrefixShape shape, int count, int lookups) {
        long seed = TestSeed.next();
        Ipv6Corpus corpus = Ipv6Corpus.of(shape, count, lookups, new SplittableRandom(seed));

        for (int i = 0; i < lookups; i++) {
            assertThat(corpus.table().lookupIpv6(corpus.highs()[i], corpus.lows()[i]))
                    .as(TestSeed.repeat(seed))
                    .isEqualTo(corpus.linear(corpus.highs()[i], corpus.lows()[i]));
        }
    }
}
