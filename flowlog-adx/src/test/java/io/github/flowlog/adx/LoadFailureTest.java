package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets that cannot be used or fail, loads that stop: one sentence, and nothing is lost. */
class LoadFailureTest {
    @TempDir
    Path folder;

    static boolean hasFullDevice() {
        return Files.exists(Path.of("/dev/full"));
    }

    @Test
    void goesOnAfterATargetThatCouldNotWrite() throws Exception {
        MemoryTarget target = new MemoryTarget(folder);
        String text = Logs.envelope(Logs.records(0, 9));
        Path file = Files.writeString(folder.resolve("a.json"), text);
        FlowLogLoader loader = FlowLogLoader.create(target, 1);
        target.failAtCommit(3);
        assertThatThrownBy(() -> LoadFixture.load(loader, file))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("the memory is full");
        assertThat(target.rows()).hasSize(4);
        LoadFixture.load(loader, file);

        assertThat(target.places(
                        io.github.flowlog.adx.ledger.SourceKey.of(io.github.flowlog.adx.source.LogFile.of(file))))
                .isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @Test
    @EnabledIf("hasFullDevice")
    void saysWhatToDoWhenTheDiskIsFull() throws Exception {
        LoadFixture fixture = new LoadFixture(Store.CSV, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.records(0, 9)));
        MemoryTarget first = new MemoryTarget(Files.createDirectory(folder.resolve("first")));
        LoadFixture.load(FlowLogLoader.create(first), file);
        String batchId = first.rows().get(0).substring(first.rows().get(0).lastIndexOf(',') + 1);
        try (LoadTarget target = Store.CSV.open(folder)) {
            Files.createSymbolicLink(folder.resolve("csv/.spool/" + batchId + ".flows.csv"), Path.of("/dev/full"));
            assertThatThrownBy(() -> LoadFixture.load(FlowLogLoader.create(target), file))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining(folder.resolve("csv").toString())
                    .hasMessageContaining("free some space");
            assertThat(spooled()).as("what was given up fills no disk").isEmpty();
            assertThat(LoadFixture.load(FlowLogLoader.create(target), file).rows())
                    .isEqualTo(18);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void keepsTheBatchesBeforeTheFirstProblemWhenStrict(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write(
                "a.json", Logs.envelope(Logs.record(1), Logs.record(2), Logs.record(20, 3, "bad"), Logs.record(4)));
        LoadRequest strict = LoadFixture.request(BadInputPolicy.STRICT, file);
        try (LoadTarget target = store.open(folder)) {
            assertThatThrownBy(() -> FlowLogLoader.create(target, 1).load(strict, LoadListener.NONE, () -> false))
                    .isInstanceOf(FlowLogParseException.class)
                    .hasMessageContaining("record 2 tuple 0");
        }

        assertThat(fixture.rows()).hasSize(4);
        assertThat(spooled()).as("what was given up fills no disk").isEmpty();
        assertThat(fixture.loadOne(file).rows()).isEqualTo(2);
        assertThat(fixture.rows()).hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void dropsTheBatchAtWorkWhenToldToStop(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        String text = Logs.envelope(Logs.records(0, 9));
        Path file = fixture.write("a.json", text);
        LoadRequest request = LoadFixture.request(BadInputPolicy.SKIP, file);
        int[] asked = {0};
        LoadReport stopped;
        try (LoadTarget target = store.open(folder)) {
            stopped = FlowLogLoader.create(target, 1).load(request, LoadListener.NONE, () -> ++asked[0] > 4);
        }
        LoadReport rest = fixture.load(file);

        assertThat(stopped.stopped()).isTrue();
        assertThat(stopped.isComplete()).isFalse();
        assertThat(stopped.rows()).isEqualTo(6);
        assertThat(rest.rows()).isEqualTo(12);
        assertThat(fixture.places()).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void refusesATargetThatIsInUse(Store store) throws Exception {
        LoadFixture fixture = new LoadFixture(store, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.record(1)));
        try (LoadTarget target = store.open(folder)) {
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LoadProcess.class.getName(),
                            store.name(),
                            folder.toString(),
                            "1000",
                            "-",
                            "1",
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(other.waitFor()).isEqualTo(1);
            assertThat(said).contains("LoadException").contains("is in use by another process");
            assertThat(target.table()).isEqualTo("FlowLogs");
        }
        fixture.load(file);
        assertThat(fixture.rows()).hasSize(2);
    }

    @Test
    void refusesAForeignDuckDbFileAndLeavesItAlone() throws Exception {
        sql("CREATE TABLE mine (n INTEGER)");
        byte[] before = Files.readAllBytes(folder.resolve("flows.duckdb"));

        assertThatThrownBy(() -> Store.DUCKDB.open(folder).close())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("flows.duckdb")
                .hasMessageContaining("another file");
        assertThat(Files.readAllBytes(folder.resolve("flows.duckdb"))).isEqualTo(before);
    }

    @Test
    void refusesADuckDbFileOfANewerFormat() throws Exception {
        Store.DUCKDB.open(folder).close();
        sql("UPDATE flowlog.ledger SET FormatVersion = 99");

        assertThatThrownBy(() -> Store.DUCKDB.open(folder).close())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("format 99");
    }

    @Test
    void takesOverALedgerThatDidNotCountAttempts() throws Exception {
        LoadFixture fixture = new LoadFixture(Store.DUCKDB, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.record(20, 1, "bad", Logs.tuple(1, 1))));
        fixture.load(file);
        sql("ALTER TABLE flowlog.quarantine DROP COLUMN Attempts; UPDATE flowlog.ledger SET FormatVersion = 2");

        assertThat(fixture.quarantine())
                .singleElement()
                .satisfies(entry -> assertThat(entry.attempts()).isZero());
        assertThat(fixture.loadOne(file).kind()).isEqualTo(SourceOutcome.Kind.UNCHANGED);
    }

    @Test
    void refusesWhatIsNoDuckDbFile() throws Exception {
        Files.writeString(folder.resolve("flows.duckdb"), "something else that somebody wants to keep, long enough");

        assertThatThrownBy(() -> Store.DUCKDB.open(folder).close())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("is not a DuckDB file");
        assertThat(Files.readString(folder.resolve("flows.duckdb"))).startsWith("something else");
    }

    @Test
    void saysInOneSentenceThatAFolderIsNoDuckDbFile() throws Exception {
        Files.createDirectory(folder.resolve("flows.duckdb"));

        assertThatThrownBy(() -> Store.DUCKDB.open(folder).close())
                .isInstanceOf(LoadException.class)
                .satisfies(failed -> assertThat(failed.getMessage().lines()).hasSize(1));
    }

    @Test
    void refusesAFileInPlaceOfACsvFolder() throws Exception {
        Files.writeString(folder.resolve("csv"), "a file");

        assertThatThrownBy(() -> Store.CSV.open(folder).close())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("is not a folder");
    }

    @Test
    void refusesADamagedJournal() throws Exception {
        LoadFixture fixture = new LoadFixture(Store.CSV, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.record(1)));
        fixture.load(file);
        Path journal = folder.resolve("csv/flowlog.journal");
        List<String> lines = Files.readAllLines(journal);
        Files.writeString(
                journal, lines.get(0) + "\n" + lines.get(1).replace("plan", "plan ") + "\n" + lines.get(2) + "\n");

        assertThatThrownBy(() -> fixture.load(file))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("damaged in line 2");
    }

    @Test
    void finishesABatchWhoseCommitWasCutAnywhere() throws Exception {
        LoadFixture fixture = new LoadFixture(Store.CSV, folder);
        Path file = fixture.write("a.json", Logs.envelope(Logs.records(0, 3)));
        fixture.load(file);
        Path journal = folder.resolve("csv/flowlog.journal");
        byte[] whole = Files.readAllBytes(journal);
        String text = Files.readString(journal);
        int commit = text.lastIndexOf('\n', text.length() - 2) + 1;
        for (int cut = commit; cut < whole.length; cut++) {
            Files.write(journal, java.util.Arrays.copyOf(whole, cut));
            assertThat(fixture.loadOne(file).kind()).as("cut at %s", cut).isEqualTo(SourceOutcome.Kind.UNCHANGED);
            assertThat(Files.readAllBytes(journal)).as("cut at %s", cut).isEqualTo(whole);
        }
        assertThat(fixture.rows()).hasSize(6);
    }

    @Test
    void keepsTheJournalSmallAndItsContentWhole() throws Exception {
        LoadFixture fixture = new LoadFixture(Store.CSV, folder);
        Path[] files = new Path[60];
        String bad = Logs.record(20, 59, "bad");
        Path journal = folder.resolve("csv/flowlog.journal");
        long largest = 0;
        for (int round = 1; round <= 50; round++) {
            for (int i = 0; i < files.length; i++) {
                files[i] = fixture.write("log-" + i + ".json", bad + "\n" + Logs.lines(Logs.records(0, round)));
            }
            assertThat(fixture.load(files).batches()).isEqualTo(1);
            largest = Math.max(largest, Files.size(journal));
        }
        assertThat(largest).isBetween(900_000L, 1_000_000L);
        assertThat(Files.size(journal)).isLessThan(largest);
        assertThat(fixture.load(files).count(SourceOutcome.Kind.UNCHANGED)).isEqualTo(files.length);
        assertThat(fixture.rows()).hasSize(60 * 50 * 2).doesNotHaveDuplicates();
        assertThat(fixture.quarantine()).hasSize(60);
    }

    @Test
    void refusesAPathThatDuckDbMisreads() {
        for (String name : List.of("semi;colon", "question?mark")) {
            assertThatThrownBy(() -> Store.DUCKDB.open(folder.resolve(name)).close())
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("choose another path");
        }
    }

    private List<Path> spooled() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("spool") && Files.isRegularFile(file))
                    .toList();
        }
    }

    private void sql(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("flows.duckdb"))) {
            connection.createStatement().execute(sql);
        }
    }
}
