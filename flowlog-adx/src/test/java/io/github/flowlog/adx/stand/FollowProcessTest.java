package io.github.flowlog.adx.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.options.BlobBreakLeaseOptions;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.cli.FlowLog;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.journal.Journal;
import io.github.flowlog.adx.journal.JournalEntry;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code load --follow} into a cluster, as a process, while blocks are committed to a blob.
 *
 * <p>{@code -Dflowlog.blocks=N} and {@code -Dflowlog.maxAge=SECONDS} make a measurement of it, which is printed.
 */
@Tag("long")
class FollowProcessTest {
    private static final int BLOCKS = Integer.getInteger("flowlog.blocks", 3);
    private static final Duration MAX_AGE = Duration.ofSeconds(Integer.getInteger("flowlog.maxAge", 2));
    /** What is promised beside the age for finding, building and uploading. */
    private static final Duration SLACK = Duration.ofSeconds(90);

    private static final int KILLED = 137;
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    /**
     * A block that was committed.
     *
     * @param at when
     * @param end how far whole records then reach
     */
    private record Block(Instant at, long end) {}

    @TempDir
    private Path folder;

    private final String container = "follow-" + UUID.randomUUID();
    private final List<Block> blocks = new ArrayList<>();
    private final Random random = new Random(1);
    private KustoStand stand;
    private GrowingBlob blob;
    private Process process;

    @BeforeEach
    void start() throws Exception {
        stand = KustoStand.start("Flows");
        stand.setUp();
        BlobContainerClient logs = new BlobServiceClientBuilder()
                .connectionString(stand.azurite().connectionString())
                .buildClient()
                .createBlobContainer(container);
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        blob = GrowingBlob.of(logs, GeneratedFormat.VNET_V4, hour, 1, 10_000L * (BLOCKS + 20), 1);
        commit();
    }

    @AfterEach
    void stop() throws IOException {
        if (process != null) {
            process.destroyForcibly();
        }
        stand.close();
    }

    private void commit() {
        blob.grow(1);
        blocks.add(new Block(Instant.now(), blob.bytes().length - "]}".length()));
    }

    @Test
    @Timeout(3600)
    void queuesEachBlockInTimeAndGoesOnWhereItWasKilled() throws Exception {
        // a round in which the cluster cannot even be looked at is followed by another one
        stand.kusto().next(2, "\\.show table", Fault.status(503));
        process = follow();
        await(this::isWhole);
        commit();
        await(this::isWhole);
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(KILLED);

        process = follow();
        int first = blocks.size();
        List<Duration> visible = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            commit();
            await(this::isWhole);
            visible.add(Duration.between(blocks.get(first + i).at(), Instant.now()));
            Thread.sleep(random.nextLong(MAX_AGE.toMillis()));
        }
        interrupt();

        stand.ingestion().awaitIdle();
        assertThat(places()).isEqualTo(LoadFixture.expectedPlaces(blob.bytes()));
        List<Duration> queued = untilQueued(blocks.subList(first, blocks.size()));
        System.out.println(BLOCKS + " blocks, age " + MAX_AGE + ": queued after " + median(queued) + " at the median, "
                + Collections.max(queued) + " at most; in the table after " + median(visible) + ", "
                + Collections.max(visible));
        assertThat(Collections.max(queued)).isLessThan(MAX_AGE.plus(SLACK));
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    @Test
    @Timeout(600)
    void keepsWhatIsOnItsWayWhenItIsInterrupted() throws Exception {
        stand.ingestion().pause();
        process = follow();
        await(() -> said("on the way"));
        interrupt();
        stand.ingestion().resume();
        process = follow();
        await(() -> said("State: ") && isWhole());
        interrupt();
        assertThat(places()).isEqualTo(LoadFixture.expectedPlaces(blob.bytes()));
    }

    @Test
    @Timeout(600)
    void endsInTimeWhereStorageDoesNotAnswer() throws Exception {
        stand.blob().next(Integer.MAX_VALUE, "", Fault.delay(Duration.ofHours(1)));
        int before = stand.blob().played();
        process = follow();
        await(() -> stand.blob().played() > before);
        interrupt();
        stand.blob().clear();
        process = follow();
        await(this::isWhole);
        interrupt();
        assertThat(places()).isEqualTo(LoadFixture.expectedPlaces(blob.bytes()));
    }

