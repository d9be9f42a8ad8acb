package io.github.flowlog.adx.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.FlowLogParseException;
import io.github.flowlog.problem.ParseProblem;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LogFileTest {
    private static final long TUPLES = 20_000;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void generate() throws IOException {
        file = directory.resolve("PT1H.json");
        write(Files.newOutputStream(file));
    }

    /** The reader has read 64 KiB and a little when the file is cut to a share of its size. */
    @ParameterizedTest
    @CsvSource({"0, TRUNCATED", "0.01, TRUNCATED", "0.5, TRUNCATED", "0.999, TRUNCATED", "0.5, COMPRESSION"})
    void reportsAFileThatShrinksWhileItIsRead(double share, ParseProblem expected) throws IOException {
        if (expected == ParseProblem.COMPRESSION) {
            write(new GZIPOutputStream(Files.newOutputStream(file)));
        }
        List<BadInput> problems = new ArrayList<>();
        FlowBatch batch = FlowBatch.withCapacity(1);
        ReadOptions options = ReadOptions.defaults().withBufferBytes(1 << 16).skippingBadInput(problems::add);

        try (FlowLogReader reader = LogFile.of(file).open(ResumePoint.START, options)) {
            assertThat(reader.next(batch)).isTrue();
            long rows = batch.size();
            cut(share);
            while (reader.next(batch)) {
                rows += batch.size();
            }

            assertThat(rows).isLessThan(TUPLES).isEqualTo(reader.stats().tuples());
            assertThat(problems).extracting(BadInput::problem).containsExactly(expected);
        }
    }

    @Test
    void refusesAFileThatShrinksWhileItIsReadStrictly() throws IOException {
        FlowBatch batch = FlowBatch.withCapacity(1);
        ReadOptions options = ReadOptions.defaults().withBufferBytes(1 << 16);

        try (FlowLogReader reader = LogFile.of(file).open(ResumePoint.START, options)) {
            assertThat(reader.next(batch)).isTrue();
            cut(0.5);
            assertThatThrownBy(() -> {
                        while (reader.next(batch)) {
                            assertThat(batch.size()).isPositive();
                        }
                    })
                    .isInstanceOf(FlowLogParseException.class)
                    .hasMessageContaining("PT1H.json");
        }
    }

    @Test
    void givesNoBytesBehindTheEndOfAFileThatHasShrunk() throws IOException {
        LogFile log = LogFile.of(file);
        cut(0.5);

        assertThat(log.bytes(log.storedBytes() + 1)).isEmpty();
    }

    /** Its pages have no memory behind them at first, so that reading it fails as a broken disk does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void failsWhereAFileCannotBeRead() throws IOException {
        LogFile log = LogFile.of(Path.of("/proc/self/mem"));

        assertThatThrownBy(() -> {
                    try (FlowLogReader reader = log.open(ResumePoint.START, ReadOptions.defaults())) {
                        reader.next(FlowBatch.create());
                    }
                })
                .isInstanceOf(IOException.class);
    }

    private void cut(double share) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate((long) (channel.size() * share));
        }
    }

    private static void write(OutputStream stream) throws IOException {
        try (OutputStream out = stream) {
            FlowLogGenerator.of(GeneratorOptions.defaults().withTargetTuples(TUPLES))
                    .writeTo(out);
        }
    }
}
