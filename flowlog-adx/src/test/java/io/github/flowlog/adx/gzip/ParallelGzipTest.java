package io.github.flowlog.adx.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipTest {
    private static final int CHUNK = 4096;

    private static byte[] csv(int bytes, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < bytes) {
            text.append("2026-01-02T03:04:05.")
                    .append(random.nextInt(1000))
                    .append(",10.0.0.")
                    .append(random.nextInt(256))
                    .append(",443,TCP,Inbound,Denied\n");
        }
        return text.substring(0, bytes).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static byte[] compressed(byte[] raw, int threads, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParallelGzip gzip = ParallelGzip.open(out, threads, CHUNK);
        try (gzip) {
            for (int i = 0; i < raw.length; i += piece) {
                gzip.write(raw, i, Math.min(piece, raw.length - i));
            }
        }
        assertThat(gzip.rawBytes()).isEqualTo(raw.length);
        assertThat(gzip.compressedBytes()).isEqualTo(out.size());
        return out.toByteArray();
    }

    private static byte[] expanded(byte[] compressed) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(compressed);
        byte[] raw = new GZIPInputStream(in).readAllBytes();
        assertThat(in.available()).as("bytes behind the member").isZero();
        return raw;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 7 * CHUNK - 1, 7 * CHUNK, 50 * CHUNK + 17, 3 << 20})
    void makesOneMemberThatGivesTheBytesBack(int size) throws IOException {
        byte[] raw = csv(size, 1);
        byte[] compressed = compressed(raw, 3, 1000);

        assertThat(expanded(compressed)).isEqualTo(raw);
    }

    @Test
    void takesWhatCannotBeCompressed() throws IOException {
        byte[] raw = new byte[10 * CHUNK + 3];
        new Random(2).nextBytes(raw);
        byte[] compressed = compressed(raw, 2, raw.length);

        assertThat(expanded(compressed)).isEqualTo(raw);
        assertThat(compressed.length).isLessThan(raw.length + raw.length / 50);
    }

    @Test
    void makesTheSameBytesHoweverItIsWrittenAndOnHoweverManyThreads() throws IOException {
        byte[] raw = csv(40 * CHUNK + 5, 3);
        byte[] expected = compressed(raw, 1, raw.length);

        assertThat(compressed(raw, 4, 1)).isEqualTo(expected);
        assertThat(compressed(raw, 2, CHUNK)).isEqualTo(expected);
        assertThat(compressed(raw, 3, CHUNK + 1)).isEqualTo(expected);
    }

    @Test
    void satisfiesTheGzipProgram(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gzip")) || Files.isExecutable(Path.of("/bin/gzip")), "no gzip");
        Path file = Files.write(folder.resolve("a.csv.gz"), compressed(csv(1 << 20, 4), 2, 8192));
        Process gzip = new ProcessBuilder("gzip", "-t", "-v", file.toString())
                .redirectErrorStream(true)
                .start();

        String said = new String(gzip.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(gzip.waitFor()).as(said).isZero();
    }

    @Test
    void flushesWithoutChangingTheBytes() throws IOException {
        byte[] raw = csv(9 * CHUNK, 5);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParallelGzip gzip = ParallelGzip.open(out, 2, CHUNK)) {
            gzip.write(raw, 0, 5 * CHUNK + 1);
            gzip.flush();
            gzip.write(raw, 5 * CHUNK + 1, raw.length - 5 * CHUNK - 1);
        }
        assertThat(out.toByteArray()).isEqualTo(compressed(raw, 2, raw.length));
    }

    @Test
    void failsWhenTheSinkFailsAndClosesItOnce() throws Exception {
        FailingSink sink = new FailingSink(3 * CHUNK / 4);
        ParallelGzip gzip = ParallelGzip.open(sink, 2, CHUNK);
        byte[] raw = new byte[100 * CHUNK];
        new Random(6).nextBytes(raw);

        assertThatThrownBy(() -> gzip.write(raw))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");
        assertThatThrownBy(() -> gzip.write(1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the disk is full");
        gzip.close();
        gzip.close();

        assertThat(sink.closed).isEqualTo(1);
        assertNoThreadIsLeft();
    }

    @Test
    void saysSoWhenTheLastBytesCannotBeWritten() throws Exception {
        FailingSink sink = new FailingSink(5);
        ParallelGzip gzip = ParallelGzip.open(sink, 2, CHUNK);
        gzip.write(csv(10, 7));

        assertThatThrownBy(gzip::close).isInstanceOf(IOException.class).hasMessage("the disk is full");

        assertThat(sink.closed).isEqualTo(1);
        assertNoThreadIsLeft();
    }

    @Test
    void closesTwiceAndWritesNothingAfterwards() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParallelGzip gzip = ParallelGzip.open(out, 2, CHUNK);
        gzip.write(csv(3 * CHUNK, 8));
        gzip.close();
        int size = out.size();
        gzip.close();

        assertThat(out.size()).isEqualTo(size);
        assertThatThrownBy(() -> gzip.write(1)).isInstanceOf(IOException.class).hasMessage("compression is closed");
        assertNoThreadIsLeft();
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() throws Exception {
        ParallelGzip gzip = ParallelGzip.open(new ByteArrayOutputStream(), 1, CHUNK);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> gzip.write(csv(100 * CHUNK, 9)))
                    .isInstanceOf(java.io.InterruptedIOException.class);
            gzip.close();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertNoThreadIsLeft();
    }

    private static void assertNoThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("flowlog-gzip") && thread.isAlive())
                .allMatch(thread -> ended(thread));
    }

    /** A worker that has left its pool may need a moment to end. */
    private static boolean ended(Thread thread) {
        try {
            thread.join(60_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private static final class FailingSink extends OutputStream {
        private int room;
        private int closed;

        FailingSink(int room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[1], 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            room -= length;
            if (room < 0) {
                throw new IOException("the disk is full");
            }
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
