package io.github.flowlog.adx.stand;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.adx.cli.FlowLog;
import io.github.flowlog.adx.kusto.KustoRows;
import io.github.flowlog.adx.stand.KustoStand.Identity;
import io.github.flowlog.adx.target.cluster.DeliveryProcess;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Blobs grow while processes that load them are ended by SIGKILL at a random moment or behind a step of the protocol, answers are lost,
 * messages come twice, ingestion fails and throttling strikes: at the end every tuple of every blob is in the table once.
 *
 * <p>{@code -Dflowlog.rounds=N} sets how often a process is ended, 30 when not set; {@code -Dflowlog.seed=N} repeats a run's choices, though
 * not the moments at which processes run.
 */
@Tag("long")
class CrashSoakTest {
    private static final int ROUNDS = Integer.getInteger("flowlog.rounds", 30);
    private static final int UNTAGGED_ROUNDS = 3;
    private static final long BATCH_BYTES = 20_000;
    /** A log has a block for each of some fifty minutes, whatever its size. */
    private static final long BLOB_BYTES = 150_000;

    private static final int SETTLING_RUNS = 10;
    private static final List<String> STEPS =
            List.of("SPOOLED", "PLANNED", "ANNOUNCED", "UPLOADED", "ATTEMPTED", "QUEUED", "CONFIRMED", "COMMITTED");
    private static final Pattern GIVEN_UP = Pattern.compile("batchId=(\\w+), rows=\\d+, state=queued 3 times");
    /** So long a process gets to reach its step. */
    private static final long STEP_MILLIS = 8_000;

    private static final int KILLED = 137;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("flowlog.seed", new Random().nextLong());
    private final String repeat = "-Dflowlog.seed=" + seed;
    private final Random random = new Random(seed);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private final List<GrowingBlob> blobs = new ArrayList<>();
    private final List<GrowingBlob> growing = new ArrayList<>();
    private final String container = "soak-" + UUID.randomUUID();
    private int killed;
    private int retried;

    @Test
    void losesAndDoublesNothing() throws Exception {
        try (KustoStand stand = start()) {
            strike(stand);
            for (int round = 0; round < ROUNDS; round++) {
                grow(stand);
                runAndKill(stand, round);
            }
            settle(stand);

            List<Identity> rows = stand.rows("FlowLogs");
            Difference difference = Difference.of(expected(), named(stand, rows));
            System.out.println(repeat + ": " + ROUNDS + " rounds, " + killed + " killed, " + retried
                    + " batches retried by hand, " + rows.size() + " rows, "
                    + difference + ", " + stand.ingestion().succeeded() + " ingested, "
                    + stand.ingestion().skipped() + " skipped by tag, "
                    + stand.ingestion().failed() + " failed, "
                    + played(stand) + " faults");
            assertThat(difference).as(this::output).isEqualTo(new Difference(0, 0, 0));
            assertThat(unresolved(stand)).as(this::output).isZero();
            assertThat(rows).as(repeat).isNotEmpty();
            assertThat(killed).as(repeat).isPositive();

            assertThat(run(stand, "-", 1).waitFor()).as(this::output).isZero();
            stand.ingestion().awaitIdle();
            assertThat(stand.rows("FlowLogs")).as(repeat).isEqualTo(rows);
        }
    }

    /** What the proof is worth: with a service that does not honour tags, the same rounds double rows. */
    @Test
    void doublesRowsWhenTheServiceIgnoresTags() throws Exception {
        try (KustoStand stand = start()) {
            stand.ingestion().ignoreTags();
            for (int round = 0; round < UNTAGGED_ROUNDS; round++) {
                grow(stand);
                stand.ingestion().deliverTwice(1_000);
                run(stand, "-", 1).waitFor();
            }
            stand.ingestion().awaitIdle();
            Difference difference = Difference.of(expected(), named(stand, stand.rows("FlowLogs")));
            assertThat(difference.doubled()).as(repeat).isPositive();
        }
    }

    private KustoStand start() throws IOException, InterruptedException {
        KustoStand stand = KustoStand.start("Flows");
        stand.setUp();
        logs(stand).create();
        for (GeneratedFormat format : GeneratedFormat.values()) {
            growing.add(begin(stand, format));
        }
        return stand;
    }

    private BlobContainerClient logs(KustoStand stand) {
        return new BlobServiceClientBuilder()
                .connectionString(stand.azurite().connectionString())
                .buildClient()
                .getBlobContainerClient(container);
    }

    private void strike(KustoStand stand) {
        List<Fault> refusals = List.of(Fault.status(429), Fault.status(503), Fault.status(500));
        List<Fault> all = new ArrayList<>(refusals);
        all.addAll(
                List.of(Fault.cutBefore(), Fault.cutAfter(), Fault.cutWithin(), Fault.delay(Duration.ofMillis(300))));
        stand.kusto().randomly(random, 0.05, "extents|count", all);
        stand.blob().randomly(random, 0.02, "", List.of(Fault.status(503), Fault.cutBefore(), Fault.cutAfter()));
        stand.queue().randomly(random, 0.2, "", List.of(Fault.cutAfter(), Fault.status(503)));
        stand.table().randomly(random, 0.05, "GET", List.of(Fault.cutBefore(), Fault.status(503)));
        stand.ingestion().randomly(random, 0.02, 0.2);
    }

    private static int played(KustoStand stand) {
        return stand.kusto().played()
                + stand.blob().played()
                + stand.queue().played()
                + stand.table().played();
    }

    private void grow(KustoStand stand) {
        for (int i = 0; i < growing.size(); i++) {
            grow(stand, i, random.nextInt(4));
        }
    }

