package io.github.flowlog.adx.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadListener;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.Store;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.problem.BadInputPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A blob is written to between any two requests of a load: the rows are those of one log, under its own name. */
class RewrittenBlobTest {
    private static final String LOG = "PT1H.json";
    private static final int REQUESTS = 8;

    @TempDir
    Path folder;

    private final ExecutorService ahead = Executors.newFixedThreadPool(2);
    private FakeContainer container = new FakeContainer();

    @AfterEach
    void endThreads() {
        ahead.shutdownNow();
    }

    private static String[] blocks(String... records) {
        String[] blocks = new String[records.length + 2];
        blocks[0] = "A:{\"records\":[";
        for (int i = 0; i < records.length; i++) {
            // what a block holds is in its id: blocks of other records have other ids
            blocks[i + 1] = "D" + records[i].hashCode() + ":" + (i == 0 ? "" : ",") + records[i];
        }
        blocks[records.length + 1] = "Z:]}";
        return blocks;
    }

    private LoadReport load(Path store, SmallBlobs small) throws Exception {
        List<FlowLogSource> sources = new ArrayList<>();
        container.list("", blob -> sources.add(new BlobLogSource(container, blob, "https://fake/logs/", small, ahead)));
        try (LoadTarget target = Store.CSV.open(store)) {
            return FlowLogLoader.create(target)
                    .load(new LoadRequest(sources, BadInputPolicy.SKIP), LoadListener.NONE, () -> false);
        }
    }

    private List<String> rowsOf(String... blocks) throws Exception {
        container = new FakeContainer();
        container.put(LOG, blocks);
        Path fresh = Files.createDirectories(folder.resolve("fresh"));
        load(fresh, new SmallBlobs(0, 0));
        return Store.CSV.rows(fresh);
    }

    /** A container in which the blob becomes another one before a request for its bytes. */
    private void becoming(int request, String[] first, String[] then) {
        container = new FakeContainer();
        container.put(LOG, first);
        AtomicInteger requests = new AtomicInteger();
        container.beforeRead = () -> {
            if (requests.incrementAndGet() == request) {
                container.put(LOG, then);
            }
        };
    }

    /** Too large to be fetched as a whole; small and never held; small and held. */
    @ParameterizedTest
    @CsvSource({"0, 0", "100000, 0", "100000, 1000000"})
    void loadsOneLogUnderItsOwnName(int largest, long most) throws Exception {
        String[] old = blocks(Logs.records(0, 20));
        String[] rewritten = blocks(Logs.records(30, 45));
        List<String> expected = rowsOf(rewritten);
        for (int request = 1; request <= REQUESTS; request++) {
            Path store = Files.createDirectories(folder.resolve("rewritten-" + request));
            becoming(request, old, rewritten);
            load(store, new SmallBlobs(largest, most));
            load(store, new SmallBlobs(largest, most));
            // where it was not asked so often
            container.put(LOG, rewritten);
            load(store, new SmallBlobs(largest, most));

            assertThat(Store.CSV.rows(store)).as("at request %s", request).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "100000, 0", "100000, 1000000"})
    void goesOnInALogThatGrows(int largest, long most) throws Exception {
        String[] old = blocks(Logs.records(0, 20));
        String[] grown = blocks(Logs.records(0, 23));
        List<String> expected = rowsOf(grown);
        for (int request = 1; request <= REQUESTS; request++) {
            Path store = Files.createDirectories(folder.resolve("grown-" + request));
            becoming(request, old, grown);
            LoadReport first = load(store, new SmallBlobs(largest, most));
            container.put(LOG, grown);
            load(store, new SmallBlobs(largest, most));

            assertThat(first.count(Kind.LOADED)).as("at request %s", request).isEqualTo(1);
            assertThat(Store.CSV.rows(store)).as("at request %s", request).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "100000, 0", "100000, 1000000"})
    void goesOnInALogThatGrowsAtEveryRequest(int largest, long most) throws Exception {
        String[] grown = blocks(Logs.records(0, 23));
        List<String> expected = rowsOf(grown);
        for (int request = 1; request <= REQUESTS; request++) {
            Path store = Files.createDirectories(folder.resolve("often-" + request));
            int from = request;
            container = new FakeContainer();
            container.put(LOG, blocks(Logs.records(0, 20)));
            AtomicInteger requests = new AtomicInteger();
            container.beforeRead = () -> {
                // pieces are fetched by several threads, and a log never becomes smaller
                synchronized (requests) {
                    int more = requests.incrementAndGet() - from;
                    if (more == 0 || more == 1) {
                        container.put(LOG, blocks(Logs.records(0, 21 + more)));
                    }
                }
            };
            LoadReport first = load(store, new SmallBlobs(largest, most));
            container.beforeRead = () -> {};
            container.put(LOG, grown);
            load(store, new SmallBlobs(largest, most));

            assertThat(first.count(Kind.LOADED))
                    .as("from request %s on", request)
                    .isEqualTo(1);
            assertThat(Store.CSV.rows(store)).as("from request %s on", request).isEqualTo(expected);
        }
    }

    @Test
    void saysThatTheNextLoadReadsALogThatWasWrittenAnew() throws Exception {
        becoming(3, blocks(Logs.records(0, 20)), blocks(Logs.records(30, 45)));

        LoadReport report = load(folder, new SmallBlobs(0, 0));

        assertThat(report.count(Kind.FAILED)).isEqualTo(1);
        assertThat(report.outcomes().get(0).message())
                .contains("was written to while it was being read; the next run reads it as it is then");
    }
}
