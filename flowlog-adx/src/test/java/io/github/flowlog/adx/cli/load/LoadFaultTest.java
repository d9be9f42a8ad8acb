package io.github.flowlog.adx.cli.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlobBreakLeaseOptions;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.LoadListener;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.SourceOutcome;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.journal.JournalStore;
import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.kusto.KustoRows;
import io.github.flowlog.adx.setup.Preflight;
import io.github.flowlog.adx.setup.Setup;
import io.github.flowlog.adx.setup.SetupOptions;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.source.Shard;
import io.github.flowlog.adx.source.SourceFinder;
import io.github.flowlog.adx.stand.Fault;
import io.github.flowlog.adx.stand.FaultPoint;
import io.github.flowlog.adx.stand.KustoStand;
import io.github.flowlog.adx.storage.AccountUrl;
import io.github.flowlog.adx.storage.BlobStatePlace;
import io.github.flowlog.adx.storage.GrowingBlob;
import io.github.flowlog.adx.storage.HourWindow;
import io.github.flowlog.adx.storage.OwnStaging;
import io.github.flowlog.adx.storage.StagingArea;
import io.github.flowlog.adx.storage.StorageAccounts;
import io.github.flowlog.adx.storage.StorageCredentials;
import io.github.flowlog.adx.target.cluster.AdxTarget;
import io.github.flowlog.adx.target.cluster.Delivery;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole load, met by a fault that lasts at one of its calls: how it ends, what it says, and that the load after it has every row once; a
 * golden file holds the table.
 */
@Tag("long")
class LoadFaultTest {
    private static final String SECRET = "canary";
    private static final Pattern SIGNATURE = Pattern.compile("sig=[A-Za-z0-9%]");
    private static final String WRONG = "<html>a gateway, sig=" + SECRET + "</html>";

    private static final Delivery QUICK =
            Delivery.defaults().withPoll(Duration.ofMillis(50)).withRetries(2, Duration.ofMillis(50));

    /** So long a load waits for a cluster that answers nothing; only for cells where that is what ends it. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    /** The SDK waits in Reactor's threads, ten for each core, for work that needs another one of them. */
    private static final int AT_ONCE = 8;

    private static final String SLOW = "slow";

    /** How a cut shows depends on whether the request was read before it. */
    private static final Pattern CUT = Pattern.compile("\\((EOF|IO|Socket)Exception\\)|: (EOF|IO|Socket)Exception\\b");

