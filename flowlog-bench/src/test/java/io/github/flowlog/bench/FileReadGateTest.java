package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gate of {@link FileReadBenchmark} and {@link TwoFilesBenchmark}: the rows are the same wherever the log comes from. */
final class FileReadGateTest {
    private static final long BYTES = 5_000_000;

    @ParameterizedTest
    @EnumSource(FileReading.class)
    void readsTheSameRowsAsFromAnArray(FileReading reading, @TempDir Path folder) throws IOException {
        long seed = TestSeed.next();
        Corpus corpus = CorpusMode.REALISTIC.corpus(GeneratedFormat.VNET_V4, BYTES, seed);
        Path file = Files.write(folder.resolve("log.json"), corpus.bytes());
        RowChecksum expected = new RowChecksum();
        new FlowlogContender().read(corpus.bytes(), expected);
        ByteBuffer bytes = reading.bytes(file);
        FlowBatch batch = FlowBatch.create();

        for (int again = 0; again < 2; again++) {
            RowChecksum rows = new RowChecksum();
            reading.read(bytes, file, batch, rows);

            assertThat(rows.rows()).as(TestSeed.repeat(seed)).isEqualTo(corpus.tuples());
            assertThat(rows.checksum()).as(TestSeed.repeat(seed)).isEqualTo(expected.checksum());
        }
    }
}
