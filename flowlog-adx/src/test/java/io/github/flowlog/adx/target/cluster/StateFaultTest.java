package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.journal.Journal;
import io.github.flowlog.adx.journal.JournalEntry;
import io.github.flowlog.adx.journal.JournalStore;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.cluster.FakeCluster.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the loader's own disk goes wrong, or its clock does: said in one sentence, nothing lost, nothing doubled. */
class StateFaultTest {
    private static final Delivery PATIENT =
            Delivery.defaults().withPoll(Duration.ofMillis(5)).withWaitLimit(Duration.ofMinutes(10));

    @TempDir
    Path folder;

    private final FakeCluster cluster = new FakeCluster();
    private final String text = Logs.envelope(Logs.records(0, 4));
    private Path file;
    private Path state;

    @BeforeEach
    void write() throws IOException {
        file = LoadFixture.settled(Files.writeString(folder.resolve("a.json"), text));
        state = Files.createDirectories(folder.resolve("state"));
    }

    private AdxTarget open(String shard, InstantSource clock) throws IOException {
        return AdxTarget.open(
                cluster.connect(),
                null,
                FileJournalStore.open(state.resolve("journal")),
                state,
                shard,
                PATIENT,
                clock,
                step -> {});
    }

    private LoadReport load() throws IOException {
        return load(InstantSource.system());
    }

    private LoadReport load(InstantSource clock) throws IOException {
        try (AdxTarget target = open("", clock)) {
            return LoadFixture.load(FlowLogLoader.create(target, 300), file);
        }
    }

