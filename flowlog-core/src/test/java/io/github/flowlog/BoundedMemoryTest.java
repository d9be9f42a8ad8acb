package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratedLog;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the file: a log is read by a JVM whose heap is a small part of it. */
final class BoundedMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void readsALogThatIsTenTimesItsHeap() throws Exception {
        readWithHeap("24m", 250_000_000);
    }

    @Test
    @Tag("soak")
    void readsAGigabyte() throws Exception {
        readWithHeap("128m", 1_000_000_000);
    }

    private void readWithHeap(String heap, long bytes) throws Exception {
        Path log = folder.resolve("PT1H.json");
        GeneratedLog made = generate(log, bytes);

        Process reader = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        log.toString()))
                .redirectErrorStream(true)
                .start();
        String printed = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(reader.waitFor()).as(printed).isZero();
        assertThat(printed.strip()).isEqualTo(made.tuples() + " tuples, mapped " + made.tuples());
    }

    private static GeneratedLog generate(Path log, long bytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(log)) {
            return FlowLogGenerator.of(GeneratorOptions.defaults()
                            .withFormat(GeneratedFormat.VNET_V4)
                            .withIpv6Share(0.05)
                            .withTargetBytes(bytes))
                    .writeTo(out);
        }
    }

    /** What the other JVM runs. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            Path log = Path.of(args[0]);
            long rows = rows(FlowLogReader.open(log));
            try (FileChannel channel = FileChannel.open(log)) {
                ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
                long mappedRows = rows(FlowLogReader.of(mapped, "mapped", ReadOptions.defaults()));
                System.out.println(rows + " tuples, mapped " + mappedRows);
            }
        }

        private static long rows(FlowLogReader opened) throws IOException {
            long rows = 0;
            try (FlowLogReader reader = opened) {
                FlowBatch batch = FlowBatch.create();
                while (reader.next(batch)) {
                    rows += batch.size();
                }
            }
            return rows;
        }
    }
}
