package io.github.flowlog.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final byte[] BYTES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    @Test
    void isAnArrayWithoutACopy() throws IOException {
        Window window = Window.over(BYTES, 2, 7, 100);

        assertThat(window.bytes()).isSameAs(BYTES);
        assertThat(window.start()).isEqualTo(2);
        assertThat(window.limit()).isEqualTo(7);
        assertThat(window.firstOffset()).isEqualTo(100);
        assertThat(window.offset(3)).isEqualTo(101);
        assertThat(window.isComplete()).isTrue();
        assertThat(window.isReady()).isFalse();
        window.fill(100, 100);
        assertThat(window.limit()).isEqualTo(7);
    }

    @Test
    void takesWhatIsThereButDoesNotWaitForMoreThanIsNeeded() throws IOException {
        Pipe pipe = new Pipe(3);
        Window window = Window.over(pipe, 8, 0);

        window.fill(1, 1);
        assertThat(window.limit()).as("what came at once").isEqualTo(3);
        assertThat(window.isReady()).isFalse();
        window.fill(3, 3);
        assertThat(window.limit()).as("just what was needed").isEqualTo(3);
        window.fill(4, 4);
        assertThat(window.limit()).isEqualTo(6);
        window.fill(4, 4);
        assertThat(window.limit()).as("nothing was needed").isEqualTo(6);
        pipe.ready = true;
        assertThat(window.isReady()).isTrue();
        window.fill(4, 4);
        assertThat(window.limit()).as("all that fits").isEqualTo(8);
    }

    @Test
    void readsOnForWhatTheCacheHoldsAndForWhatIsUseful() throws IOException {
        Window window = Window.over(new ByteArrayInputStream(new byte[1 << 20]), 1 << 20, 0);

        window.fill(1, 1);
        assertThat(window.limit()).as("not the whole window").isEqualTo(1 << 17);
        window.drop(1 << 17, 300_000);
        window.fill(1, 300_000);
        assertThat(window.limit()).as("a record of that size").isBetween(300_000, 400_000);
        window.drop(0, 1 << 20);
        window.fill(1 << 19, 1);
        assertThat(window.limit()).as("what is needed").isBetween(1 << 19, (1 << 19) + (1 << 16));
    }

    @Test
    void takesMemoryAsItIsNeeded() throws IOException {
        Window window = Window.over(new ByteArrayInputStream(new byte[1 << 21]), 1 << 20, 0);

        assertThat(window.bytes()).hasSize(1 << 18);
        window.drop(0, (1 << 18) + 1);
        assertThat(window.bytes()).as("twice as much").hasSize(1 << 19);
        window.drop(0, 1 << 19);
        assertThat(window.bytes()).hasSize(1 << 19);
        window.drop(0, 600_000);
        assertThat(window.bytes()).as("up to its size").hasSize(1 << 20);
        window.drop(0, 1_100_000);
        assertThat(window.bytes()).as("what one record needs").hasSize(1_100_000);
    }

    @Test
    void movesWhatItKeepsToTheFrontAndGrowsOnDemand() throws IOException {
        Window window = Window.over(new ByteArrayInputStream(BYTES), 4, 50);
        window.fill(4, 4);
        byte[] before = window.bytes();

        window.drop(1, 4);
        assertThat(window.bytes()).isSameAs(before);
        assertThat(window.limit()).isEqualTo(3);
        assertThat(window.offset(0)).isEqualTo(51);
        window.drop(2, 6);
        assertThat(window.bytes()).hasSize(6).startsWith(3);
        assertThat(window.offset(0)).isEqualTo(53);
        assertThat(window.firstOffset()).isEqualTo(50);
        window.fill(6, 6);
        assertThat(window.bytes()).containsExactly(3, 4, 5, 6, 7, 8);
        window.drop(6, 6);
        window.fill(6, 6);
        assertThat(Arrays.copyOf(window.bytes(), window.limit())).containsExactly(9);
        assertThat(window.isComplete()).isTrue();
    }

    @Test
    void knowsTheByteInFrontOfWhatItKept() throws IOException {
        Window window = Window.over(new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5, 6}), 4, 0);
        window.fill(4, 4);

        assertThat(window.before(0)).as("in front of the first").isZero();
        assertThat(window.before(3)).isEqualTo((byte) 3);
        window.drop(2, 4);
        assertThat(window.before(0)).isEqualTo((byte) 2);
        window.drop(0, 4);
        assertThat(window.before(0)).as("nothing was dropped").isEqualTo((byte) 2);
        Window part = Window.over(new byte[] {7, 8, 9}, 1, 3, 100);
        assertThat(part.before(1)).as("not of the source").isZero();
        assertThat(part.before(2)).isEqualTo((byte) 8);
    }

    @Test
    void givesWhatCameBeforeAFailureAndThenTheFailureForGood() throws IOException {
        int[] reads = new int[1];
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] out, int from, int length) throws IOException {
                if (reads[0]++ > 0) {
                    throw new IOException("gone");
                }
                return 1;
            }

            @Override
            public int available() {
                return 1;
            }
        };
        Window window = Window.over(failing, 8, 0);

        window.fill(4, 4);
        assertThat(window.limit()).isEqualTo(1);
        assertThat(window.isReady()).isFalse();
        assertThatThrownBy(() -> window.fill(4, 4)).hasMessage("gone");
        assertThatThrownBy(() -> window.fill(4, 4)).hasMessage("gone");
        assertThat(reads[0]).as("the source is not asked again").isEqualTo(2);
        assertThat(window.isComplete()).isFalse();
    }

    @Test
    void isNotReadyWhereTheSourceCannotSay() {
        InputStream closed = new InputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public int available() throws IOException {
                throw new IOException("closed");
            }
        };

        assertThat(Window.over(closed, 8, 0).isReady()).isFalse();
    }

    @Test
    void endsWhereItIsTold() {
        InputStream more = new ByteArrayInputStream(BYTES) {
            @Override
            public synchronized int available() {
                throw new IllegalStateException("an ended source is not asked");
            }
        };
        Window window = Window.over(more, 8, 0);

        window.end();

        assertThat(window.isComplete()).isTrue();
        assertThat(window.isReady()).isFalse();
    }

    @Test
    void closesItsSource() throws IOException {
        Pipe pipe = new Pipe(1);

        Window.over(pipe, 8, 0).close();

        assertThat(pipe.closed).isTrue();
    }

    /** Gives so many bytes at a time, without an end. */
    private static final class Pipe extends InputStream {
        private final int atOnce;
        private boolean ready;
        private boolean closed;

        Pipe(int atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public int read() {
            return 1;
        }

        @Override
        public int read(byte[] out, int from, int length) {
            int count = Math.min(atOnce, length);
            Arrays.fill(out, from, from + count, (byte) 1);
            return count;
        }

        @Override
        public int available() {
            return ready ? 1 : 0;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
