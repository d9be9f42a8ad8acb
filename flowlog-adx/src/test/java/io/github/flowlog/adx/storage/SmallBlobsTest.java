package io.github.flowlog.adx.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadListener;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.csv.CsvTarget;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallBlobsTest {
    @TempDir
    Path folder;

    private final FakeContainer container = new FakeContainer();
    private final ExecutorService ahead = Executors.newFixedThreadPool(3);

    @AfterEach
    void stop() {
        ahead.shutdownNow();
    }

    @Test
    void loadsASmallLogWithOneRequest() throws IOException {
        for (int i = 0; i < 20; i++) {
            container.put("log-" + i, ":" + Logs.envelope(Logs.records(i, i + 3)));
        }

        LoadReport report = load(new SmallBlobs(10_000, 1_000_000));

        assertThat(report.count(Kind.LOADED)).isEqualTo(20);
        assertThat(report.rows()).isEqualTo(120);
        assertThat(container.reads).hasValue(20);
        assertThat(container.blockLists).hasValue(0);
    }

    @Test
    void fetchesSeveralNewLogsAtOnce() throws IOException {
        for (int i = 0; i < 20; i++) {
            container.put("log-" + i, ":" + Logs.envelope(Logs.records(i, i + 3)));
        }
        CyclicBarrier threeAtOnce = new CyclicBarrier(3);
        AtomicInteger begun = new AtomicInteger();
        container.beforeRead = () -> {
            if (begun.incrementAndGet() <= 3) {
                await(threeAtOnce);
            }
        };

        assertThat(load(new SmallBlobs(10_000, 1_000_000)).rows()).isEqualTo(120);
        assertThat(container.reads).hasValue(20);
    }

    @Test
    void fetchesNothingOfALogThatIsLoaded() throws IOException {
        for (int i = 0; i < 20; i++) {
            container.put("log-" + i, ":" + Logs.envelope(Logs.records(i, i + 3)));
        }
        load(new SmallBlobs(10_000, 1_000_000));
        container.put("log-20", ":" + Logs.envelope(Logs.records(0, 3)));

        LoadReport again = load(new SmallBlobs(10_000, 1_000_000));

        assertThat(again.count(Kind.UNCHANGED)).isEqualTo(20);
        assertThat(again.count(Kind.LOADED)).isEqualTo(1);
        assertThat(container.reads).hasValue(21);
    }

    @Test
    void tellsWhoWantsTheBytesThatFetchingThemAheadFailed() throws Exception {
        container.put("log", "content");
        ListedBlob log = container.look("log");
        SmallBlobs small = new SmallBlobs(100, 100);
        container.beforeRead = () -> {
            throw new UncheckedIOException(new IOException("no answer"));
        };
        small.fetchAhead(container, log, ahead);
        assertThatThrownBy(() -> small.bytesOrNull(container, log))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no answer");

        container.beforeRead = () -> {};

        assertThat(small.bytesOrNull(container, log))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("content");
        assertThat(container.reads).hasValue(2);
    }

    @Test
    void loadsTheSameOfALogThatIsTooLargeToBeHeld() throws IOException {
        for (int i = 0; i < 20; i++) {
            container.put("log-" + i, ":" + Logs.envelope(Logs.records(i, i + 3)));
        }

        assertThat(load(new SmallBlobs(10_000, 0)).rows()).isEqualTo(120);
        assertThat(load(new SmallBlobs(0, 0)).count(Kind.UNCHANGED)).isEqualTo(20);
    }

    @Test
    void holdsNoMoreThanItMay() throws IOException {
        SmallBlobs small = new SmallBlobs(10, 25);
        for (String name : List.of("a", "b", "c")) {
            container.put(name, name.repeat(10));
        }
        for (String name : List.of("a", "b", "a", "c", "a")) {
            assertThat(small.bytesOrNull(container, container.look(name)))
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo(name.repeat(10));
        }
        assertThat(container.reads).hasValue(3);

        small.bytesOrNull(container, container.look("b"));

        assertThat(container.reads).hasValue(4);
    }

    @Test
    void tellsBlobsOfTheSameNameAndVersionApart() throws IOException {
        SmallBlobs small = new SmallBlobs(10, 100);
        FakeContainer other = new FakeContainer("other");
        container.put("log", "here");
        other.put("log", "away");

        assertThat(small.bytesOrNull(container, container.look("log"))).isEqualTo(new byte[] {'h', 'e', 'r', 'e'});
        assertThat(small.bytesOrNull(other, other.look("log"))).isEqualTo(new byte[] {'a', 'w', 'a', 'y'});
    }

    @Test
    void holdsNoLargeBlob() throws IOException {
        container.put("large", "0123456789x");

        assertThat(new SmallBlobs(10, 100).bytesOrNull(container, container.look("large")))
                .isNull();
        assertThat(container.reads).hasValue(0);
    }

    @Test
    void leavesABlobThatWasWrittenToToWhoFollowsIt() throws IOException {
        container.put("log", "A:[", "Z:]");
        FlowLogSource source = source("log", new SmallBlobs(100, 100));
        container.put("log", "A:[", "D1:{\"a\":1}", "Z:]");

        assertThat(source.bytes(0).readAllBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("[{\"a\":1}]");
        assertThat(source.bytes(1).readAllBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("{\"a\":1}]");
    }

    @Test
    void readsASmallBlobAsItWasWhenItWasOpened() throws IOException {
        container.put("log", ":[1]");
        InputStream in = source("log", new SmallBlobs(100, 100)).bytes(1);
        container.put("log", ":[2]");

        assertThat(in.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("1]");
    }

    @Test
    void readsNothingBehindTheEnd() throws IOException {
        container.put("log", "[]");
        container.put("empty");

        assertThat(source("log", new SmallBlobs(100, 100)).bytes(3).readAllBytes())
                .isEmpty();
        assertThat(source("empty", new SmallBlobs(100, 100)).bytes(0).readAllBytes())
                .isEmpty();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception alone) {
            throw new IllegalStateException("fewer are fetched at once", alone);
        }
    }

    private BlobLogSource source(String name, SmallBlobs small) {
        return new BlobLogSource(container, container.look(name), "https://fake/logs/", small, ahead);
    }

    private LoadReport load(SmallBlobs small) throws IOException {
        List<FlowLogSource> sources = new ArrayList<>();
        container.list("", blob -> sources.add(source(blob.name(), small)));
        try (LoadTarget target = CsvTarget.open(folder)) {
            return FlowLogLoader.create(target)
                    .load(new LoadRequest(sources, BadInputPolicy.SKIP), LoadListener.NONE, () -> false);
        }
    }
}
