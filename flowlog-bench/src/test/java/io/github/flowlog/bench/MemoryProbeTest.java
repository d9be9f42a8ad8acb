package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryProbeTest {
    @Test
    void printsRowsAndMemory(@TempDir Path folder) throws IOException {
        Corpus corpus = Corpus.of(GeneratedFormat.MIXED, GeneratorMode.REALISTIC, 200_000, Corpus.SEED);
        Path file = Files.write(folder.resolve("PT1H.json"), corpus.bytes());
        ByteArrayOutputStream text = new ByteArrayOutputStream();

        MemoryProbe.measure(file, new PrintStream(text, true, StandardCharsets.UTF_8));

        assertThat(text.toString(StandardCharsets.UTF_8).lines().toList())
                .hasSize(6)
                .contains("rows=" + corpus.tuples())
                .anyMatch(line -> line.matches("seconds=\\d+\\.\\d{3}"))
                .anyMatch(line -> line.matches("heap_used=\\d+\\.\\d MB"))
                .anyMatch(line -> line.matches("heap_peak=\\d+\\.\\d MB"))
                .anyMatch(line -> line.matches("VmHWM=(\\d+\\.\\d MB|-)"));
    }
}
