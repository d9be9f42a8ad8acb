package io.github.flowlog.adx.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlobStreamTest {
    private static final String NAME = "PT1H.json";

    private final FakeContainer container = new FakeContainer();
    private final ExecutorService ahead = Executors.newFixedThreadPool(2);

    @AfterEach
    void endThreads() {
        ahead.shutdownNow();
    }

    @Test
    void readsFromAnOffsetInPieces() throws IOException {
        container.put(NAME, "A:{\"records\":[", "D1:{\"a\":1}", "D2:,{\"a\":2}", "Z:]}");

        assertThat(text(stream(12, 3, 2))).isEqualTo("{\"a\":1},{\"a\":2}]}");
        assertThat(container.reads.get()).isEqualTo(6);
    }

    @Test
    void asksForNothingBeforeTheFirstByte() {
        container.put(NAME, "A:0123456789");
        stream(0, 3, 2).close();

        assertThat(container.reads).hasValue(0);
    }

    @Test
    void goesOnInTheVersionThatHasGrown() throws IOException {
        container.put(NAME, "A:[", "D1:{\"a\":1}", "D2:,{\"a\":2}", "Z:]");
        BlobStream in = stream(0, 4, 1);
        assertThat(in.readNBytes(4)).hasSize(4);

        container.put(NAME, "A:[", "D1:{\"a\":1}", "D2:,{\"a\":2}", "D3:,{\"a\":3}", "Z:]");

        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("\":1},{\"a\":2},{\"a\":3}]");
    }

    @Test
    void readsItsEndAgainInTheVersionThatItFollowedTo() throws IOException {
        container.put(NAME, "A:[", "D1:{\"a\":1}", "Z:]");
        BlobLogSource source = new BlobLogSource(container, container.look(NAME), "", new SmallBlobs(0, 0), ahead);
        // looks at the blocks, as a comparison with what was loaded before does
        assertThat(source.bytes(1).readNBytes(1)).hasSize(1);
        try (InputStream in = source.bytes(1)) {
            container.put(NAME, "A:[", "D1:{\"a\":1}", "D2:,{\"a\":2}", "D3:,{\"a\":3}", "Z:]");
            assertThat(in.readAllBytes()).hasSize(24);
        }

        assertThat(new String(source.bytes(16).readNBytes(8), StandardCharsets.UTF_8))
                .isEqualTo(",{\"a\":3}");
    }

    @Test
    void refusesAVersionWhoseReadBlocksAreOthers() throws IOException {
        container.put(NAME, "A:[", "D1:{\"a\":1}", "D2:,{\"a\":2}", "Z:]");
        BlobStream in = stream(0, 4, 0);
        assertThat(in.readNBytes(4)).hasSize(4);

        container.put(NAME, "A:[", "X1:{\"b\":1}", "D2:,{\"a\":2}", "Z:]");

        assertThatThrownBy(in::readAllBytes)
                .isInstanceOf(BlobChangedException.class)
                .hasMessageContaining("PT1H.json was written to while it was being read");
    }

    @Test
    void refusesAVersionThatHasShrunk() throws IOException {
        container.put(NAME, "A:[", "D1:{\"a\":1}", "D2:,{\"a\":2}", "Z:]");
        BlobStream in = stream(0, 12, 0);
        assertThat(in.readNBytes(12)).hasSize(12);

        container.put(NAME, "A:[", "D1:{\"a\":1}", "Z:]");

        assertThatThrownBy(in::readAllBytes).isInstanceOf(BlobChangedException.class);
    }

    /** The closing block gives way to the next minute; a reader that has half of it must not go on behind it. */
    @Test
    void refusesToGoOnInsideTheOldEnd() throws IOException {
        container.put(NAME, "A:{\"records\":[", "D1:{\"a\":1}", "Z:]}");
        BlobStream in = stream(0, 20, 0);
        assertThat(in.readNBytes(20)).hasSize(20);

        container.put(NAME, "A:{\"records\":[", "D1:{\"a\":1}", "D2:,{\"a\":2}", "Z:]}");

        assertThatThrownBy(in::readAllBytes).isInstanceOf(BlobChangedException.class);
    }

    @Test
    void readsAGrowingBlobAsItIsAtSomeMoment() throws IOException {
        long seed = Long.getLong("flowlog.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int[] minutes = {1 + random.nextInt(5)};
            grow(minutes[0]);
            container.beforeRead = () -> {
                synchronized (container) {
                    if (random.nextInt(4) == 0 && minutes[0] < 40) {
                        grow(++minutes[0]);
                    }
                }
            };
            String text;
            try {
                text = text(stream(0, 1 + random.nextInt(30), random.nextInt(3)));
            } catch (BlobChangedException atTheEnd) {
                continue;
            }
            assertThat(text).as("seed %s", seed).matches("\\[\\{\"m\":0\\}(,\\{\"m\":\\d+\\})*\\]");
            assertThat(text.split("m", -1).length - 1).as("seed %s", seed).isLessThanOrEqualTo(minutes[0]);
            for (int i = 0; i < text.split("m", -1).length - 1; i++) {
                assertThat(text).as("seed %s", seed).contains("{\"m\":" + i + "}");
            }
        }
    }

    @Test
    void refusesToBeReadOnceClosed() {
        container.put(NAME, "A:0123456789");
        BlobStream in = stream(0, 3, 1);
        in.close();

        assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    private void grow(int minutes) {
        String[] blocks = new String[minutes + 2];
        blocks[0] = "A:[";
        for (int i = 0; i < minutes; i++) {
            blocks[i + 1] = "D" + i + ":" + (i == 0 ? "" : ",") + "{\"m\":" + i + "}";
        }
        blocks[minutes + 1] = "Z:]";
        container.put(NAME, blocks);
    }

    private BlobStream stream(long offset, int piece, int piecesAhead) {
        return new BlobStream(
                container, NAME, container.blocks(NAME), offset, 0, ahead, piece, piecesAhead, later -> {});
    }

    private static String text(InputStream in) throws IOException {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
