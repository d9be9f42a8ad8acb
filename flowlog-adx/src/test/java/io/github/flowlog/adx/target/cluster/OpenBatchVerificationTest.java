package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadVerifier;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.QuarantineRetry;
import io.github.flowlog.adx.VerifiedSource;
import io.github.flowlog.adx.VerifiedSource.State;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.adx.target.Settlement;
import io.github.flowlog.adx.target.cluster.FakeCluster.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a comparison of logs with a table says while batches are open or the table has dropped rows: no difference is explained away. */
class OpenBatchVerificationTest {
    private static final ReadLimits HIGHER = ReadLimits.defaults().withNameBytes(8_192);
    private static final Delivery PATIENT =
            Delivery.defaults().withPoll(Duration.ofMillis(5)).withWaitLimit(Duration.ofMinutes(10));
    private static final Delivery FORGETFUL = PATIENT.withRetention(Duration.ofDays(90));

    @TempDir
    Path folder;

    private final FakeCluster cluster = new FakeCluster();

    private Path write(String name, String... records) throws IOException {
        return LoadFixture.settled(Files.writeString(folder.resolve(name), Logs.envelope(records)));
    }

    private AdxTarget open(Delivery delivery) throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        return AdxTarget.open(
                cluster.connect(),
                null,
                FileJournalStore.open(state.resolve("journal")),
                state,
                "",
                delivery,
                Instant::now,
                step -> {});
    }

    private LoadReport load(Path... files) throws IOException {
        try (AdxTarget target = open(PATIENT)) {
            return LoadFixture.load(FlowLogLoader.create(target), files);
        }
    }

    private VerifiedSource verify(Delivery delivery, Path file) throws IOException {
        List<VerifiedSource> verified = new ArrayList<>();
        try (AdxTarget target = open(delivery.withConfirming(false))) {
            LoadVerifier.create(target, HIGHER).verify(List.of(LogFile.of(file)), verified::add, () -> false);
        }
        assertThat(verified).hasSize(1);
        return verified.get(0);
    }

    private Settlement open(Path file) throws IOException {
        try (AdxTarget target = open(PATIENT.withConfirming(false))) {
            return target.unsettled(List.of(SourceKey.of(LogFile.of(file))));
        }
    }

    private String loadedSourceId(Path file) throws IOException {
        load(file);
        return cluster.rows("FlowLogs").get(0).split(",", -1)[23];
    }

    @Test
    void callsADifferenceADifferenceAlsoBesideAnAlarm() throws IOException {
        String sourceId = loadedSourceId(write("a.json", Logs.records(0, 2)));
        cluster.fail("enqueue", Fault.FAILS_FOR_GOOD);
        Path file = write("a.json", Logs.records(0, 4));
        assertThat(load(file).settlement().forPerson()).hasSize(1);
        assertThat(verify(PATIENT, file).state()).isEqualTo(State.EQUAL);

        cluster.removeRows(sourceId);

        assertThat(verify(PATIENT, file).state()).isEqualTo(State.DIFFERENT);
    }

    @Test
    void callsRowsExpiredThatTheTableHasDropped() throws IOException {
        Path file = write("a.json", Logs.records(0, 2));
        cluster.removeRows(loadedSourceId(file));

        assertThat(verify(FORGETFUL, file).state()).isEqualTo(State.EXPIRED);
        assertThat(verify(PATIENT, file).state()).isEqualTo(State.DIFFERENT);
    }

    @Test
    void callsRowsTooManyADifferenceHoweverOldTheyAre() throws IOException {
        Path file = write("a.json", Logs.records(0, 2));
        load(file);
        cluster.addRow(cluster.rows("FlowLogs").get(0));

        assertThat(verify(FORGETFUL, file).state()).isEqualTo(State.DIFFERENT);
    }

    @Test
    void callsADifferenceADifferenceWhereNothingTellsTheHour() throws IOException {
        Path file = write("a.json", Logs.record(2).replace("UserRule_web", "r".repeat(5_000)));
        load(file);
        String sourceId;
        try (AdxTarget target = open(PATIENT)) {
            sourceId = target.ledger().quarantinedSources().iterator().next();
            QuarantineRetry.create(target, HIGHER).retry(Map.of(sourceId, LogFile.of(file)), () -> false);
        }
        assertThat(verify(FORGETFUL, file).state()).isEqualTo(State.EQUAL);

        cluster.removeRows(sourceId);

        assertThat(verify(FORGETFUL, file).state()).isEqualTo(State.DIFFERENT);
    }

    @Test
    void namesABatchThatWasDoubled() throws IOException {
        cluster.honourTags(false);
        cluster.fail("enqueue", Fault.TWICE);
        Path file = write("a.json", Logs.records(0, 2));
        String batchId = load(file).settlement().open().get(0).batchId();
        Path other = write("b.json", Logs.record(5));
        load(other);

        Settlement seen = open(file);

        assertThat(seen.open()).extracting(Settlement.OpenBatch::batchId).containsExactly(batchId);
        assertThat(seen.forPerson())
                .singleElement()
                .asString()
                .contains("the table holds 8 rows of batch " + batchId + " and should hold 4", "flowlog jobs accept");
        assertThat(open(other)).isEqualTo(Settlement.COMPLETE);
    }

    @Test
    void namesABatchThatIsOnItsWay() throws IOException {
        Path file = write("a.json", Logs.records(0, 2));
        cluster.ingestAtOnce(false);
        try (AdxTarget target = open(PATIENT.withConfirming(false))) {
            LoadFixture.load(FlowLogLoader.create(target), file);
        }

        Settlement seen = open(file);

        assertThat(seen.open()).singleElement().satisfies(batch -> {
            assertThat(batch.rows()).isEqualTo(4);
            assertThat(batch.state()).isEqualTo("queued, not confirmed yet");
        });
        assertThat(seen.forPerson()).isEmpty();
    }
}
