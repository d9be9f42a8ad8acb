package io.github.flowlog.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What an {@link InputStream} promises; what gzip is, {@code GzipInputTest} says. */
class GzipBytesTest {
    private static final int EXPANSION = 200;

    @Test
    void givesEveryByteOneByOne() throws IOException {
        byte[] bytes = new byte[1_000];
        new Random(1).nextBytes(bytes);
        InputStream in = new GzipBytes(new ByteArrayInputStream(gzip(bytes)), EXPANSION);

        for (byte expected : bytes) {
            assertThat(in.read()).isEqualTo(expected & 0xFF);
        }
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void fillsNothingButTheRoomItWasGiven() throws IOException {
        InputStream in = new GzipBytes(new ByteArrayInputStream(gzip(new byte[] {1, 2, 3, 4})), EXPANSION);
        byte[] room = {9, 9, 9, 9};

        assertThat(in.read(room, 1, 0)).isZero();
        assertThat(in.read(room, 1, 2)).isEqualTo(2);
        assertThat(room).containsExactly(9, 1, 2, 9);
        assertThat(in.readAllBytes()).containsExactly(3, 4);
        assertThat(in.read(room, 0, 0)).isZero();
        assertThat(in.read(room, 0, 4)).isEqualTo(-1);
    }

    @Test
    void givesWhatStandsBeforeDamageAndThenSaysSo() throws IOException {
        byte[] storedThenReserved = {
            0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, (byte) ~3, (byte) ~0, 'a', 'b', 'c', 7, 0, 0, 0
        };
        InputStream in = new GzipBytes(new ByteArrayInputStream(storedThenReserved), EXPANSION);
        byte[] room = new byte[2];

        assertThat(in.readNBytes(room, 0, 2)).isEqualTo(2);
        assertThat(room).containsExactly('a', 'b');
        assertThat(in.read()).isEqualTo('c');
        assertThatThrownBy(in::read).isInstanceOf(CompressionFault.class).hasMessage("expected deflated data");
        assertThatThrownBy(in::read).isInstanceOf(CompressionFault.class).hasMessage("expected deflated data");
    }

    @Test
    void knowsWhetherMoreCanBeExpandedWithoutWaiting() throws IOException {
        GzipBytes in = new GzipBytes(new ByteArrayInputStream(gzip(new byte[100_000])), EXPANSION);

        assertThat(in.available()).as("before the first byte").isZero();
        assertThat(in.read(new byte[60_000])).isEqualTo(60_000);
        assertThat(in.available()).isPositive();
        assertThat(in.readAllBytes()).hasSize(40_000);
        assertThat(in.available()).as("at the end").isZero();
    }

    @Test
    void closesItsSource() throws IOException {
        boolean[] closed = new boolean[1];
        InputStream source = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        new GzipBytes(source, EXPANSION).close();

        assertThat(closed[0]).isTrue();
    }

    @Test
    void setsItsMemoryFreeWhenClosed() throws IOException {
        GzipBytes in = new GzipBytes(new ByteArrayInputStream(gzip(new byte[100])), EXPANSION);
        assertThat(in.read()).isZero();

        in.close();

        // which exception it is depends on the JDK
        assertThatThrownBy(in::read).hasMessage("Inflater has been closed");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