    private void assertWhole() throws IOException {
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @Test
    void letsOneLoaderInAtATime() throws IOException {
        try (AdxTarget first = open("", InstantSource.system())) {
            assertThatThrownBy(() -> open("", InstantSource.system()))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("in use by another process");
            LoadFixture.load(FlowLogLoader.create(first, 300), file);
        }
        assertWhole();
    }

    @Test
    void refusesADamagedJournal() throws IOException {
        load();
        Path journal = state.resolve("journal");
        Files.writeString(journal, Files.readString(journal).replaceFirst("\"rows\":[0-9]", "\"rows\":7"));

        assertThatThrownBy(this::load)
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("is damaged in line 2")
                .hasMessageContaining("restore it from a copy");
        assertWhole();
    }

    @Test
    void goesOnBehindAnEntryThatWasCut() throws IOException {
        load();
        Path journal = state.resolve("journal");
        String whole = Files.readString(journal);
        Files.writeString(journal, whole.substring(0, whole.length() - 20));

        assertThat(load().settlement().open()).isEmpty();
        assertWhole();
    }

    @Test
    void refusesTheJournalOfANewerProgram() throws IOException {
        try (Journal journal = Journal.open(FileJournalStore.open(state.resolve("journal")))) {
            journal.append(new JournalEntry.Header(Plans.JOURNAL_VERSION + 1, "", ""));
        }

        assertThatThrownBy(this::load).hasMessageContaining("has format 2, this program knows format 1");
        assertThat(cluster.queued()).isEmpty();
    }

    @Test
    void refusesAnotherShare() throws IOException {
        load();

        assertThatThrownBy(() -> open("1/2", InstantSource.system()))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("is of all sources, not of shard 1/2");
    }

    @Test
    void queuesNothingThatItCannotSpool() throws IOException {
        Files.createDirectories(state.resolve("spool"));
        try (AdxTarget target = open("", InstantSource.system())) {
            Files.delete(state.resolve("spool"));
            Files.writeString(state.resolve("spool"), "no folder");

            assertThatThrownBy(() -> LoadFixture.load(FlowLogLoader.create(target, 300), file))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("cannot write " + state)
                    .hasMessageContaining("run the same command again");
        }
        assertThat(cluster.queued()).isEmpty();
        Files.delete(state.resolve("spool"));

        load();
        assertWhole();
    }

    static boolean hasFullDevice() {
        return Files.exists(Path.of("/dev/full"));
    }

    @Test
    @EnabledIf("hasFullDevice")
    void queuesNothingWhenTheDiskOfItsSpoolIsFull() throws IOException {
        FakeCluster other = new FakeCluster();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (AdxTarget target = AdxTarget.open(
                other.connect(), null, FileJournalStore.open(elsewhere.resolve("journal")), elsewhere, "", PATIENT)) {
            LoadFixture.load(FlowLogLoader.create(target, 300), file);
        }
        String firstBatch = batches(elsewhere).get(0);
        try (AdxTarget target = open("", InstantSource.system())) {
            target.claim("");
            Files.createSymbolicLink(state.resolve("spool").resolve(firstBatch + ".flows.new"), Path.of("/dev/full"));

            assertThatThrownBy(() -> LoadFixture.load(FlowLogLoader.create(target, 300), file))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("cannot write " + state + " (No space left on device)")
                    .hasMessageContaining("free some space and run the same command again");
        }
        assertThat(cluster.queued()).isEmpty();
        assertThat(state.resolve("spool")).isEmptyDirectory();

        load();
        assertWhole();
    }

    private static List<String> batches(Path folder) throws IOException {
        try (Journal journal = Journal.open(FileJournalStore.open(folder.resolve("journal")))) {
            List<String> batches = new ArrayList<>();
            journal.forEach(entry -> {
                if (entry instanceof JournalEntry.Plan plan) {
                    batches.add(plan.batchId());
                }
            });
            return batches;
        }
    }

    /** The entries of a load are a header, then plans, attempts and commits; the disk is full at one of them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void losesNothingWhenTheDiskOfItsJournalIsFull(int entriesThatFit) throws IOException {
        JournalStore full = new FullJournalStore(FileJournalStore.open(state.resolve("journal")), entriesThatFit);

        assertThatThrownBy(() -> {
                    try (AdxTarget target = AdxTarget.open(cluster.connect(), null, full, state, "", PATIENT)) {
                        LoadFixture.load(FlowLogLoader.create(target, 300), file);
                    }
                })
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("run the same command again");

        load();
        assertWhole();
    }

    /** A store that takes some entries, and of the next one only a half. */
    private static final class FullJournalStore extends ForwardingJournalStore {
        private int left;

        FullJournalStore(JournalStore store, int left) {
            super(store);
            this.left = left;
        }

        @Override
        public void append(byte[] line) throws IOException {
            if (--left < 0) {
                super.append(Arrays.copyOf(line, line.length / 2));
                throw new IOException("No space left on device");
            }
            super.append(line);
        }
    }

    @Test
    void takesAClockThatJumpsForAReasonToAskAgainAndNotToDouble() throws IOException {
        cluster.ingestAtOnce(false);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        try (AdxTarget target = open("", now::get)) {
            FlowLogLoader loader = FlowLogLoader.create(target, 300);
            now.updateAndGet(time -> time.minus(Duration.ofDays(2)));
            Thread ingestion = new Thread(() -> {
                while (cluster.queued().isEmpty()) {
                    Thread.onSpinWait();
                }
                now.updateAndGet(time -> time.plus(Duration.ofDays(30)));
                while (cluster.queued().size() < 3) {
                    Thread.onSpinWait();
                }
                cluster.ingestAtOnce(true);
                cluster.ingest();
            });
            ingestion.start();
            LoadReport report = LoadFixture.load(loader, file);
            assertThat(report.settlement().forPerson()).isEmpty();
        }
        cluster.ingest();
        load();
        assertWhole();
    }

    @Test
    void keepsItsJournalAboutAsLargeAsItsState() throws IOException {
        cluster.fail("enqueue", Fault.TWICE);
        load();
        Path journal = state.resolve("journal");
        try (Journal entries = Journal.open(FileJournalStore.open(journal))) {
            entries.append(new JournalEntry.Cleared("0123456789abcdef"));
        }
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, Collections.nCopies(20_000, lines.get(lines.size() - 1)), StandardOpenOption.APPEND);
        long large = Files.size(journal);
        LoadFixture.settled(Files.writeString(file, Logs.envelope(Logs.records(0, 6))));

        load();

        assertThat(large).isGreaterThan(1_000_000);
        assertThat(Files.size(journal)).isLessThan(large / 10);
        assertThat(load().settlement().open()).isEmpty();
        assertThat(cluster.places()).isEqualTo(LoadFixture.expectedPlaces(Logs.envelope(Logs.records(0, 6))));
        assertThat(cluster.rows("FlowLogSources")).hasSize(1);
    }
}
