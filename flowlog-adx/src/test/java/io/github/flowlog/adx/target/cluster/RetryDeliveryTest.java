package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadVerifier;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.QuarantineRetry;
import io.github.flowlog.adx.RetryReport;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.VerifiedSource;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.adx.target.cluster.FakeCluster.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read once more from quarantine on its way to a cluster: nothing doubled, nothing lost, nobody held up. */
class RetryDeliveryTest {
    private static final ReadLimits HIGHER = ReadLimits.defaults().withNameBytes(8_192);
    private static final Delivery QUICK =
            Delivery.defaults().withPoll(Duration.ofMillis(5)).withWaitLimit(Duration.ofMillis(50));
    private static final Delivery PATIENT = QUICK.withWaitLimit(Duration.ofMinutes(10));
    private static final String GOOD = Logs.record(1);
    private static final String TOO_LONG = Logs.record(2).replace("UserRule_web", "r".repeat(5_000));

    @TempDir
    Path folder;

    private final FakeCluster cluster = new FakeCluster();
    private Path file;

    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void loadAllButOneRecord() throws IOException {
        file = write(GOOD, TOO_LONG, Logs.record(3));
        LoadReport report = load(PATIENT);
        assertThat(report.newQuarantine()).isEqualTo(1);
        assertThat(cluster.places()).hasSize(4);
    }

    private Path write(String... records) throws IOException {
        return LoadFixture.settled(Files.writeString(folder.resolve("a.json"), Logs.envelope(records)));
    }

    /** Offset/tuple of all rows of records in a row. */
    private static List<String> places(String... records) {
        List<String> places = new ArrayList<>();
        int offset = "{\"records\":[".length();
        for (String record : records) {
            int at = offset;
            Stream.of(0, 1).forEach(index -> places.add(at + "/" + index));
            offset += record.length() + 1;
        }
        return places.stream().sorted().toList();
    }

    private AdxTarget open(Delivery delivery, Consumer<DeliveryStep> steps) throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        return AdxTarget.open(
                cluster.connect(),
                null,
                FileJournalStore.open(state.resolve("journal")),
                state,
                "",
                delivery,
                Instant::now,
                steps);
    }

    private LoadReport load(Delivery delivery) throws IOException {
        try (AdxTarget target = open(delivery, step -> {})) {
            return LoadFixture.load(FlowLogLoader.create(target), file);
        }
    }

    private RetryReport retry(Delivery delivery, Consumer<DeliveryStep> steps) throws IOException {
        try (AdxTarget target = open(delivery, steps)) {
            Map<String, FlowLogSource> sources = new HashMap<>();
            for (String sourceId : target.ledger().quarantinedSources()) {
                sources.put(sourceId, LogFile.of(file));
            }
            return QuarantineRetry.create(target, HIGHER).retry(sources, () -> false);
        }
    }

    private VerifiedSource verify() throws IOException {
        List<VerifiedSource> verified = new ArrayList<>();
        try (AdxTarget target = open(PATIENT.withConfirming(false), step -> {})) {
            LoadVerifier.create(target, HIGHER).verify(List.of(LogFile.of(file)), verified::add, () -> false);
        }
        return verified.get(0);
    }

    @Test
    void loadsARecordOnceAndMovesNoCursor() throws IOException {
        RetryReport first = retry(PATIENT, step -> {});
        RetryReport second = retry(PATIENT, step -> {});

        assertThat(first.rows()).isEqualTo(2);
        assertThat(first.left()).isZero();
        assertThat(first.settlement().open()).isEmpty();
        assertThat(second.problems()).isZero();
        assertThat(second.batches()).isZero();
        assertThat(cluster.places()).isEqualTo(places(GOOD, TOO_LONG, Logs.record(3)));
        assertThat(cluster.queued()).hasSize(2).extracting(blob -> blob.tag()).doesNotHaveDuplicates();
        assertThat(verify().state()).isEqualTo(VerifiedSource.State.EQUAL);
        assertThat(load(PATIENT).outcomes()).allMatch(outcome -> outcome.kind() == Kind.UNCHANGED);
    }

    @ParameterizedTest
    @EnumSource(DeliveryStep.class)
    void goesOnBehindEveryStep(DeliveryStep step) throws IOException {
        Consumer<DeliveryStep> ending = taken -> {
            if (taken == step) {
                throw new Ended();
            }
        };
        try {
            retry(QUICK, ending);
            assertThat(step).as("what ends behind it may be seen by nobody").isEqualTo(DeliveryStep.COMMITTED);
        } catch (Ended | IllegalStateException ended) {
            assertThat(ended).hasStackTraceContaining(Ended.class.getName());
        }

        retry(QUICK, taken -> {});
        LoadReport report = load(QUICK);

        assertThat(cluster.places()).isEqualTo(places(GOOD, TOO_LONG, Logs.record(3)));
        assertThat(report.settlement().open()).isEmpty();
        assertThat(report.quarantine()).isZero();
        assertThat(verify().state()).isEqualTo(VerifiedSource.State.EQUAL);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "ANSWER_LOST", "TWICE", "FAILS_LATER", "LOST"})
    void queuesAgainWhatDidNotArrive(Fault fault) throws IOException {
        cluster.fail("enqueue", fault);

        RetryReport report = retry(QUICK, step -> {});

        assertThat(report.settlement().open()).isEmpty();
        assertThat(cluster.places()).isEqualTo(places(GOOD, TOO_LONG, Logs.record(3)));
    }

    @Test
    void holdsItsSourceNotUpWhileItsBatchIsInAlarm() throws IOException {
        cluster.fail("enqueue", Fault.FAILS_FOR_GOOD);
        RetryReport alarmed = retry(PATIENT, step -> {});
        file = write(GOOD, TOO_LONG, Logs.record(3), Logs.record(4));

        LoadReport grown = load(PATIENT);

        assertThat(alarmed.settlement().forPerson()).hasSize(1);
        assertThat(grown.outcomes()).allMatch(outcome -> outcome.kind() == Kind.CONTINUED);
        assertThat(grown.rows()).isEqualTo(2);
        assertThat(cluster.places()).hasSize(6);
        try (AdxTarget target = open(PATIENT, step -> {})) {
            assertThat(target.retry(alarmed.settlement().open().get(0).batchId()))
                    .isTrue();
            assertThat(target.settle(() -> false).open()).isEmpty();
        }
        assertThat(cluster.places()).isEqualTo(places(GOOD, TOO_LONG, Logs.record(3), Logs.record(4)));
        assertThat(load(PATIENT).quarantine()).isZero();
        assertThat(verify().state()).isEqualTo(VerifiedSource.State.EQUAL);
    }

    @Test
    void isNoDifferenceWhileItIsOnItsWay() throws IOException {
        cluster.ingestAtOnce(false);

        RetryReport queued = retry(PATIENT.withConfirming(false), step -> {});
        VerifiedSource onItsWay = verify();
        cluster.ingest();
        LoadReport confirmed = load(PATIENT);

        assertThat(queued.settlement().open()).hasSize(1);
        assertThat(onItsWay.state()).isEqualTo(VerifiedSource.State.EQUAL);
        assertThat(onItsWay.rows()).isEqualTo(4);
        assertThat(confirmed.settlement().open()).isEmpty();
        assertThat(verify().rows()).isEqualTo(6);
    }
}