    @Test
    @Timeout(600)
    void givesItsStateBackWhenItsContainerIsStopped() throws Exception {
        String state = stateIn(stateContainer());
        process = follow(state);
        await(this::isWhole);
        stop("TERM", TERMINATED);

        commit();
        process = follow(state);
        await(this::isWhole);
        assertThat(output()).doesNotContain("in use by another process");
        stop("TERM", TERMINATED);
        assertThat(places()).isEqualTo(LoadFixture.expectedPlaces(blob.bytes()));
    }

    @Test
    @Timeout(600)
    void goesOnBehindAnOutageOfTheStorageThatHoldsItsState() throws Exception {
        BlobContainerClient state = stateContainer();
        process = follow(stateIn(state));
        await(this::isWhole);
        stand.blob().next(Integer.MAX_VALUE, "/state-", Fault.status(503));
        commit();
        // the second one begins when the lease of the first could not be given back
        await(() -> output().split("This round failed, the next one tries again", -1).length > 2);
        stand.blob().clear();
        // what a minute of waiting does for a lease that could not be given back
        new BlobLeaseClientBuilder()
                .blobClient(state.getBlobClient("net/lock"))
                .buildClient()
                .breakLeaseWithResponse(new BlobBreakLeaseOptions().setBreakPeriod(Duration.ZERO), null, Context.NONE);
        await(this::isWhole);
        stop("TERM", TERMINATED);
        assertThat(places()).isEqualTo(LoadFixture.expectedPlaces(blob.bytes()));
    }

    private BlobContainerClient stateContainer() {
        return new BlobServiceClientBuilder()
                .connectionString(stand.azurite().connectionString())
                .buildClient()
                .createBlobContainer("state-" + container);
    }

    private String stateIn(BlobContainerClient state) {
        return stand.blobEndpoint() + "/" + state.getBlobContainerName() + "/net";
    }

    private Process follow() throws IOException {
        return follow(folder.resolve("state").toString());
    }

    private Process follow(String state) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlowLog.class.getName(),
                        "load",
                        stand.blobEndpoint() + "/" + container,
                        "--to",
                        stand.target(),
                        "--state",
                        state,
                        "--follow",
                        "--max-age",
                        MAX_AGE.toSeconds() + "s")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        command.environment().put("STORAGE_ACCOUNT_KEY", stand.azurite().key());
        command.environment().put("XDG_STATE_HOME", folder.resolve("home").toString());
        return command.start();
    }

    /** Ctrl-C. */
    private void interrupt() throws Exception {
        assumeFalse(
                ignoresInterrupts(), "this process was started with SIGINT ignored, and so are those that it starts");
        stop("INT", INTERRUPTED);
    }

    private void stop(String signal, int exitCode) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(this::output).isTrue();
        assertThat(process.exitValue()).as(this::output).isEqualTo(exitCode);
        assertThat(output()).contains("Stopping; what is committed stays");
    }

    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            assertThat(process.isAlive()).as(this::output).isTrue();
            Thread.sleep(50);
        }
    }

    private boolean isWhole() {
        try {
            return places().size() >= LoadFixture.expectedPlaces(blob.bytes()).size();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private List<String> places() {
        return stand.rows("FlowLogs").stream()
                .map(row -> row.recordOffset() + "/" + row.tupleIndex())
                .sorted()
                .toList();
    }

    /** From each block's commit to the first attempt of the first batch that reaches as far as the block. */
    private List<Duration> untilQueued(List<Block> waited) throws IOException {
        try (Journal journal = Journal.open(FileJournalStore.open(folder.resolve("state/journal")))) {
            List<JournalEntry> entries = new ArrayList<>();
            journal.forEach(entries::add);
            return waited.stream()
                    .map(block -> Duration.between(block.at(), queued(entries, block)))
                    .toList();
        }
    }

    private static Instant queued(List<JournalEntry> entries, Block block) {
        String batchId = entries.stream()
                .filter(JournalEntry.Plan.class::isInstance)
                .map(JournalEntry.Plan.class::cast)
                .filter(plan -> plan.parts().stream().anyMatch(part -> reaches(part.cursor(), block)))
                .findFirst()
                .orElseThrow()
                .batchId();
        return entries.stream()
                .filter(JournalEntry.Attempt.class::isInstance)
                .map(JournalEntry.Attempt.class::cast)
                .filter(attempt -> attempt.batchId().equals(batchId))
                .findFirst()
                .orElseThrow()
                .at();
    }

    private static boolean reaches(Cursor cursor, Block block) {
        return cursor != null && cursor.loadedTo().offset() >= block.end();
    }

    private boolean said(String text) {
        return output().contains(text);
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output.txt"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
