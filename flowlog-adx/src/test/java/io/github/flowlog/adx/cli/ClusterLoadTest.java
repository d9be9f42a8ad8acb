package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.setup.Setup;
import io.github.flowlog.adx.setup.SetupOptions;
import io.github.flowlog.adx.stand.KustoStand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line against a cluster: the real SDK, a played service. */
@Tag("long")
class ClusterLoadTest {
    private static KustoStand stand;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        stand = KustoStand.start("Net");
    }

    @AfterAll
    static void stop() throws IOException {
        if (stand != null) {
            stand.close();
        }
    }

    private String setUp(String table) throws Exception {
        String target = stand.endpoint() + "/Net/" + table;
        try (Cluster cluster = KustoCluster.open(ClusterAddress.parse(target))) {
            Setup.of(cluster, new SetupOptions(table, Duration.ofDays(36_500), null))
                    .apply(line -> {});
        }
        return target;
    }

    private Cli.Result run(String... arguments) {
        return new Cli(folder)
                .withEnvironment("XDG_STATE_HOME", folder.resolve("state").toString())
                .run(arguments);
    }

    private List<String> places(String table) {
        return stand.rows(table).stream()
                .map(row -> row.recordOffset() + "/" + row.tupleIndex())
                .sorted()
                .toList();
    }

    @Test
    void loadsVerifiesAndLoadsNothingTwice() throws Exception {
        String target = setUp("Twice");
        String text = Logs.envelope(Logs.records(0, 40));
        LoadFixture.settled(Files.writeString(folder.resolve("a.json"), text));

        Cli.Result first = run("load", "a.json", "--to", target);
        Cli.Result second = run("load", "a.json", "--to", target);
        Cli.Result verified = run("verify", "a.json", "--to", target, "-o", "csv");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(second.err()).contains("1 unchanged");
        assertThat(places("Twice")).isEqualTo(LoadFixture.expectedPlaces(text));
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(verified.out()).contains("2022-05-02T20:00:00Z,1,80,80,0,equal");
    }

    @Test
    void namesANextCommandThatAsksTheSameState() throws Exception {
        String target = setUp("Next");
        LoadFixture.settled(Files.writeString(folder.resolve("a.json"), Logs.envelope(Logs.record(1))));

        String words = next(run("load", "a.json", "--to", target, "--state", "my state", "--shard", "1/1"));
        Cli.Result verified = run(Cli.words(words));

        assertThat(words).isEqualTo("flowlog verify a.json --to " + target + " --state 'my state'");
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(verified.out()).contains(",1,2,2,0,equal");
    }

    @Test
    void namesTheStateInWhichBatchesAreOpen() throws Exception {
        String target = setUp("Open");
        LoadFixture.settled(Files.writeString(folder.resolve("a.json"), Logs.envelope(Logs.record(1))));
        // what it announces, and its rows
        stand.ingestion().failNext(3, true);

        Cli.Result loaded = run("load", "a.json", "--to", target, "--state", "mine", "--shard", "1/2");
        Cli.Result other = run("load", "a.json", "--to", target, "--state", "mine", "--shard", "2/2");
        boolean isFirst = loaded.err().contains("look at");
        Cli.Result failed = isFirst ? loaded : other;
        Cli.Result jobs = run(Cli.words(next(failed)));
        Cli.Result verified =
                run("verify", "a.json", "--to", target, "--state", "mine", "--shard", isFirst ? "1/2" : "2/2");

        assertThat(failed.err()).contains("with the --to and --state of the load");
        assertThat(jobs.exitCode()).as(jobs.err()).isEqualTo(ExitCode.NEEDS_A_PERSON);
        assertThat(jobs.err()).contains("Open: 1 batch,");
        assertThat(verified.exitCode()).as(verified.err()).isEqualTo(ExitCode.NEEDS_A_PERSON);
        assertThat(verified.err()).contains("Left out: batch ", " of 2 rows: ", "Look at this: ", "1 log not loaded");
    }

    @Test
    void saysWhatBecomesOfABatchThatAPersonDecidesAbout() throws Exception {
        String target = setUp("Decided");
        LoadFixture.settled(Files.writeString(folder.resolve("a.json"), Logs.envelope(Logs.record(1))));
        stand.ingestion().pause();
        assertThat(run("load", "a.json", "--to", target, "--no-wait").exitCode())
                .isZero();
        String batchId =
                run("jobs", "--to", target, "-o", "csv").outLines().get(1).split(",", -1)[1];

        Cli.Result accepted = run("jobs", "accept", batchId, "--to", target);
        // what it announces, and its rows
        stand.ingestion().failNext(3, true);
        stand.ingestion().resume();
        Cli.Result alarmed = run("load", "a.json", "--to", target);
        Cli.Result retried = run("jobs", "retry", batchId, "--to", target);
        Cli.Result loaded = run("load", "a.json", "--to", target, "--wait-limit", "5s");

        assertThat(accepted.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(accepted.err())
                .contains("only a batch in alarm can be accepted, and batch " + batchId
                        + " is queued, not confirmed yet; the next load goes on with it");
        assertThat(alarmed.exitCode()).as(alarmed.err()).isEqualTo(ExitCode.NEEDS_A_PERSON);
        assertThat(retried.exitCode()).as(retried.err()).isZero();
        assertThat(retried.err())
                .contains("The next load looks for batch " + batchId
                        + " again: it counts its rows if the table has its tag, and queues it once more if not.");
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        assertThat(places("Decided")).hasSize(2);
    }

    private static String next(Cli.Result load) {
        return load.errLines()
                .filter(line -> line.startsWith("  next "))
                .findFirst()
                .orElseThrow()
                .substring("  next".length())
                .strip();
    }

    @Test
    void loadsWhatWasInQuarantineOnce() throws Exception {
        String target = setUp("Retried");
        String text = Logs.envelope(
                Logs.record(1), Logs.record(2).replace("UserRule_web", "r".repeat(5_000)), Logs.record(3));
        LoadFixture.settled(Files.writeString(folder.resolve("a.json"), text));
        assertThat(run("load", "a.json", "--to", target).exitCode()).isEqualTo(3);
        assertThat(places("Retried")).hasSize(4);

        Cli.Result retried = run("jobs", "retry", "--quarantine", "--max-name", "8k", "--to", target);
        Cli.Result again = run("jobs", "retry", "--quarantine", "--max-name", "8k", "--to", target);
        Cli.Result verified = run("verify", "a.json", "--max-name", "8k", "--to", target, "-o", "csv");

        assertThat(retried.exitCode()).as(retried.err()).isZero();
        assertThat(retried.err()).endsWith("Retried 1 problem: 2 rows added; left in quarantine: 0 problems\n");
        assertThat(again.err()).endsWith("Retried 0 problems: 0 rows added; left in quarantine: 0 problems\n");
        assertThat(places("Retried")).hasSize(6).doesNotHaveDuplicates();
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(verified.out()).contains(",1,6,6,0,equal");
    }

    @Test
    void rebuildsALostStateFromTheTableAndGoesOn() throws Exception {
        String target = setUp("Lost");
        Path file = folder.resolve("a.json");
        LoadFixture.settled(Files.writeString(file, Logs.envelope(Logs.records(0, 5))));
        assertThat(run("load", "a.json", "--to", target).exitCode()).isZero();
        String grown = Logs.envelope(Logs.records(0, 9));
        LoadFixture.settled(Files.writeString(file, grown));

        Cli.Result refused = run("load", "a.json", "--to", target, "--state", "fresh");
        Cli.Result rebuilt = run("load", "a.json", "--to", target, "--state", "fresh", "--rebuild-state");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("holds rows of 1 of these sources", "--rebuild-state");
        assertThat(rebuilt.exitCode()).as(rebuilt.err()).isZero();
        assertThat(rebuilt.err()).contains("Rebuilt the state of 1 source from the table.", "1 continued");
        assertThat(places("Lost")).isEqualTo(LoadFixture.expectedPlaces(grown));
    }

    /** One that follows never ends, so that a load for the state alone cannot go before it in a service. */
    @Test
    @Timeout(300)
    void rebuildsALostStateOnceWhenItFollows() throws Exception {
        String target = setUp("Followed");
        Path file = folder.resolve("a.json");
        LoadFixture.settled(Files.writeString(file, Logs.envelope(Logs.records(0, 5))));
        assertThat(run("load", "a.json", "--to", target).exitCode()).isZero();
        String grown = Logs.envelope(Logs.records(0, 9));
        String last = Logs.envelope(Logs.records(0, 12));
        LoadFixture.settled(Files.writeString(file, grown));
        List<String> afterOne = LoadFixture.expectedPlaces(grown);
        List<String> afterTwo = LoadFixture.expectedPlaces(last);
        AtomicBoolean grew = new AtomicBoolean();
        BooleanSupplier stop = () -> {
            List<String> places = places("Followed");
            if (places.equals(afterOne) && grew.compareAndSet(false, true)) {
                write(file, last);
            }
            return places.equals(afterTwo);
        };

        Cli.Result followed = new Cli(folder)
                .withInterrupts(firstTime -> stop)
                .run(Cli.words(
                        "flowlog load a.json --follow --max-age 1s --state fresh --rebuild-state --to " + target));

        assertThat(followed.exitCode()).as(followed.err()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(followed.err()).containsOnlyOnce("Rebuilt the state of 1 source from the table.");
        assertThat(places("Followed")).isEqualTo(afterTwo);
    }

    private static void write(Path file, String text) {
        try {
            LoadFixture.settled(Files.writeString(file, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesHoursThatTheTableDoesNotKeep() throws Exception {
        String target = stand.endpoint() + "/Net/Short";
        try (Cluster cluster = KustoCluster.open(ClusterAddress.parse(target))) {
            Setup.of(cluster, new SetupOptions("Short", Duration.ofDays(30), null))
                    .apply(line -> {});
        }
        LoadFixture.settled(Files.writeString(folder.resolve("a.json"), Logs.envelope(Logs.record(1))));

        Cli.Result result = run("load", "a.json", "--to", target);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err())
                .contains("Not loaded: a.json: it is of 2022-05-02T20:00:00Z", "keeps rows for 30 days");
    }

    @Test
    void keepsItsStateInABlobSoThatItGoesOnElsewhere() throws Exception {
        String target = setUp("Elsewhere");
        String text = Logs.envelope(Logs.records(0, 9));
        LoadFixture.settled(Files.writeString(folder.resolve("a.json"), text));
        BlobContainerClient container = new BlobServiceClientBuilder()
                .connectionString(stand.azurite().connectionString())
                .buildClient()
                .createBlobContainerIfNotExists("loader-state");
        String state = container.getBlobContainerUrl() + "/net";
        Cli here = new Cli(folder)
                .withEnvironment("XDG_STATE_HOME", folder.resolve("here").toString())
                .withEnvironment("STORAGE_ACCOUNT_KEY", stand.azurite().key());
        Cli there = new Cli(folder)
                .withEnvironment("XDG_STATE_HOME", folder.resolve("there").toString())
                .withEnvironment("STORAGE_ACCOUNT_KEY", stand.azurite().key());

        Cli.Result first = here.run("load", "a.json", "--to", target, "--state", state);
        Cli.Result second = there.run("load", "a.json", "--to", target, "--state", state);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err())
                .contains("State: " + state)
                .doesNotContain(stand.azurite().key());
        assertThat(second.err()).contains("1 unchanged");
        assertThat(places("Elsewhere")).isEqualTo(LoadFixture.expectedPlaces(text));
    }

    @Test
    void loadsOnWithAnotherNumberOfLoaders() throws Exception {
        String target = setUp("Shared");
        List<String> expected = new ArrayList<>();
        for (int log = 0; log < 9; log++) {
            String text = Logs.envelope(Logs.records(log, log + 3));
            expected.addAll(LoadFixture.expectedPlaces(text));
            LoadFixture.settled(Files.writeString(
                    Files.createDirectories(folder.resolve("logs")).resolve("log-" + log + ".json"), text));
        }
        for (String shard : List.of("1/2", "2/2")) {
            Cli.Result loaded = run("load", "logs", "--to", target, "--shard", shard);
            assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        }

        Cli.Result refused = run("load", "logs", "--to", target, "--shard", "1/3");
        Cli.Result divided = run("jobs", "reshard", "--to", target, "--shards", "3");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("flowlog jobs reshard --shards 3");
        assertThat(divided.exitCode()).as(divided.err()).isZero();
        assertThat(divided.err()).contains("Divided 9 sources; from now on, load with --shard 1/3 and so on.");
        int unchanged = 0;
        for (String shard : List.of("1/3", "2/3", "3/3")) {
            String said = run("load", "logs", "--to", target, "--shard", shard).err();
            assertThat(said).contains("rows        0 added").doesNotContain("new");
            // the paths, and so the shares, are others in each run: one may be empty
            Matcher count = Pattern.compile("([0-9]+) unchanged").matcher(said);
            unchanged += count.find() ? Integer.parseInt(count.group(1)) : 0;
        }
        assertThat(unchanged).isEqualTo(9);
        assertThat(places("Shared")).isEqualTo(expected.stream().sorted().toList());
        assertThat(run("jobs", "--to", target, "--shard", "3/3").exitCode()).isZero();
        assertThat(run("jobs", "reshard", "--to", target).err()).contains("flowlog jobs reshard --shards N");
        assertThat(run("jobs", "reshard", "--shards", "2").err()).contains("Only loads into a cluster");
    }

    @Test
    void saysWhichCommandMakesTheTables() throws IOException {
        Files.writeString(folder.resolve("a.json"), Logs.envelope(Logs.record(1)));

        Cli.Result result = run("load", "a.json", "--to", stand.endpoint() + "/Net/Missing");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("flowlog setup", "--apply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"load a.json", "setup --apply"})
    void saysThatADatabaseIsNotThereAndAdvisesNoRight(String command) throws IOException {
        Files.writeString(folder.resolve("a.json"), Logs.envelope(Logs.record(1)));
        List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
        arguments.addAll(List.of("--to", stand.endpoint() + "/NOPE"));

        Cli.Result result = run(arguments.toArray(String[]::new));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("has no database NOPE; ").doesNotContain(".add database");
    }
}
