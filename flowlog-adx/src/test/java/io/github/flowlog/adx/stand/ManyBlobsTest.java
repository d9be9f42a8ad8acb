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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
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
            String again = timed("load again", () -> load(stand, sources));
            String day = timed(
                    "load a day again", () -> load(stand, sources, "--from", "2025-11-01", "--until", "2025-11-02"));

            assertThat(first).contains(Words.grouped(BLOBS) + " loaded");
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
                puts.add(threads.submit(() -> put(containers.get(number % ACCOUNTS), number / ACCOUNTS, number)));
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

    private void put(BlobContainerClient container, int number, int seed) {
        GeneratedFormat format = number % 2 == 0 ? GeneratedFormat.NSG_V2 : GeneratedFormat.VNET_V4;
        Instant hour = FIRST.plus(Duration.ofHours(number / INTERFACES));
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        GeneratorOptions options = GeneratorOptions.defaults()
                .withSeed(seed)
                .withFormat(format)
                .withStart(hour)
                .withTargetTuples(TUPLES);
        try {
            tuples.add(FlowLogGenerator.of(options).writeTo(log).tuples());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        container
                .getBlobClient(GrowingBlob.name(format, hour, number % INTERFACES))
                .upload(BinaryData.fromBytes(log.toByteArray()));
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
        assertThat(exit).as(said).isZero();
        return said;
    }
}
