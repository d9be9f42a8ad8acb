package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dflowlog.seed=N} repeats a run. */
final class FileBytesTest {
    private static final int FILES = 60;

    private final long seed =
            Optional.ofNullable(Long.getLong("flowlog.seed")).orElseGet(() -> new SplittableRandom().nextLong());
    private final SplittableRandom random = new SplittableRandom(seed);

    @TempDir
    private Path folder;

    @Test
    void readsFromAnyPlaceInAnySteps() throws IOException {
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = randomBytes(random.nextInt(200_000));
            int from = random.nextInt(bytes.length + 1);
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try (FileBytes in = open(bytes, from)) {
                byte[] target = new byte[1 + random.nextInt(100_000)];
                for (int next = in.read(); next >= 0; next = in.read()) {
                    read.write(next);
                    assertThat(in.available()).as("seed %d", seed).isEqualTo(bytes.length - from - read.size());
                    int start = random.nextInt(target.length);
                    int count = in.read(target, start, target.length - start);
                    read.write(target, start, Math.max(0, count));
                }
            }
            assertThat(read.toByteArray())
                    .as("seed %d, file %d from %d", seed, i, from)
                    .isEqualTo(Arrays.copyOfRange(bytes, from, bytes.length));
        }
    }

    @Test
    void goesOnWhereTheFileHasGrown() throws IOException {
        byte[] bytes = randomBytes(5_000);
        Path file = folder.resolve("growing");
        Files.write(file, bytes);
        try (FileBytes in = new FileBytes(FileChannel.open(file), 4_000)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 4_000, 5_000));
            Files.write(file, bytes, StandardOpenOption.APPEND);
            assertThat(in.available()).isEqualTo(5_000);
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void endsWhereTheFileWasCutOff() throws IOException {
        byte[] bytes = randomBytes(300_000);
        Path file = folder.resolve("shrinking");
        Files.write(file, bytes);
        try (FileBytes in = new FileBytes(FileChannel.open(file), 0)) {
            byte[] first = in.readNBytes(100_000);
            Files.write(file, Arrays.copyOf(bytes, 10));
            assertThat(in.readAllBytes().length).isLessThan(100_000);
            assertThat(in.available()).isZero();
            assertThat(first).isEqualTo(Arrays.copyOf(bytes, 100_000));
        }
    }

    @Test
    void closesTheFile() throws IOException {
        FileBytes in = open(randomBytes(10), 0);
        in.close();
        assertThatThrownBy(in::read).isInstanceOf(ClosedChannelException.class);
    }

    private FileBytes open(byte[] bytes, long from) throws IOException {
        Path file = folder.resolve("bytes");
        Files.write(file, bytes);
        return new FileBytes(FileChannel.open(file), from);
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