    /** A blob that is full is followed by one of another hour. */
    private void grow(KustoStand stand, int index, int blocks) {
        GrowingBlob blob = growing.get(index);
        if (blob.isFull()) {
            blob = begin(stand, GeneratedFormat.values()[index]);
            growing.set(index, blob);
        }
        blob.grow(blocks);
    }

    private GrowingBlob begin(KustoStand stand, GeneratedFormat format) {
        Instant hour = now.minus(Duration.ofHours(blobs.size() % 2 == 0 ? 0 : blobs.size()));
        GrowingBlob blob = GrowingBlob.of(logs(stand), format, hour, blobs.size(), BLOB_BYTES, random.nextLong());
        // a log that nothing was committed of is not there to be compared
        blob.grow(1);
        blobs.add(blob);
        return blob;
    }

    private void runAndKill(KustoStand stand, int round) throws Exception {
        boolean typed = round % 6 == 5;
        boolean atStep = !typed && random.nextInt(3) == 0;
        Process process = typed
                ? command(stand, "load", stand.blobEndpoint() + "/" + container)
                : run(stand, atStep ? STEPS.get(random.nextInt(STEPS.size())) : "-", 1 + random.nextInt(3));
        while (process.isAlive() && Files.size(folder.resolve("output.txt")) == 0) {
            Thread.sleep(5);
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atStep ? STEP_MILLIS : random.nextInt(3000));
        while (!process.waitFor(200 + random.nextInt(400), TimeUnit.MILLISECONDS)) {
            grow(stand, random.nextInt(growing.size()), 1);
            if (System.nanoTime() > end) {
                process.destroyForcibly();
            }
        }
        int exit = process.waitFor();
        assertThat(exit).as(this::output).isIn(0, 1, KILLED);
        killed += exit == KILLED ? 1 : 0;
    }

    private void settle(KustoStand stand) throws Exception {
        stand.kusto().clear();
        stand.blob().clear();
        stand.queue().clear();
        stand.table().clear();
        stand.ingestion().randomly(random, 0, 0);
        int exit = -1;
        for (int i = 0; i < SETTLING_RUNS && exit != 0; i++) {
            exit = run(stand, "-", 1).waitFor();
            if (exit == 1) {
                retryGivenUp(stand);
            }
        }
        assertThat(exit).as(this::output).isZero();
        stand.ingestion().awaitIdle();
    }

    /** After three attempts a person is to say that a batch may be queued again; here each attempt may have been cut off. */
    private void retryGivenUp(KustoStand stand) throws Exception {
        for (Matcher batch = GIVEN_UP.matcher(output()); batch.find(); ) {
            retried++;
            assertThat(command(stand, "jobs", "retry", batch.group(1)).waitFor())
                    .as(this::output)
                    .isZero();
        }
    }

    private Process run(KustoStand stand, String step, int time) throws IOException {
        return start(
                stand,
                DeliveryProcess.class,
                stand.target(),
                folder.resolve("state").toString(),
                stand.blobEndpoint() + "/" + container,
                Long.toString(BATCH_BYTES),
                step,
                Integer.toString(time));
    }

    private Process command(KustoStand stand, String... words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of(
                "--to", stand.target(), "--state", folder.resolve("state").toString(), "--wait-limit", "4s"));
        return start(stand, FlowLog.class, arguments.toArray(String[]::new));
    }

    private Process start(KustoStand stand, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        process.environment().put("STORAGE_ACCOUNT_KEY", stand.azurite().key());
        return process.start();
    }

    private String output() {
        try {
            return repeat + "\n" + Files.readString(folder.resolve("output.txt"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** What a plain read of the blobs finds, with names of blobs for ids of sources. */
    private List<Identity> expected() throws IOException {
        List<Identity> rows = new ArrayList<>();
        for (GrowingBlob blob : blobs) {
            try (FlowLogReader reader = FlowLogReader.of(blob.bytes(), blob.name())) {
                FlowBatch batch = FlowBatch.create();
                while (reader.next(batch)) {
                    for (int row = 0; row < batch.size(); row++) {
                        rows.add(new Identity(blob.name(), batch.recordOffset(row), batch.tupleIndex(row)));
                    }
                }
            }
        }
        return rows;
    }

    /** Rows whose source or resource is in none of the small tables. */
    private static long unresolved(KustoStand stand) {
        return stand.sql("SELECT count(*) AS n FROM FlowLogs"
                        + " WHERE SourceId NOT IN (SELECT SourceId FROM FlowLogSources)"
                        + " OR ResourceKey NOT IN (SELECT Key FROM FlowLogResources)")
                .number(0, "n");
    }

    private static List<Identity> named(KustoStand stand, List<Identity> rows) {
        KustoRows sources = stand.sql("SELECT DISTINCT SourceId, Blob FROM FlowLogSources");
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            names.put(sources.text(i, "SourceId"), sources.text(i, "Blob"));
        }
        return rows.stream()
                .map(row -> new Identity(
                        names.getOrDefault(row.sourceId(), row.sourceId()), row.recordOffset(), row.tupleIndex()))
                .toList();
    }

    /**
     * How a table differs from what it should hold.
     *
     * @param lost rows that are not there
     * @param doubled rows that are there more than once, counted as often as they are too many
     * @param strange rows that should not be there at all
     */
    private record Difference(long lost, long doubled, long strange) {
        static Difference of(List<Identity> expected, List<Identity> rows) {
            Set<Identity> wanted = new HashSet<>(expected);
            Set<Identity> there = new HashSet<>(rows);
            long lost = wanted.stream().filter(row -> !there.contains(row)).count();
            long strange = there.stream().filter(row -> !wanted.contains(row)).count();
            return new Difference(lost, rows.size() - there.size(), strange);
        }
    }
}
