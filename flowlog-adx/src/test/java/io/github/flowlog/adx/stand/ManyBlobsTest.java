package io.github.flowlog.adx.stand;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.github.flowlog.adx.cli.FlowLog;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.node.Azurite;
import io.github.flowlog.adx.setup.Setup;
import io.github.flowlog.adx.setup.SetupOptions;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As many blobs as a year of hours makes, put into Azurite and loaded into the stand by the command line with a heap of 256 MB, once and
 * again, and listed for a few hours.
 *
 * <p>{@code -Dflowlog.blobs=N} says how many, 100,000 when not set. What each step took is printed. They lie in twenty accounts, because
 * Azurite goes through all blobs of an account for each request: in one, the time would grow with the square of their number.
 */
@Tag("soak")
class ManyBlobsTest {
    private static final int BLOBS = Integer.getInteger("flowlog.blobs", 100_000);
    private static final int ACCOUNTS = Azurite.MORE_ACCOUNTS;
    private static final int INTERFACES = 12;
    private static final int TUPLES = 4;
    private static final Instant FIRST = Instant.parse("2025-11-01T00:00:00Z");

    private static final Pattern UNREADABLE = Pattern.compile("(?m)^Cannot read (http\\S+): ");

    @TempDir
    Path folder;

    private final LongAdder tuples = new LongAdder();

    @Test
    void loadsEachBlobOnce() throws Exception {
        try (KustoStand stand = KustoStand.start("Flows", folder.resolve("rows.duckdb"), 0)) {
            try (Cluster cluster = KustoCluster.open(ClusterAddress.parse(stand.target()))) {
                Setup.of(cluster, new SetupOptions("FlowLogs", Duration.ofDays(36_500), null))
                        .apply(made -> {});
            }
            List<String> sources = IntStream.range(0, ACCOUNTS)
                    .mapToObj(account -> endpoint(stand, account) + "/many")
                    .toList();
            timed("put " + BLOBS + " blobs", () -> put(stand));

            String first = timed("load", () -> load(stand, sources));
            List<Integer> lost = unreadable(first, stand);
            assertThat(first).contains(Words.grouped(BLOBS - lost.size()) + " loaded");
            for (int number : lost) {
                put(container(stand, number % ACCOUNTS), generate(number), number);
            }
            if (!lost.isEmpty()) {
                assertThat(timed("load what Azurite had lost", () -> load(stand, sources)))
                        .contains(Words.grouped(lost.size()) + " loaded");
            }
            String again = timed("load again", () -> load(stand, sources));
            String day = timed(
                    "load a day again", () -> load(stand, sources, "--from", "2025-11-01", "--until", "2025-11-02"));

            assertThat(again).contains(Words.grouped(BLOBS) + " unchanged");
            assertThat(day).contains(Words.grouped(Math.min(BLOBS, 24 * INTERFACES * ACCOUNTS)) + " unchanged");
            assertThat(stand.sql("SELECT count(*) AS n, count(DISTINCT SourceId) AS s FROM FlowLogs")
                            .rows())
                    .containsExactly(List.of(tuples.sum(), (long) BLOBS));
            assertThat(stand.sql(
                                    "SELECT count(*) AS n FROM (SELECT DISTINCT SourceId, RecordOffset, TupleIndex FROM FlowLogs)")
                            .number(0, "n"))
                    .isEqualTo(tuples.sum());
        }
    }

    private static <T> T timed(String what, Callable<T> step) throws Exception {
        long start = System.nanoTime();
        T result = step.call();
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s%n%s",
                what,
                (System.nanoTime() - start) / 1e9,
                result instanceof String text ? text : "");
        return result;
    }

    private int put(KustoStand stand) throws Exception {
        List<BlobContainerClient> containers = IntStream.range(0, ACCOUNTS)
                .mapToObj(account -> container(stand, account))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> puts = new ArrayList<>();
            for (int i = 0; i < BLOBS; i++) {
                int number = i;
                puts.add(threads.submit(() -> {
                    GeneratedLog log = generate(number);
                    tuples.add(log.tuples());
                    put(containers.get(number % ACCOUNTS), log, number);
                }));
            }
            for (Future<?> put : puts) {
                put.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return BLOBS;
    }

    private static BlobContainerClient container(KustoStand stand, int account) {
        String endpoint = endpoint(stand, account);
        String name = endpoint.substring(endpoint.lastIndexOf('/') + 1);
        return new BlobServiceClientBuilder()
                .endpoint(endpoint)
                .credential(new StorageSharedKeyCredential(name, stand.azurite().key()))
                .buildClient()
                .createBlobContainerIfNotExists("many");
    }

    private static String endpoint(KustoStand stand, int account) {
        return stand.azurite().blobEndpoint(account + 1);
    }

    /** What is put into a blob. */
    private record GeneratedLog(BinaryData json, long tuples) {}

    private static GeneratedLog generate(int number) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        // an interface stays what it is from hour to hour
        GeneratorOptions options = GeneratorOptions.defaults()
                .withSeed(number % ACCOUNTS * INTERFACES + inAccount(number) % INTERFACES)
                .withFormat(format(number))
                .withStart(hour(number))
                .withTargetTuples(TUPLES);
        try {
            long written = FlowLogGenerator.of(options).writeTo(json).tuples();
            return new GeneratedLog(BinaryData.fromBytes(json.toByteArray()), written);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(BlobContainerClient container, GeneratedLog log, int number) {
        container.getBlobClient(name(number)).upload(log.json(), true);
    }

    private static int inAccount(int number) {
        return number / ACCOUNTS;
    }

    private static GeneratedFormat format(int number) {
        return inAccount(number) % 2 == 0 ? GeneratedFormat.NSG_V2 : GeneratedFormat.VNET_V4;
    }

    private static Instant hour(int number) {
        return FIRST.plus(Duration.ofHours(inAccount(number) / INTERFACES));
    }

    private static String name(int number) {
        return GrowingBlob.name(format(number), hour(number), inAccount(number) % INTERFACES);
    }

    /** The blobs that could not be read: while Azurite looks for content that no blob has, it takes some of what is being put. */
    private static List<Integer> unreadable(String said, KustoStand stand) {
        Set<String> places =
                UNREADABLE.matcher(said).results().map(found -> found.group(1)).collect(Collectors.toSet());
        return IntStream.range(0, BLOBS)
                .filter(number -> places.contains(endpoint(stand, number % ACCOUNTS) + "/many/" + name(number)))
                .boxed()
                .toList();
    }

    private String load(KustoStand stand, List<String> sources, String... scope) throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FlowLog.class.getName(),
                "load"));
        command.addAll(sources);
        command.addAll(List.of(
                "--to", stand.target(), "--state", folder.resolve("state").toString()));
        command.addAll(List.of(scope));
        ProcessBuilder load =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        load.environment().put("STORAGE_ACCOUNT_KEY", stand.azurite().key());
        int exit = load.start().waitFor();
        String said = Files.readString(output);
        assertThat(exit).as(said).isEqualTo(UNREADABLE.matcher(said).find() ? 1 : 0);
        return said;
    }
}
