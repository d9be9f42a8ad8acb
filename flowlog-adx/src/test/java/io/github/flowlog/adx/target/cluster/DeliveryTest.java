package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.LoadListener;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.StateRebuild;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.Settlement;
import io.github.flowlog.adx.target.cluster.FakeCluster.Fault;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches on their way to a cluster that fails at any step: nothing lost, nothing doubled, nothing unsaid. */
class DeliveryTest {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Delivery QUICK =
            Delivery.defaults().withPoll(Duration.ofMillis(5)).withWaitLimit(SOON);
    private static final Delivery PATIENT = QUICK.withWaitLimit(Duration.ofMinutes(10));

    @TempDir
    Path folder;

    private final FakeCluster cluster = new FakeCluster();

    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Path write(String name, String text) throws IOException {
        return LoadFixture.settled(Files.writeString(folder.resolve(name), text));
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

    /** The batch that a load of one file leaves open. */
    private String openBatch(Delivery delivery, Path file) throws IOException {
        return load(delivery, file).settlement().open().get(0).batchId();
    }

    private LoadReport load(Delivery delivery, Path... files) throws IOException {
        try (AdxTarget target = open(delivery, step -> {})) {
            return LoadFixture.load(FlowLogLoader.create(target, 300), files);
        }
    }

    /** Ends a load behind a step, as it is taken for the n-th time. */
    private void loadUpTo(DeliveryStep step, int time, Path file) throws IOException {
        int[] left = {time};
        Consumer<DeliveryStep> ending = taken -> {
            if (taken == step && --left[0] == 0) {
                throw new Ended();
            }
        };
        try (AdxTarget target = open(QUICK, ending)) {
            LoadFixture.load(FlowLogLoader.create(target, 300), file);
        }
    }

    private List<String> spooled() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("state/spool"))) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    @Test
    void deliversEachBatchWithItsTagSizeAndHour() throws IOException {
        String text = Logs.envelope(Logs.records(0, 9));
        Path file = write("a.json", text);

        LoadReport report = load(PATIENT, file);

        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
        assertThat(report.settlement().open()).isEmpty();
        assertThat(report.settlement().forPerson()).isEmpty();
        assertThat(cluster.queued()).hasSizeGreaterThan(1).allSatisfy(blob -> {
            assertThat(blob.table()).isEqualTo("FlowLogs");
            assertThat(blob.mapping()).isEqualTo("flowlog_csv_v1");
            assertThat(blob.creationTime()).isEqualTo(Instant.parse("2022-05-02T20:00:00Z"));
            assertThat(blob.url()).contains(blob.tag());
            assertThat(blob.toString()).doesNotContain("secret");
        });
        assertThat(cluster.rows("FlowLogSources")).hasSize(1);
        assertThat(cluster.rows("FlowLogResources")).hasSize(1);
        assertThat(spooled()).isEmpty();
        assertThat(load(PATIENT, file).outcomes()).allMatch(outcome -> outcome.kind() == Kind.UNCHANGED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "ANSWER_LOST", "TWICE", "FAILS_LATER", "LOST"})
    void queuesAgainWhatDidNotArriveAndNothingElse(Fault fault) throws IOException {
        cluster.fail("enqueue", fault, fault);
        String text = Logs.envelope(Logs.records(0, 9));

        LoadReport report = load(QUICK, write("a.json", text));

        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
        assertThat(report.settlement().open()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "ANSWER_LOST", "TWICE", "FAILS_LATER", "FAILS_FOR_GOOD", "LOST"})
    void announcesAgainWhatDidNotArriveInTheSmallTables(Fault fault) throws IOException {
        cluster.fail("announce", fault, fault, fault);
        String text = Logs.envelope(Logs.records(0, 9));

        LoadReport report = load(QUICK, write("a.json", text));

        assertThat(Set.copyOf(cluster.rows("FlowLogSources"))).hasSize(1);
        assertThat(Set.copyOf(cluster.rows("FlowLogResources"))).hasSize(1);
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
        assertThat(report.settlement().open()).isEmpty();
    }

    @Test
    void keepsABatchWhoseSourceNeverArrivesAndAnnouncesItInTheNextRun() throws IOException {
        Fault[] lost = new Fault[2 * Delivery.ATTEMPTS];
        Arrays.fill(lost, Fault.LOST);
        cluster.fail("announce", lost);
        Path file = write("a.json", Logs.envelope(Logs.record(0)));

        // so long that it is not sent a fourth time before this load has ended
        LoadReport late = load(QUICK.withWaitLimit(Duration.ofMillis(300)), file);
        assertThat(late.settlement().late()).isTrue();
        assertThat(late.settlement().open())
                .singleElement()
                .satisfies(
                        open -> assertThat(open.state()).isEqualTo("loaded, but its sources or resources are missing"));

        assertThat(load(QUICK, file).settlement().open()).isEmpty();
        assertThat(cluster.rows("FlowLogSources")).hasSize(1);
        assertThat(cluster.places()).hasSize(2);
    }

    @Test
    void namesABatchWhoseSourceDoesNotArriveWhileFollowingAndGoesOnAnnouncingIt() throws Exception {
        Fault[] lost = new Fault[2 * 4 * Delivery.ATTEMPTS];
        Arrays.fill(lost, Fault.LOST);
        cluster.fail("announce", lost);
        Path file = write("a.json", Logs.envelope(Logs.record(0)));

        try (AdxTarget target = open(QUICK.withConfirming(false), step -> {})) {
            LoadFixture.load(FlowLogLoader.create(target), file);
            Settlement late =
                    awaitSettlement(target, settled -> !settled.forPerson().isEmpty());
            Settlement arrived =
                    awaitSettlement(target, settled -> settled.open().isEmpty());

            assertThat(late.forPerson())
                    .singleElement()
                    .asString()
                    .contains(
                            late.open().get(0).batchId(),
                            "is not in FlowLogSources or FlowLogResources",
                            ".show ingestion failures");
            assertThat(arrived.open()).isEmpty();
            assertThat(arrived.forPerson()).isEmpty();
        }

        assertThat(cluster.rows("FlowLogSources")).hasSize(1);
        assertThat(cluster.rows("FlowLogResources")).hasSize(1);
        assertThat(cluster.places()).hasSize(2);
    }

    @Test
    void wantsAPersonWhenWhatABatchAnnouncesIsGone() throws IOException {
        cluster.fail("announce", Fault.LOST, Fault.LOST);
        Path file = write("a.json", Logs.envelope(Logs.record(0)));
        load(PATIENT.withConfirming(false), file);
        for (String name : spooled()) {
            Files.delete(folder.resolve("state/spool").resolve(name));
        }

        LoadReport report = load(QUICK, file);

        assertThat(report.settlement().forPerson())
                .singleElement()
                .asString()
                .contains("FlowLogSources", "flowlog jobs accept");
    }

    @Test
    void triesUploadsAndQuestionsAgain() throws IOException {
        cluster.fail("upload", Fault.THROTTLED);
        cluster.fail("manage", Fault.THROTTLED, Fault.THROTTLED);
        cluster.fail("query", Fault.THROTTLED);
        String text = Logs.envelope(Logs.records(0, 2));

        LoadReport report = load(PATIENT, write("a.json", text));

        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
        assertThat(report.settlement().open()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DeliveryStep.class)
    void goesOnBehindEveryStep(DeliveryStep step) throws IOException {
        String text = Logs.envelope(Logs.records(0, 9));
        Path file = write("a.json", text);
        assertThatThrownBy(() -> loadUpTo(step, 1, file)).isInstanceOfAny(Ended.class, IllegalStateException.class);
        assertThatThrownBy(() -> loadUpTo(step, 2, file)).isInstanceOfAny(Ended.class, IllegalStateException.class);

        LoadReport report = load(QUICK, file);

        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
        assertThat(report.settlement().open()).isEmpty();
        assertThat(Set.copyOf(cluster.rows("FlowLogSources"))).hasSize(1);
        assertThat(spooled()).isEmpty();
    }

    @Test
    void queuesNothingWhileSomebodyLooks() throws IOException {
        cluster.fail("enqueue", Fault.LOST, Fault.LOST);
        Path file = write("a.json", Logs.envelope(Logs.record(0)));
        load(PATIENT.withConfirming(false), file);
        int queued = cluster.queued().size();

        try (AdxTarget target = open(QUICK.withWaitLimit(Duration.ZERO), step -> {})) {
            assertThat(target.settle(() -> true).open())
                    .singleElement()
                    .satisfies(batch -> assertThat(batch.state()).isEqualTo("queued, not confirmed yet"));
        }

        assertThat(queued).isEqualTo(1);
        assertThat(cluster.queued()).hasSize(queued);
        assertThat(load(QUICK, file).settlement().open()).isEmpty();
    }

    @Test
    void doublesRowsWhereTagsAreNotHonoured() throws IOException {
        cluster.honourTags(false);
        cluster.fail("enqueue", Fault.TWICE);

        LoadReport report = load(PATIENT, write("a.json", Logs.envelope(Logs.records(0, 2))));

        assertThat(cluster.places()).hasSize(8);
        assertThat(report.settlement().forPerson())
                .singleElement()
                .asString()
                .contains("holds 8 rows of batch ", "should hold 4", "flowlog jobs retry");
    }

    @Test
    void holdsASourceBackWhileItsBatchIsInAlarmAndLoadsTheOthers() throws IOException {
        cluster.fail("enqueue", Fault.FAILS_FOR_GOOD);
        Path bad = write("bad.json", Logs.envelope(Logs.records(0, 2)));
        load(PATIENT, bad);
        Files.writeString(bad, Logs.envelope(Logs.records(0, 4)));
        Path good = write("good.json", Logs.envelope(Logs.records(5, 7)));

        LoadReport report = load(PATIENT, bad, good);

        assertThat(report.count(Kind.REFUSED)).isEqualTo(1);
        assertThat(report.outcomes().get(0).message()).contains("bad luck", "flowlog jobs");
        assertThat(cluster.places()).hasSize(4);
        assertThat(report.settlement().forPerson()).hasSize(1);
    }

    @Test
    void queuesABatchOnceMoreThatAPersonWantsTried() throws IOException {
        cluster.fail("enqueue", Fault.FAILS_FOR_GOOD);
        String text = Logs.envelope(Logs.record(0));
        Path file = write("a.json", text);
        String batchId = openBatch(PATIENT, file);
        try (AdxTarget target = open(PATIENT, step -> {})) {
            assertThat(target.retry(batchId)).isTrue();
            assertThat(target.retry("0000000000000000")).isFalse();
        }

        LoadReport report = load(PATIENT, file);

        assertThat(report.settlement().open()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
        assertThat(cluster.queued()).hasSize(2);
    }

    @Test
    void queuesNoSecondMessageWhileTheFirstMayBeAtWork() throws IOException {
        cluster.ingestAtOnce(false);
        String text = Logs.envelope(Logs.record(0));
        Path file = write("a.json", text);
        String batchId = openBatch(PATIENT.withConfirming(false), file);

        try (AdxTarget target = open(PATIENT, step -> {})) {
            assertThatThrownBy(() -> target.retry(batchId))
                    .isInstanceOf(LoadException.class)
                    .hasMessageMatching("batch " + batchId + " is still on its way until 20[0-9T:-]{17}Z; the next load"
                            + " after that queues it once more, or says what to do");
        }
        cluster.ingest();
        LoadReport report = load(PATIENT, file);

        assertThat(report.settlement().open()).isEmpty();
        assertThat(cluster.queued()).hasSize(1);
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @Test
    void queuesABatchOnceMoreOnceItsLastMessageIsOverdue() throws IOException {
        cluster.fail("enqueue", Fault.LOST, Fault.LOST, Fault.LOST);
        String text = Logs.envelope(Logs.record(0));
        Path file = write("a.json", text);
        String batchId = openBatch(QUICK, file);

        try (AdxTarget target = open(PATIENT, step -> {})) {
            assertThatThrownBy(() -> target.retry(batchId)).hasMessageContaining("still on its way");
        }
        try (AdxTarget target = open(QUICK, step -> {})) {
            assertThat(target.retry(batchId)).isTrue();
            assertThat(target.retry(batchId)).as("said twice").isTrue();
        }

        assertThat(load(QUICK, file).settlement().open()).isEmpty();
        assertThat(cluster.queued()).hasSize(Delivery.ATTEMPTS + 1);
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @Test
    void doesNotQueueABatchOnceMoreWhoseTagAPersonDroppedWhileItsRowsAreThere() throws IOException {
        cluster.honourTags(false);
        cluster.fail("enqueue", Fault.TWICE);
        String text = Logs.envelope(Logs.records(0, 2));
        Path file = write("a.json", text);
        String batchId = openBatch(PATIENT, file);
        cluster.dropTag(batchId);
        retry(List.of(batchId));

        Settlement refused = load(PATIENT, file).settlement();
        assertThat(cluster.places()).hasSize(8);
        cluster.removeRows(cluster.rows("FlowLogs").get(0).split(",", -1)[23]);
        retry(List.of(batchId));
        LoadReport mended = load(PATIENT, file);

        assertThat(refused.forPerson())
                .singleElement()
                .asString()
                .contains(
                        "holds 8 rows of batch " + batchId + " and should hold 4",
                        ".delete table ['FlowLogs'] records <| ['FlowLogs'] | where BatchId == '" + batchId + "'",
                        "flowlog jobs retry " + batchId);
        assertThat(mended.settlement().open()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @Test
    void doesNotQueueABatchOnceMoreWhoseTagAPersonDroppedWhileItIsOnItsWay() throws Exception {
        String text = Logs.envelope(Logs.record(0));
        Path file = write("a.json", text);
        load(PATIENT, file);
        Files.delete(folder.resolve("state/journal"));
        cluster.removeRows(cluster.rows("FlowLogs").get(0).split(",", -1)[23]);
        cluster.ingestAtOnce(false);
        String batchId = openBatch(PATIENT, file);
        cluster.dropTag(batchId);
        retry(List.of(batchId));
        int queued = cluster.queued().size();

        try (AdxTarget target = open(PATIENT.withConfirming(false), step -> {})) {
            LoadFixture.load(FlowLogLoader.create(target), file);
            long asked = cluster.asked().size();
            while (cluster.asked().size() < asked + 6) {
                Thread.sleep(5);
            }
        }
        assertThat(cluster.queued()).hasSize(queued);
        cluster.ingest();
        LoadReport arrived = load(PATIENT, file);

        assertThat(arrived.settlement().open()).isEmpty();
        assertThat(cluster.queued()).hasSize(queued);
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @Test
    void saysWhyABatchIsNotAccepted() throws IOException {
        cluster.fail("enqueue", Fault.LOST, Fault.LOST, Fault.LOST);
        Path file = write("a.json", Logs.envelope(Logs.record(0)));
        String batchId = openBatch(PATIENT.withConfirming(false), file);

        try (AdxTarget target = open(PATIENT, step -> {})) {
            assertThatThrownBy(() -> target.accept(batchId))
                    .isInstanceOf(LoadException.class)
                    .hasMessage("only a batch in alarm can be accepted, and batch " + batchId
                            + " is queued, not confirmed yet; the next load goes on with it");
            assertThat(target.accept("0000000000000000")).isFalse();
        }
        load(QUICK, file);
        try (AdxTarget target = open(QUICK, step -> {})) {
            assertThatThrownBy(() -> target.accept(batchId))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("only a batch in alarm can be accepted, and batch " + batchId
                            + " was queued 3 times and not confirmed")
                    .hasMessageContaining("flowlog jobs retry " + batchId);
        }
    }

    @Test
    void acceptsNoBatchBeforeAnEarlierOneOfItsSource() throws IOException {
        cluster.fail("enqueue", Fault.FAILS_FOR_GOOD, Fault.FAILS_FOR_GOOD);
        Path file = write("a.json", Logs.envelope(Logs.records(0, 9)));
        List<String> alarmed = load(PATIENT, file).settlement().open().stream()
                .filter(open -> open.state().contains("bad luck"))
                .map(Settlement.OpenBatch::batchId)
                .toList();
        assertThat(alarmed).hasSize(2);

        try (AdxTarget target = open(PATIENT, step -> {})) {
            assertThatThrownBy(() -> target.accept(alarmed.get(1)))
                    .isInstanceOf(LoadException.class)
                    .hasMessage("batch " + alarmed.get(1) + " cannot be accepted before batch " + alarmed.get(0)
                            + " of the same source; decide about that first: flowlog jobs retry " + alarmed.get(0)
                            + ", or flowlog jobs accept " + alarmed.get(0));
        }
        try (AdxTarget target = open(PATIENT, step -> {})) {
            assertThat(target.settle(() -> true).forPerson()).hasSize(2);
            assertThat(alarmed).allMatch(target::accept);
        }
        try (AdxTarget target = open(PATIENT, step -> {})) {
            assertThat(target.settle(() -> true).forPerson()).isEmpty();
        }
        assertThat(load(PATIENT, file).settlement().open()).isEmpty();
    }

    @Test
    void leavesTheFilesOfOthersAloneWhileSomebodyLooks() throws IOException {
        Path spool = Files.createDirectories(folder.resolve("state/spool"));
        Files.writeString(spool.resolve("0123456789abcdef.flows.csv.gz"), "planned");
        Files.writeString(spool.resolve("fedcba9876543210.flows.new"), "half-written");

        try (AdxTarget target = open(PATIENT, step -> {})) {
            assertThat(target.settle(() -> true).open()).isEmpty();
        }
        List<String> seen = spooled();
        load(PATIENT, write("a.json", Logs.envelope(Logs.record(0))));

        assertThat(seen).hasSize(2);
        assertThat(spooled()).isEmpty();
    }

    @Test
    void goesOnBehindABatchThatAPersonAccepts() throws IOException {
        cluster.honourTags(false);
        cluster.fail("enqueue", Fault.TWICE);
        Path file = write("a.json", Logs.envelope(Logs.records(0, 1)));
        String batchId = openBatch(PATIENT, file);
        try (AdxTarget target = open(PATIENT, step -> {})) {
            assertThat(target.accept(batchId)).isTrue();
        }
        write("a.json", Logs.envelope(Logs.records(0, 2)));

        LoadReport report = load(PATIENT, file);

        assertThat(report.outcomes()).allMatch(outcome -> outcome.kind() == Kind.CONTINUED);
        assertThat(report.settlement().forPerson()).isEmpty();
        assertThat(cluster.places()).hasSize(6);
    }

    @Test
    void saysWhichBatchesAreLateAndKeepsThem() throws IOException {
        cluster.fail("enqueue", Fault.LOST, Fault.LOST, Fault.LOST);
        Path file = write("a.json", Logs.envelope(Logs.record(0)));

        LoadReport late = load(QUICK, file);
        LoadReport later = load(QUICK, file);

        assertThat(late.settlement().late()).isTrue();
        assertThat(late.settlement().open())
                .singleElement()
                .satisfies(open -> assertThat(open.state()).isEqualTo("queued 3 times and not confirmed"));
        assertThat(later.settlement().late()).isTrue();
        assertThat(cluster.queued()).hasSize(3);
    }

    private static Settlement awaitSettlement(AdxTarget target, Predicate<Settlement> until)
            throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        Settlement settlement = target.settle(() -> true);
        while (!until.test(settlement) && System.nanoTime() < end) {
            Thread.sleep(5);
            settlement = target.settle(() -> true);
        }
        return settlement;
    }

    private static boolean isLate(Settlement settlement) {
        return settlement.open().stream().anyMatch(open -> open.state().equals("queued 3 times and not confirmed"));
    }

    @Test
    void looksOnForABatchThatIsLateAndQueuesItNoMore() throws Exception {
        cluster.ingestAtOnce(false);
        String text = Logs.envelope(Logs.record(0));
        Path file = write("a.json", text);

        try (AdxTarget target = open(QUICK.withConfirming(false), step -> {})) {
            LoadFixture.load(FlowLogLoader.create(target), file);
            assertThat(isLate(awaitSettlement(target, DeliveryTest::isLate))).isTrue();
            cluster.ingest();

            assertThat(awaitSettlement(target, settled -> settled.open().isEmpty())
                            .open())
                    .isEmpty();
        }

        assertThat(cluster.queued()).hasSize(Delivery.ATTEMPTS);
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
        assertThat(load(PATIENT, file).outcomes()).allMatch(outcome -> outcome.kind() == Kind.UNCHANGED);
    }

    @Test
    void tellsWhoOnlyLooksThatABatchIsLateAndWhatToDo() throws IOException {
        cluster.fail("enqueue", Fault.LOST, Fault.LOST, Fault.LOST);
        String batchId = load(QUICK, write("a.json", Logs.envelope(Logs.record(0))))
                .settlement()
                .open()
                .get(0)
                .batchId();

        try (AdxTarget target = open(QUICK.withConfirming(false), step -> {})) {
            Settlement seen = target.settle(() -> true);
            assertThat(isLate(seen)).isTrue();
            assertThat(seen.forPerson())
                    .containsExactly("batch " + batchId
                            + " was queued 3 times and not confirmed; loads go on looking for it, and"
                            + " queue it once more after: flowlog jobs retry " + batchId
                            + ", with the --to and --state of the load");
        }
    }

    @Test
    void asksForTheRowsOnceWhileTheSmallTablesAreBehind() throws IOException {
        cluster.fail("announce", Fault.LOST, Fault.LOST);
        String text = Logs.envelope(Logs.record(0));

        LoadReport report = load(QUICK, write("a.json", text));

        assertThat(report.settlement().open()).isEmpty();
        assertThat(cluster.asked())
                .filteredOn(asked -> asked.contains("ingest-by:"))
                .hasSize(1);
        assertThat(cluster.asked())
                .filteredOn(asked -> asked.contains("BatchId =="))
                .hasSize(1);
        assertThat(cluster.asked())
                .filteredOn(asked -> asked.startsWith("['FlowLogSources']"))
                .hasSizeGreaterThan(1);
    }

    @Test
    void leavesBatchesOnTheirWayWhenToldNotToWaitAndConfirmsThemNextTime() throws IOException {
        cluster.ingestAtOnce(false);
        String text = Logs.envelope(Logs.records(0, 9));
        Path file = write("a.json", text);

        LoadReport queued = load(PATIENT.withConfirming(false), file);
        assertThat(queued.settlement().open()).hasSizeGreaterThan(1);
        assertThat(queued.settlement().late()).isFalse();
        assertThat(cluster.places()).isEmpty();
        cluster.ingest();
        int messages = cluster.queued().size();

        assertThat(load(PATIENT, file).settlement().open()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
        assertThat(cluster.queued()).hasSize(messages);
    }

    /** It takes a while to put a message into the queue. */
    private AdxTarget openWithASlowQueue() throws IOException {
        return open(PATIENT.withConfirming(false), step -> {
            if (step == DeliveryStep.ATTEMPTED) {
                pause(Duration.ofMillis(400));
            }
        });
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void endsWithoutWaitingOnlyWhenTheLastBatchIsInTheQueue() throws IOException {
        cluster.ingestAtOnce(false);
        Path file = write("a.json", Logs.envelope(Logs.record(0)));

        try (AdxTarget target = openWithASlowQueue()) {
            LoadFixture.load(FlowLogLoader.create(target), file);

            assertThat(cluster.queued()).hasSize(1);
        }
    }

    @Test
    void tellsALoadThatDoesNotWaitThatItsLastBatchWasRefused() throws IOException {
        cluster.fail("enqueue", Fault.REFUSED);
        Path file = write("a.json", Logs.envelope(Logs.record(0)));

        try (AdxTarget target = openWithASlowQueue()) {
            FlowLogLoader loader = FlowLogLoader.create(target);
            assertThatThrownBy(() -> LoadFixture.load(loader, file))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("ask for the role");
        }
    }

    @Test
    @Timeout(60)
    void doesNotWaitForRoomForEverWhileTheClusterTellsNothing() throws IOException {
        Fault[] always = new Fault[100_000];
        Arrays.fill(always, Fault.THROTTLED);
        cluster.fail("manage", always);
        Path file = write("a.json", Logs.envelope(Logs.records(0, 40)));

        assertThatThrownBy(() -> load(QUICK.withConfirming(false), file))
                .isInstanceOfSatisfying(
                        LoadException.class,
                        failed -> assertThat(failed.isPermanent()).isFalse())
                .hasMessageContaining("16 batches are on their way")
                .hasMessageContaining("does not tell whether they arrived: manage was throttled")
                .hasMessageContaining("the same command goes on");
        cluster.recover("manage");

        assertThat(load(PATIENT, file).settlement().open()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(Files.readString(file)));
    }

    @Test
    @Timeout(30)
    void stopsWhileItWaitsForRoom() throws IOException {
        cluster.ingestAtOnce(false);
        Path file = write("a.json", Logs.envelope(Logs.records(0, 40)));
        long[] full = {0};
        BooleanSupplier stop = () -> {
            if (full[0] == 0 && cluster.queued().size() >= 16) {
                full[0] = System.nanoTime();
            }
            // by then it waits, and does not build a batch
            return full[0] != 0
                    && System.nanoTime() - full[0] > Duration.ofMillis(500).toNanos();
        };

        LoadReport stopped;
        try (AdxTarget target = open(PATIENT, step -> {})) {
            stopped = FlowLogLoader.create(target, 300)
                    .load(LoadFixture.request(BadInputPolicy.SKIP, file), LoadListener.NONE, stop);
        }
        cluster.ingestAtOnce(true);
        cluster.ingest();
        LoadReport gone = load(PATIENT, file);

        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.settlement().open()).hasSizeGreaterThanOrEqualTo(16);
        assertThat(gone.settlement().open()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(Files.readString(file)));
        assertThat(spooled()).isEmpty();
    }

    @Test
    void uploadsAgainFromTheSpoolWhatTheContainerNoLongerHolds() throws IOException {
        cluster.fail("enqueue", Fault.LOST);
        String text = Logs.envelope(Logs.records(0, 2));
        Path file = write("a.json", text);
        load(PATIENT.withConfirming(false), file);
        cluster.removeBlobs();

        load(QUICK, file);

        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    private void deleteSpool() throws IOException {
        for (String name : spooled()) {
            Files.delete(folder.resolve("state/spool").resolve(name));
        }
    }

    /** Loads a file whose first batches do not arrive, and of which nothing is left; gives back their ids. */
    private List<String> loadAndLose(int batches, Path file) throws IOException {
        Fault[] lost = new Fault[batches];
        Arrays.fill(lost, Fault.LOST);
        cluster.fail("enqueue", lost);
        load(PATIENT.withConfirming(false), file);
        cluster.removeBlobs();
        deleteSpool();
        LoadReport report = load(QUICK, file);
        assertThat(report.settlement().forPerson())
                .hasSize(batches)
                .allSatisfy(sentence -> assertThat(sentence)
                        .contains("its upload and its spooled file are both gone; after a retry, the next load of its"
                                + " logs reads it again"));
        return report.settlement().open().stream()
                .filter(open -> open.state().contains("gone"))
                .map(Settlement.OpenBatch::batchId)
                .toList();
    }

    private void retry(List<String> batchIds) throws IOException {
        try (AdxTarget target = open(PATIENT, step -> {})) {
            assertThat(batchIds).allMatch(target::retry);
        }
    }

    @Test
    void readsBatchesAgainOfWhichNothingIsLeft() throws IOException {
        Path file = write("a.json", Logs.envelope(Logs.records(0, 9)));
        List<String> lost = loadAndLose(2, file);
        assertThat(lost).hasSize(2);
        retry(lost);
        String grown = Logs.envelope(Logs.records(0, 14));
        write("a.json", grown);
        String other = Logs.envelope(Logs.records(20, 25));

        LoadReport report = load(QUICK, file, write("b.json", other));

        assertThat(report.settlement().open()).isEmpty();
        assertThat(report.settlement().forPerson()).isEmpty();
        List<String> expected = new ArrayList<>(LoadFixture.expectedPlaces(grown));
        expected.addAll(LoadFixture.expectedPlaces(other));
        assertThat(cluster.places()).isEqualTo(expected.stream().sorted().toList());
        for (String batchId : lost) {
            assertThat(cluster.queued())
                    .filteredOn(blob -> blob.tag().equals(batchId))
                    .hasSize(2);
        }
        assertThat(spooled()).isEmpty();
    }

    @Test
    void readsABatchAgainInALoadThatRebuildsItsStateBefore() throws IOException {
        String text = Logs.envelope(Logs.records(0, 9));
        Path file = write("a.json", text);
        retry(loadAndLose(2, file));

        LoadReport report;
        try (AdxTarget target = open(QUICK, step -> {})) {
            LoadRequest request = LoadFixture.request(BadInputPolicy.SKIP, file);
            StateRebuild.run(target, request, (source, failure) -> {
                throw new AssertionError(source.name(), failure);
            });
            // as long as a sender that found nothing left would take to say so
            pause(Duration.ofMillis(300));
            report = LoadFixture.load(FlowLogLoader.create(target, 300), file);
        }

        assertThat(report.settlement().forPerson()).isEmpty();
        assertThat(report.settlement().open()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @Test
    void readsABatchAgainThatBeganBehindAnother() throws IOException {
        Path file = write("a.json", Logs.envelope(Logs.records(0, 2)));
        load(PATIENT, file);
        String grown = Logs.envelope(Logs.records(0, 5));
        retry(loadAndLose(1, write("a.json", grown)));

        LoadReport report = load(QUICK, file);

        assertThat(report.settlement().open()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(grown));
    }

    @Test
    void readsABatchAgainAsOftenAsItIsInterrupted() throws IOException {
        String text = Logs.envelope(Logs.records(0, 9));
        Path file = write("a.json", text);
        List<String> lost = loadAndLose(1, file);
        retry(lost);
        assertThatThrownBy(() -> loadUpTo(DeliveryStep.SPOOLED, 1, file)).isInstanceOf(Ended.class);
        Files.writeString(folder.resolve("state/spool").resolve(lost.get(0) + ".flows.new"), "cut");

        LoadReport report = load(QUICK, file);

        assertThat(report.settlement().open()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @Test
    void saysWhyABatchCannotBeReadAgainAndReadsItWhenItCan() throws IOException {
        String text = Logs.envelope(Logs.record(0));
        Path file = write("a.json", text);
        List<String> lost = loadAndLose(1, file);
        String otherText = Logs.envelope(Logs.record(7));
        Path other = write("b.json", otherText);

        retry(lost);
        List<String> elsewhere = load(QUICK, other).settlement().forPerson();
        retry(lost);
        write("a.json", Logs.envelope(Logs.record(3)));
        LoadReport rewritten = load(QUICK, other, file);
        retry(lost);
        write("a.json", text);
        LoadReport mended = load(QUICK, other, file);

        assertThat(elsewhere).singleElement().asString().contains("a.json is none of the logs of this load");
        assertThat(rewritten.settlement().forPerson())
                .singleElement()
                .asString()
                .contains("a.json: it was rewritten since");
        assertThat(rewritten.count(Kind.REFUSED)).isEqualTo(1);
        assertThat(mended.settlement().open()).isEmpty();
        assertThat(cluster.places())
                .hasSameElementsAs(LoadFixture.expectedPlaces(text))
                .hasSize(4);
        assertThat(cluster.queued().stream().filter(blob -> lost.contains(blob.tag())))
                .hasSize(2);
    }

    @Test
    void refusesOtherRowsInPlaceOfALostBatch() throws IOException {
        // a cursor keeps the hash of 64 KiB: what stands before them shows in the rows only
        String record = Logs.record(0).replace("\"properties\"", " ".repeat(70_000) + "\"properties\"");
        Path file = write("a.json", Logs.envelope(record));
        List<String> lost = loadAndLose(1, file);
        retry(lost);
        write("a.json", Logs.envelope(record.replace("WEB-NSG\"", "WEB\"    ")));

        LoadReport report = load(QUICK, file);

        assertThat(report.settlement().forPerson())
                .singleElement()
                .asString()
                .contains("it cannot be read again (its logs give 2 rows of ", "flowlog jobs retry " + lost.get(0));
        assertThat(cluster.places()).isEmpty();
        assertThat(spooled()).isEmpty();
    }

    @Test
    void readsABatchAgainWhoseAnnouncementsAreGone() throws IOException {
        cluster.fail("announce", Fault.LOST, Fault.LOST);
        String text = Logs.envelope(Logs.record(0));
        Path file = write("a.json", text);
        load(PATIENT.withConfirming(false), file);
        deleteSpool();
        retry(load(QUICK, file).settlement().open().stream()
                .map(Settlement.OpenBatch::batchId)
                .toList());

        LoadReport report = load(QUICK, file);

        assertThat(report.settlement().open()).isEmpty();
        assertThat(cluster.rows("FlowLogSources")).hasSize(1);
        assertThat(cluster.rows("FlowLogResources")).hasSize(1);
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resources", "sources"})
    void takesAnAnnouncementForGoneThatThePowerCutHasEmptied(String emptied) throws IOException {
        cluster.fail("announce", Fault.LOST, Fault.LOST);
        String text = Logs.envelope(Logs.record(0));
        Path file = write("a.json", text);
        load(PATIENT.withConfirming(false), file);
        empty(emptied);

        Settlement seen = load(QUICK, file).settlement();
        retry(seen.open().stream().map(Settlement.OpenBatch::batchId).toList());
        LoadReport mended = load(QUICK, file);

        assertThat(seen.forPerson()).singleElement().asString().contains("is gone from disk too");
        assertThat(mended.settlement().open()).isEmpty();
        assertThat(cluster.rows("FlowLogSources")).hasSize(1);
        assertThat(cluster.rows("FlowLogResources")).hasSize(1);
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @Test
    void takesABatchForGoneThatThePowerCutHasEmptied() throws IOException {
        cluster.fail("enqueue", Fault.LOST);
        String text = Logs.envelope(Logs.record(0));
        Path file = write("a.json", text);
        load(PATIENT.withConfirming(false), file);
        cluster.removeBlobs();
        empty("flows");

        Settlement seen = load(QUICK, file).settlement();
        retry(seen.open().stream().map(Settlement.OpenBatch::batchId).toList());
        LoadReport mended = load(QUICK, file);

        assertThat(seen.forPerson())
                .singleElement()
                .asString()
                .contains("its upload and its spooled file are both gone");
        assertThat(mended.settlement().open()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    private void empty(String kind) throws IOException {
        List<String> names = spooled().stream()
                .filter(name -> name.contains("." + kind + "."))
                .toList();
        assertThat(names).hasSize(1);
        Files.write(folder.resolve("state/spool").resolve(names.get(0)), new byte[0]);
    }

    @Test
    void refusesSourcesThatTheTableHoldsAndTheJournalDoesNotKnow() throws IOException {
        Path file = write("a.json", Logs.envelope(Logs.records(0, 2)));
        load(PATIENT, file);
        Files.delete(folder.resolve("state/journal"));

        assertThatThrownBy(() -> load(PATIENT, file))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("a.json")
                .hasMessageContaining("--rebuild-state");
        assertThat(cluster.places()).hasSize(4);
    }

    @Test
    void namesTheCommandThatDeletesRowsOfARewrittenSourceUntilTheyAreGone() throws IOException {
        Path file = write("a.json", Logs.envelope(Logs.records(0, 5)));
        load(PATIENT, file);
        String sourceId = cluster.rows("FlowLogs").get(0).split(",", -1)[23];
        write("a.json", Logs.envelope(Logs.records(0, 2)) + "\n" + Logs.envelope(Logs.record(9)));

        List<String> sentences = load(PATIENT, file).settlement().forPerson();
        assertThat(sentences).singleElement().asString().contains(".delete table ['FlowLogs'] records <| ", sourceId);
        assertThat(load(PATIENT, file).settlement().forPerson()).hasSize(1);
        cluster.removeRows(sourceId);

        assertThat(load(PATIENT, file).settlement().forPerson()).isEmpty();
        assertThat(cluster.places()).hasSize(6);
    }

    @Test
    void refusesHoursThatTheTableWouldDropAtOnce() throws IOException {
        Path file = write("a.json", Logs.envelope(Logs.records(0, 2)));

        LoadReport report = load(PATIENT.withRetention(Duration.ofDays(90)), file);

        assertThat(report.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
            assertThat(outcome.message()).contains("2022-05-02T20:00:00Z", "90 days", "flowlog setup --retention");
        });
        assertThat(cluster.queued()).isEmpty();
    }

    @Test
    void stopsAtARefusalAndGoesOnWhenItIsMended() throws IOException {
        cluster.fail("enqueue", Fault.REFUSED);
        String text = Logs.envelope(Logs.records(0, 2));
        Path file = write("a.json", text);

        assertThatThrownBy(() -> load(PATIENT, file))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("ask for the role")
                .hasMessageContaining("same command");
        load(QUICK, file);

        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @Test
    void keepsNoSecretInTheJournal() throws IOException {
        load(PATIENT, write("a.json", Logs.envelope(Logs.records(0, 2))));

        assertThat(Files.readString(folder.resolve("state/journal"), StandardCharsets.UTF_8))
                .contains("https://staging/temp/FlowLogs/")
                .doesNotContain("secret");
    }
}
