package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadFixture;
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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state is lost: the table tells how far its sources are loaded, and nothing is doubled. */
class RebuildTest {
    private static final int SOURCE_ID = 23;
    private static final Delivery PATIENT =
            Delivery.defaults().withPoll(Duration.ofMillis(5)).withWaitLimit(Duration.ofMinutes(10));

    @TempDir
    Path folder;

    private final FakeCluster cluster = new FakeCluster();

    private Path write(String name, String... records) throws IOException {
        return LoadFixture.settled(Files.writeString(folder.resolve(name), Logs.envelope(records)));
    }

    private AdxTarget open() throws IOException {
        return open(PATIENT);
    }

    private AdxTarget open(Delivery delivery) throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        return AdxTarget.open(
                cluster.connect(), null, FileJournalStore.open(state.resolve("journal")), state, "", delivery);
    }

    private LoadReport load(Path... files) throws IOException {
        try (AdxTarget target = open()) {
            return LoadFixture.load(FlowLogLoader.create(target), files);
        }
    }

    private void loseTheState() throws IOException {
        Files.delete(folder.resolve("state/journal"));
    }

    private long rebuild(Path... files) throws IOException {
        List<String> passedOver = new ArrayList<>();
        long rebuilt = rebuild(LoadFixture.request(BadInputPolicy.SKIP, files), passedOver);
        assertThat(passedOver).isEmpty();
        return rebuilt;
    }

    private long rebuild(LoadRequest request, List<String> passedOver) throws IOException {
        try (AdxTarget target = open()) {
            return StateRebuild.run(target, request, (source, failure) -> {
                assertThat(failure).isInstanceOf(NoSuchFileException.class);
                passedOver.add(source.name());
            });
        }
    }

    private List<String> sourceIds() {
        return cluster.rows("FlowLogs").stream()
                .map(row -> row.split(",", -1)[SOURCE_ID])
                .distinct()
                .toList();
    }

    /** Loads a file twice, the second time rewritten behind its first record; gives back the first SourceId. */
    private String loadRewritten() throws IOException {
        load(write("a.json", Logs.records(0, 5)));
        String first = sourceIds().get(0);
        LoadReport second = load(write("a.json", Logs.record(0), Logs.record(7)));
        assertThat(second.count(Kind.REPLACED)).isEqualTo(1);
        return first;
    }

    @Test
    void refusesASourceOfWhichTheTableHoldsALaterRewrite() throws IOException {
        cluster.removeRows(loadRewritten());
        loseTheState();

        assertThatThrownBy(() -> load(folder.resolve("a.json")))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("holds rows of 1 of these sources")
                .hasMessageContaining("a.json")
                .hasMessageContaining("--rebuild-state");

        assertThat(cluster.places()).hasSize(4);
    }

    @Test
    void takesTheRewriteThatTheTableHolds() throws IOException {
        cluster.removeRows(loadRewritten());
        loseTheState();

        long rebuilt = rebuild(folder.resolve("a.json"));
        LoadReport grown = load(write("a.json", Logs.record(0), Logs.record(7), Logs.record(8)));

        assertThat(rebuilt).isEqualTo(1);
        assertThat(grown.count(Kind.CONTINUED)).isEqualTo(1);
        assertThat(grown.settlement().forPerson()).isEmpty();
        assertThat(cluster.places())
                .isEqualTo(LoadFixture.expectedPlaces(Logs.envelope(Logs.record(0), Logs.record(7), Logs.record(8))));
        assertThat(sourceIds()).hasSize(1);
    }

    @Test
    void namesTheRowsOfTheGenerationBeforeOnceMore() throws IOException {
        String first = loadRewritten();
        loseTheState();

        rebuild(folder.resolve("a.json"));
        LoadReport report = load(folder.resolve("a.json"));

        assertThat(report.rows()).isZero();
        assertThat(report.settlement().forPerson())
                .singleElement()
                .asString()
                .contains("10 rows of what it held before", ".delete table ['FlowLogs'] records", first);
    }

    @Test
    void doesNotTellToDeleteWhatASourceHoldsThatWasWrittenBack() throws IOException {
        String[] records = Logs.records(0, 5);
        load(write("a.json", records), write("b.json", Logs.record(9)));
        String first = sourceIds().get(0);
        load(write("a.json", Logs.records(6, 8)));
        cluster.removeRows(first);
        write("a.json", records);

        cluster.fail("manage", Collections.nCopies(1_000, Fault.THROTTLED).toArray(Fault[]::new));
        LoadReport onItsWay;
        try (AdxTarget target = open(PATIENT.withConfirming(false))) {
            onItsWay = LoadFixture.load(FlowLogLoader.create(target), folder.resolve("a.json"));
        }
        cluster.recover("manage");
        LoadReport back = load(folder.resolve("a.json"));

        assertThat(sourceIds()).contains(first);
        assertThat(onItsWay.settlement().open()).hasSize(1);
        assertThat(onItsWay.settlement().forPerson()).noneMatch(sentence -> sentence.contains(first));
        assertThat(back.settlement().open()).isEmpty();
        assertThat(back.settlement().forPerson()).noneMatch(sentence -> sentence.contains(first));
    }

    @Test
    void namesEverySourceIdOfASourceThatItCannotProve() throws IOException {
        String first = loadRewritten();
        String second = sourceIds().get(1);
        loseTheState();
        Path again = write("a.json", Logs.record(0));

        assertThatThrownBy(() -> rebuild(again))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("nothing of it was written down")
                .hasMessageContaining("delete the rows of SourceId " + first + " and of SourceId " + second);
    }

    private void retry(String batchId) throws IOException {
        try (AdxTarget target = open()) {
            assertThat(target.retry(batchId)).isTrue();
        }
    }

    private static String dropTag(String batchId) {
        return ".drop table ['FlowLogs'] extent tags ('ingest-by:" + batchId + "')";
    }

    /** Has each open batch loaded again as its alarm says. */
    private void dropTagsAndRetry(LoadReport alarmed) throws IOException {
        assertThat(alarmed.settlement().open())
                .isNotEmpty()
                .allSatisfy(
                        open -> assertThat(open.state()).contains("holds 0 rows of batch ", dropTag(open.batchId())));
        for (Settlement.OpenBatch open : alarmed.settlement().open()) {
            cluster.dropTag(open.batchId());
            retry(open.batchId());
        }
    }

    @Test
    void loadsRowsAgainThatWereDeletedOnceTheirTagsAreDroppedToo() throws IOException {
        String[] records = Logs.records(0, 9);
        Path file = write("a.json", records);
        loadInSmallBatches(file);
        loseTheState();
        cluster.removeRows(sourceIds().get(0));

        LoadReport alarmed = loadInSmallBatches(file);
        assertThat(alarmed.settlement().open()).hasSizeGreaterThan(1);
        assertThat(cluster.places()).isEmpty();
        dropTagsAndRetry(alarmed);
        LoadReport mended = loadInSmallBatches(file);

        assertThat(mended.settlement().open()).isEmpty();
        assertThat(mended.settlement().forPerson()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(Logs.envelope(records)));
    }

    private LoadReport loadInSmallBatches(Path file) throws IOException {
        try (AdxTarget target = open()) {
            return LoadFixture.load(FlowLogLoader.create(target, 300), file);
        }
    }

    @Test
    void saysWhatToDeleteWhenASourceIsWrittenBackToWhatItWas() throws IOException {
        String[] records = Logs.records(0, 5);
        load(write("a.json", records));
        String first = sourceIds().get(0);
        load(write("a.json", Logs.records(6, 8)));
        String second = sourceIds().get(1);
        write("a.json", records);

        assertThatThrownBy(() -> load(folder.resolve("a.json")))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("a.json")
                .hasMessageContaining(
                        ".delete table ['FlowLogs'] records <| ['FlowLogs'] | where SourceId in ('" + first + "')")
                .hasMessageNotContaining("--rebuild-state");
        cluster.removeRows(first);
        dropTagsAndRetry(load(folder.resolve("a.json")));
        LoadReport mended = load(folder.resolve("a.json"));

        assertThat(mended.settlement().open()).isEmpty();
        assertThat(mended.settlement().forPerson())
                .singleElement()
                .asString()
                .contains(".delete table ", second)
                .doesNotContain(first);
        cluster.removeRows(second);
        assertThat(load(folder.resolve("a.json")).settlement().forPerson()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(Logs.envelope(records)));
    }

    @Test
    void passesOverWhatCannotBeReadAndRebuildsTheOthers() throws IOException {
        Path gone = write("gone.json", Logs.records(0, 2));
        Path there = write("there.json", Logs.records(2, 5));
        load(gone, there);
        loseTheState();
        LoadRequest request = LoadFixture.request(BadInputPolicy.SKIP, gone, there);
        Files.delete(gone);
        List<String> passedOver = new ArrayList<>();

        long rebuilt = rebuild(request, passedOver);

        assertThat(rebuilt).isEqualTo(1);
        assertThat(passedOver).singleElement().asString().endsWith("gone.json");
        assertThat(load(there).rows()).isZero();
        assertThat(cluster.places()).hasSize(10);
    }
}
