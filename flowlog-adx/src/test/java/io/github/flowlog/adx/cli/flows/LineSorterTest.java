package io.github.flowlog.adx.cli.flows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.cli.terminal.OutputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSorterTest {
    private static final int LINES = 5_000;

    @TempDir
    Path directory;

    private record Timed(long time, String line) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 50_000, Integer.MAX_VALUE})
    void sortsStablyWhateverItsMemory(long memory) throws IOException {
        long seed = Long.getLong("flowlog.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Timed> lines = new ArrayList<>();
        try (LineSorter sorter = new LineSorter(memory, directory)) {
            for (int number = 0; number < LINES; number++) {
                Timed line =
                        new Timed(random.nextInt(300) - 100L, number + " " + "x".repeat(random.nextInt(40)) + "\n");
                lines.add(line);
                sorter.add(line.time(), line.line().getBytes(UTF_8));
            }
            assertThat(sorter.runs() > 1).isEqualTo(memory < Integer.MAX_VALUE);
            lines.sort(Comparator.comparingLong(Timed::time));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            sorter.writeTo(out, Long.MAX_VALUE);
            assertThat(out.toString(UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(lines.stream()
                            .map(Timed::line)
                            .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                            .toString());
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void stopsAtTheLimit() throws IOException {
        for (long memory : new long[] {1, 1_000}) {
            try (LineSorter sorter = new LineSorter(memory, directory)) {
                sorter.add(3, "c".getBytes(UTF_8));
                sorter.add(1, "a".getBytes(UTF_8));
                sorter.add(2, "b".getBytes(UTF_8));
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                sorter.writeTo(out, 2);
                assertThat(out.toString(UTF_8)).isEqualTo("ab");
            }
        }
    }

    @Test
    void saysWhereItHasNoRoom() throws IOException {
        try (LineSorter sorter = new LineSorter(1, directory.resolve("nowhere"))) {
            assertThatThrownBy(() -> sorter.add(1, "line".getBytes(UTF_8)))
                    .isInstanceOf(OutputException.class)
                    .hasMessageStartingWith("Cannot write the temporary file of --sort in ")
                    .hasMessageContaining("nowhere");
        }
    }
}
