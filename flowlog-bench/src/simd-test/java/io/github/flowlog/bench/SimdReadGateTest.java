package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What SimdReadBenchmark compares computes the same; ReadGateTest shows that the checksum would tell. */
final class SimdReadGateTest {
    private static final long BYTES = 2_000_000;

    @ParameterizedTest
    @MethodSource("io.github.flowlog.bench.ReadGateTest#corpora")
    void simdjsonAgreesOnRowsAndChecksum(GeneratedFormat format, CorpusMode mode) throws IOException {
        long seed = TestSeed.next();
        Corpus corpus = mode.corpus(format, BYTES, seed);
        LogContender simdjson = new SimdjsonContender(corpus.bytes().length);
        RowChecksum expected = new RowChecksum();
        new FlowlogContender().read(corpus.bytes(), expected);

        for (int again = 0; again < 2; again++) {
            RowChecksum rows = new RowChecksum();
            simdjson.read(corpus.bytes(), rows);
            assertThat(rows.rows()).as(TestSeed.repeat(seed)).isEqualTo(corpus.tuples());
            assertThat(rows.checksum()).as(TestSeed.repeat(seed)).isEqualTo(expected.checksum());
        }
    }
}