    private static final Map<String, Function<Call, Fault>> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("throttled", call -> call.service.isStorage() ? Fault.status(503) : Fault.status(429));
        FAULTS.put("failing", call -> Fault.status(500));
        FAULTS.put("bad request", call -> Fault.status(400));
        FAULTS.put("expired", call -> call.service.isStorage() ? Fault.expiredSignature() : Fault.status(401));
        FAULTS.put("cut before", call -> Fault.cutBefore());
        FAULTS.put("cut after", call -> Fault.cutAfter());
        FAULTS.put(SLOW, call -> Fault.delay(Duration.ofMillis(400)));
        FAULTS.put("wrong", call -> Fault.wrongContent(WRONG));
    }

    /** What of the stand answers a call. */
    private enum Service {
        KUSTO,
        BLOB,
        TABLE,
        QUEUE;

        boolean isStorage() {
            return this != KUSTO;
        }

        FaultPoint of(KustoStand stand) {
            return switch (this) {
                case KUSTO -> stand.kusto();
                case BLOB -> stand.blob();
                case TABLE -> stand.table();
                case QUEUE -> stand.queue();
            };
        }
    }

    private enum Call {
        LIST_BLOBS(Service.BLOB, "GET /devstoreaccount1/logs-.*comp=list"),
        LIST_BLOCKS(Service.BLOB, "GET /devstoreaccount1/logs-.*comp=blocklist"),
        DOWNLOAD(Service.BLOB, "GET /devstoreaccount1/logs-[^?]*$"),
        OPEN_STATE(Service.BLOB, "PUT /devstoreaccount1/state-.*comp=lease"),
        READ_STATE(Service.BLOB, "GET /devstoreaccount1/state-.*comp=list"),
        WRITE_STATE(Service.BLOB, "PUT /devstoreaccount1/state-.*comp=appendblock"),
        LOOK_AT_TABLES(Service.KUSTO, "\\.show table"),
        LOOK_FOR_SOURCES(Service.KUSTO, "count\\(\\) by SourceId"),
        NAME_STORAGE(Service.KUSTO, "ingestion resources"),
        NAME_IDENTITY(Service.KUSTO, "identity token"),
        UPLOAD(Service.BLOB, "PUT /devstoreaccount1/temp-"),
        UPLOAD_TO_OWN(Service.BLOB, "PUT /devstoreaccount1/own-"),
        NOTE_STATUS(Service.TABLE, "POST "),
        ENQUEUE(Service.QUEUE, "POST "),
        LOOK_FOR_TAG(Service.KUSTO, "extents where tags"),
        COUNT_ROWS(Service.KUSTO, "BatchId == .* count"),
        LOOK_FOR_RESOURCES(Service.KUSTO, "^POST \\S+ \\S*FlowLogResources\\S* \\| where"),
        LOOK_AT_STATUS(Service.TABLE, "GET ");

        private final Service service;
        private final String request;

        Call(Service service, String request) {
            this.service = service;
            this.request = request;
        }

        /** Whether such a call that fails for now ends a load only after a while. */
        boolean isAskedAgain() {
            return this == LOOK_FOR_TAG || this == COUNT_ROWS || this == LOOK_FOR_RESOURCES;
        }

        /** A small blob is read with one request, and its blocks are not asked for. */
        boolean isOfLargeBlobs() {
            return this == LIST_BLOCKS || this == DOWNLOAD;
        }

        boolean isOfState() {
            return name().endsWith("_STATE");
        }
    }

    /**
     * One cell of the table.
     *
     * @param call where the fault strikes
     * @param fault its name
     */
    private record Cell(Call call, String fault) {
        /** Those that try longest stand first, so that the others are done meanwhile. */
        int haste() {
            boolean triedAgain =
                    List.of("throttled", "failing", "cut before", "cut after").contains(fault);
            return !triedAgain ? 2 : call.service.isStorage() ? 0 : 1;
        }
    }

    /** Each build plays a third of the cells, another one each time; {@code -Dflowlog.cells=all} plays all. */
    private static final int SHARE = System.getProperty("flowlog.cells", "").equals("all") ? 1 : 3;

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("flowlog.seed", new Random().nextLong());

    @Test
    void endsWithASentenceAndLosesNothing() throws Exception {
        Random random = new Random(seed);
        BlockingQueue<Cell> cells = new LinkedBlockingQueue<>(Stream.of(Call.values())
                .flatMap(call -> FAULTS.keySet().stream().map(fault -> new Cell(call, fault)))
                .filter(cell -> random.nextInt(SHARE) == 0)
                .sorted(Comparator.comparing(Cell::haste))
                .toList());
        Map<Cell, String> outcomes = new ConcurrentHashMap<>();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream heard = new PrintStream(printed, true, UTF_8);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            System.setOut(heard);
            System.setErr(heard);
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                workers.add(threads.submit(() -> {
                    work(cells, outcomes);
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } finally {
            threads.shutdownNow();
            System.setOut(out);
            System.setErr(err);
        }
        Map<Cell, String> expected = golden();
        assertThat(expected).hasSize(Call.values().length * FAULTS.size());
        expected.keySet().retainAll(outcomes.keySet());
        assertThat(printed.toString(UTF_8)).isEmpty();
        assertThat(outcomes).as("-Dflowlog.seed=" + seed).isNotEmpty().containsExactlyInAnyOrderEntriesOf(expected);
    }

    private void work(BlockingQueue<Cell> cells, Map<Cell, String> outcomes) throws Exception {
        try (KustoStand stand = KustoStand.start("Net")) {
            try (Cluster cluster = KustoCluster.open(ClusterAddress.parse(stand.target()))) {
                Setup.of(cluster, new SetupOptions("FlowLogs", Duration.ofDays(36_500), null))
                        .apply(line -> {});
            }
            for (Cell cell = cells.poll(); cell != null; cell = cells.poll()) {
                outcomes.put(
                        cell,
                        new Load(stand, cell, folder.resolve(UUID.randomUUID().toString())).outcome());
            }
        }
    }

    private static Map<Cell, String> golden() throws IOException {
        Map<Cell, String> outcomes = new HashMap<>();
        try (InputStream in = LoadFaultTest.class.getResourceAsStream("load-faults.txt")) {
            Call call = null;
            for (String line :
                    new String(in.readAllBytes(), UTF_8).lines().skip(1).toList()) {
                if (line.startsWith("# ")) {
                    call = Call.valueOf(line.substring(2));
                } else if (!line.isEmpty()) {
                    String[] row = line.split(" \\| ", 2);
                    outcomes.put(new Cell(call, row[0]), row[1]);
                }
            }
        }
        return outcomes;
    }

    /** Two logs of an account into one table, with a state and, for some, containers of their own. */
    private static final class Load {
        private static final String LARGE = " ".repeat(300 << 10);
        private static final String NAME = "resourceId=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG1/PROVIDERS/MICROSOFT.NETWORK"
                + "/NETWORKSECURITYGROUPS/WEB-NSG/y=2022/m=05/d=02/h=20/m=00/macAddress=%s/PT1H.json";

        private final KustoStand stand;
        private final Cell cell;
        private final Path folder;
        private final String id = UUID.randomUUID().toString().substring(0, 13);
        private final BlobContainerClient logs;
        private final BlobContainerClient state;
        private final StorageCredentials credentials;
        private final ClusterAddress address;

        Load(KustoStand stand, Cell cell, Path folder) throws IOException {
            this.stand = stand;
            this.cell = cell;
            this.folder = Files.createDirectories(folder);
            this.logs = container("logs-");
            this.state = container("state-");
            container("own-");
            this.credentials = StorageCredentials.of(
                    Map.of("STORAGE_ACCOUNT_KEY", stand.azurite().key()));
            this.address = ClusterAddress.parse(stand.target());
        }

        private BlobContainerClient container(String prefix) {
            return new BlobServiceClientBuilder()
                    .connectionString(stand.azurite().connectionString())
                    .buildClient()
                    .createBlobContainer(prefix + id);
        }

        /** Loads with the fault and without it, compares the rows, and gives back what the first of the two came to. */
        String outcome() throws Exception {
            GrowingBlob first = new GrowingBlob(logs, NAME.formatted("002248814162"));
            first.append(records(3));
            if (cell.call() == Call.LIST_BLOCKS) {
                assertThat(load(QUICK, false)).isEqualTo("exit 0");
            }
            first.append(Logs.records(3, 6));
            new GrowingBlob(logs, NAME.formatted("002248814163")).append(Logs.records(0, 2));

            FaultPoint point = cell.call().service.of(stand);
            int before = point.played();
            boolean silent = cell.call().isAskedAgain() && !cell.fault().equals(SLOW);
            if (cell.call() == Call.LOOK_AT_STATUS) {
                stand.ingestion().hideTagsFor(Duration.ofSeconds(1));
            }
            String outcome = load(silent ? QUICK.withWaitLimit(SILENCE) : QUICK, true);
            assertThat(point.played()).as(cell::toString).isGreaterThan(before);
            point.clear();
            stand.ingestion().hideTagsFor(Duration.ZERO);
            breakLease();

            assertThat(load(QUICK, false)).as(cell::toString).isEqualTo("exit 0");
            stand.ingestion().awaitIdle();
            assertThat(places()).as(cell::toString).isEqualTo(expected());
            assertThat(kept())
                    .as(cell::toString)
                    .doesNotContain(SECRET, stand.azurite().key())
                    .doesNotContainPattern(SIGNATURE);
            return outcome;
        }

        /** The first records of the first log, which is large where a small one would be read in another way. */
        private String[] records(int count) {
            String[] records = Logs.records(0, count);
            if (cell.call().isOfLargeBlobs()) {
                records[0] = LARGE + records[0];
            }
            return records;
        }

        /** What a minute of waiting does for a lease whose holder does not know of it. */
        private void breakLease() {
            try {
                new BlobLeaseClientBuilder()
                        .blobClient(state.getBlobClient("net/lock"))
                        .buildClient()
                        .breakLeaseWithResponse(
                                new BlobBreakLeaseOptions().setBreakPeriod(Duration.ZERO), null, Context.NONE);
            } catch (BlobStorageException none) {
                assertThat(none.getStatusCode()).isIn(404, 409);
            }
        }

        private String load(Delivery delivery, boolean struck) throws Exception {
            try (Cluster cluster = KustoCluster.open(address)) {
                if (struck && cell.call() == Call.LOOK_AT_TABLES) {
                    strike();
                }
                List<String> problems = Preflight.check(cluster).problems();
                if (!problems.isEmpty()) {
                    return "exit 1: " + said(String.join(" ", problems));
                }
                if (struck) {
                    strike();
                }
                return load(cluster, delivery);
            } catch (IOException | ClusterException | RuntimeException failed) {
                StringWriter trace = new StringWriter();
                failed.printStackTrace(new PrintWriter(trace));
                assertThat(trace.toString())
                        .doesNotContain(SECRET, stand.azurite().key())
                        .doesNotContainPattern(SIGNATURE);
                return "exit 1: " + said(FailureText.sentence(failed));
            }
        }

        private void strike() {
            cell.call()
                    .service
                    .of(stand)
                    .next(
                            Integer.MAX_VALUE,
                            cell.call().request,
                            FAULTS.get(cell.fault()).apply(cell.call()));
        }

        private String load(Cluster cluster, Delivery delivery) throws IOException {
            StagingArea staging =
                    cell.call() == Call.UPLOAD_TO_OWN ? OwnStaging.open(url("own-" + id), credentials) : null;
            try (StorageAccounts accounts = StorageAccounts.of(credentials, HourWindow.UNLIMITED, name -> true);
                    FoundLogs found = SourceFinder.find(
                            List.of(stand.blobEndpoint() + "/logs-" + id),
                            Path.of(""),
                            InputStream.nullInputStream(),
                            accounts);
                    AdxTarget target = AdxTarget.open(cluster, staging, journal(), folder, "", delivery)) {
                LoadReport report = FlowLogLoader.create(target)
                        .load(new LoadRequest(found.logs(), BadInputPolicy.SKIP), LoadListener.NONE, () -> false);
                return told(report);
            }
        }

        private JournalStore journal() throws IOException {
            return cell.call().isOfState()
                    ? BlobStatePlace.of(url("state-" + id + "/net"), credentials)
                            .journal(Shard.ALL)
                    : FileJournalStore.open(folder.resolve("journal"));
        }

        private AccountUrl url(String path) {
            return AccountUrl.parse(stand.blobEndpoint() + "/" + path);
        }

        private String told(LoadReport report) {
            LoadSummary summary = new LoadSummary(
                    report, TargetName.parse(stand.target()), FlowFilter.all(), folder, List.of(), List.of());
            Stream<String> sources =
                    report.outcomes().stream().map(SourceOutcome::message).filter(message -> !message.isEmpty());
            Stream<String> batches = report.settlement().open().stream().map(open -> open.state());
            String told = Stream.of(sources, batches, report.settlement().forPerson().stream())
                    .flatMap(sentences -> sentences)
                    .map(this::said)
                    .distinct()
                    .collect(Collectors.joining("; "));
            return "exit " + summary.exitCode(0) + (told.isEmpty() ? "" : ": " + told);
        }

        /** Without what differs from run to run. */
        private String said(String sentence) {
            assertThat(sentence).doesNotContain(SECRET, stand.azurite().key()).doesNotContainPattern(SIGNATURE);
            String same = sentence.replace(stand.blobEndpoint(), "ACCOUNT")
                    .replace(stand.target(), "TARGET")
                    .replace(id, "ID")
                    .replaceAll("temp-[0-9a-f]{8}-[01]", "temp")
                    .replaceAll("batch [0-9a-f]{16}", "batch BATCH")
                    .replaceAll("retry [0-9a-f]{16}", "retry BATCH")
                    .replaceAll("accept [0-9a-f]{16}", "accept BATCH")
                    .replaceAll("resourceId=\\S+/PT1H\\.json", "BLOB")
                    .replace(address.host(), "HOST");
            return CUT.matcher(same).replaceAll("(CUT)");
        }

        /** Blob, record and tuple of each row that came from this load's logs. */
        private List<String> places() {
            KustoRows rows = stand.sql("SELECT s.Blob, f.RecordOffset, f.TupleIndex FROM FlowLogs f JOIN"
                    + " (SELECT DISTINCT SourceId, Blob FROM FlowLogSources WHERE Container = 'logs-" + id
                    + "') s ON s.SourceId = f.SourceId");
            List<String> places = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                places.add(rows.text(row, "Blob") + "/" + rows.number(row, "RecordOffset") + "/"
                        + rows.number(row, "TupleIndex"));
            }
            places.sort(null);
            return places;
        }

        private List<String> expected() throws IOException {
            List<String> expected = new ArrayList<>();
            addExpected("002248814162", records(6), expected);
            addExpected("002248814163", Logs.records(0, 2), expected);
            expected.sort(null);
            return expected;
        }

        private static void addExpected(String mac, String[] records, List<String> expected) throws IOException {
            LoadFixture.expectedPlaces(Logs.envelope(records))
                    .forEach(place -> expected.add(NAME.formatted(mac) + "/" + place));
        }

        /** All that the loader keeps: its folder, and its state in the account. */
        private String kept() throws IOException {
            StringBuilder kept = new StringBuilder();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    kept.append(Files.readString(file, ISO_8859_1));
                }
            }
            state.listBlobs()
                    .forEach(blob ->
                            kept.append(state.getBlobClient(blob.getName()).downloadContent()));
            return kept.toString();
        }
    }
}
