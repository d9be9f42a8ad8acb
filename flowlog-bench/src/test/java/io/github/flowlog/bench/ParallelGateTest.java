package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ParallelReadBenchmark compares finds the same rows. */
final class ParallelGateTest {
    private static final long BYTES = 20_000_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"VNET_V4", "NSG_V2", "NSG_V1"})
    void contendersAgreeOnRowsAndSum(GeneratedFormat format) throws IOException {
        long seed = TestSeed.next();
        Corpus corpus = CorpusMode.REALISTIC.corpus(format, BYTES, seed);
        Path file = Files.write(folder.resolve("PT1H.json"), corpus.bytes());
        long expected = ParallelContenders.sequential(file, RowSum::of);

        assertThat(ParallelContenders.sequential(file, FlowBatch::size))
                .as(TestSeed.repeat(seed))
                .isEqualTo(corpus.tuples());
        assertThat(ParallelContenders.ordered(file, 2, RowSum::of))
                .as(TestSeed.repeat(seed))
                .isEqualTo(expected);
        assertThat(ParallelContenders.unordered(file, 2, RowSum::of))
                .as(TestSeed.repeat(seed))
                .isEqualTo(expected);
    }
}
