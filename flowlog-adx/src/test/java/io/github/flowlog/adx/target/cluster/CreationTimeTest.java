package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.QuarantineRetry;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.kusto.QueuedBlob;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.adx.target.LoadedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which hours share a batch, and from when on the table counts how long it keeps one. */
class CreationTimeTest {
    private static final Delivery PATIENT =
            Delivery.defaults().withPoll(Duration.ofMillis(5)).withWaitLimit(Duration.ofMinutes(10));
    private static final String TOO_LONG = Logs.record(2).replace("UserRule_web", "r".repeat(5_000));
    private static final String A = "000D3A00000A";
    private static final String B = "000D3A00000B";

    @TempDir
    Path folder;

    private final FakeCluster cluster = new FakeCluster();
    private final AtomicReference<Instant> now = new AtomicReference<>();
    private final List<Path> logs = new ArrayList<>();

    private static final class NoRows implements FlowRows {
        @Override
        public FlowBatch newColumns() {
            return FlowBatch.create();
        }

        @Override
        public @Nullable String nextOrNull(FlowBatch columns, RowSelection selected) {
            return null;
        }

        @Override
        public void made(long bytes) {}

        @Override
        public RuntimeException tooMany(String reason) {
            return new IllegalStateException(reason);
        }
    }

    private void write(String mac, String day, String hour, int records) throws IOException {
        Path file = folder.resolve("resourceId=/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK"
                + "/NETWORKSECURITYGROUPS/N/y=2026/m=01/d=" + day + "/h=" + hour + "/m=00/macAddress=" + mac
                + "/PT1H.json");
        Files.createDirectories(file.getParent());
        logs.add(LoadFixture.settled(Files.writeString(file, Logs.envelope(Logs.records(0, records)))));
    }

    private void writeWithoutHour(String... records) throws IOException {
        Path file = folder.resolve("a.json");
        logs.add(LoadFixture.settled(Files.writeString(file, Logs.envelope(records))));
    }

    private AdxTarget open(Consumer<DeliveryStep> steps) throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        return AdxTarget.open(
                cluster.connect(),
                null,
                FileJournalStore.open(state.resolve("journal")),
                state,
                "",
                PATIENT,
                now::get,
                steps);
    }

    private void load(Consumer<DeliveryStep> steps) throws IOException {
        try (AdxTarget target = open(steps)) {
            LoadFixture.load(LoadFixture.loader(target, now::get), logs.toArray(Path[]::new));
        }
    }

    private void retryWithLongNames() throws IOException {
        try (AdxTarget target = open(step -> {})) {
            Map<String, FlowLogSource> sources = new TreeMap<>();
            for (String sourceId : target.ledger().quarantinedSources()) {
                sources.put(sourceId, LogFile.of(logs.get(0)));
            }
            QuarantineRetry.create(target, ReadLimits.defaults().withNameBytes(8_192))
                    .retry(sources, () -> false);
        }
    }

    /** How many rows were queued under each creation time. */
    private Map<String, Long> rowsByCreationTime() {
        Map<String, Long> rows = new TreeMap<>();
        for (QueuedBlob blob : cluster.queued()) {
            long count = cluster.rows("FlowLogs").stream()
                    .filter(row -> row.endsWith("," + blob.tag()))
                    .count();
            rows.merge(String.valueOf(blob.creationTime()), count, Long::sum);
        }
        return rows;
    }

    @Test
    void givesNoneToHoursBehindWhichTheLogHasNotGoneOn() throws IOException {
        now.set(Instant.parse("2026-01-02T10:20:00Z"));
        write(A, "01", "23", 1);
        write(A, "02", "08", 2);
        write(A, "02", "09", 3);
        write(A, "02", "10", 1);
        write(B, "02", "09", 4);
        write(B, "02", "10", 2);

        load(step -> {});

        assertThat(rowsByCreationTime())
                .isEqualTo(Map.of("2026-01-01T23:00:00Z", 2L, "2026-01-02T09:00:00Z", 12L, "null", 12L));
        assertThat(cluster.queued()).hasSize(3);
    }

    @Test
    void givesNoneToABatchOfTwoDaysWhoseHoursSettleWhileItIsBuilt() throws IOException {
        now.set(Instant.parse("2026-01-02T00:14:00Z"));
        write(A, "01", "23", 1);
        write(A, "02", "00", 2);

        load(step -> {
            if (step == DeliveryStep.SPOOLED) {
                now.set(Instant.parse("2026-01-02T01:16:00Z"));
            }
        });

        assertThat(rowsByCreationTime()).isEqualTo(Map.of("null", 6L));
    }

    @Test
    void givesNoneToRowsOfAnHourThatNothingHadTold() throws IOException {
        now.set(Instant.parse("2026-01-02T10:20:00Z"));
        writeWithoutHour(TOO_LONG);
        load(step -> {});
        assertThat(cluster.queued()).isEmpty();

        retryWithLongNames();

        assertThat(rowsByCreationTime()).isEqualTo(Map.of("null", 2L));
        assertThat(cluster.rows("FlowLogSources")).singleElement().asString().endsWith(",2022-05-02T20:00:00Z");
    }

    @Test
    void givesNoneToABatchWithASourceWhoseHourIsNotKnown() throws IOException {
        now.set(Instant.parse("2026-01-02T10:20:00Z"));
        List<LoadedSource> sources = List.of(
                new LoadedSource("a", "", "", "a.json", "", Instant.parse("2026-01-01T05:00:00Z")),
                new LoadedSource("b", "", "", "b.json", "", Instant.EPOCH));
        try (AdxTarget target = open(step -> {})) {
            target.write("b1", new NoRows());
            target.commit(new BuiltBatch("b1", 1, List.of(), sources, List.of(), "2026-01-01"));
            target.settle(() -> !cluster.queued().isEmpty());
        }

        assertThat(cluster.queued()).extracting(QueuedBlob::creationTime).containsOnlyNulls();
    }

    @Test
    void countsWhatIsReadAgainFromItsHour() throws IOException {
        now.set(Instant.parse("2026-01-02T10:20:00Z"));
        writeWithoutHour(Logs.record(1), TOO_LONG);
        load(step -> {});

        retryWithLongNames();

        assertThat(rowsByCreationTime()).isEqualTo(Map.of("2022-05-02T20:00:00Z", 4L));
        assertThat(cluster.queued()).hasSize(2);
    }
}
