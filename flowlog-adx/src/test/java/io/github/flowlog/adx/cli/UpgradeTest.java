package io.github.flowlog.adx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.github.flowlog.adx.LoadFixture;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterAddress;
import io.github.flowlog.adx.kusto.KustoCluster;
import io.github.flowlog.adx.setup.Setup;
import io.github.flowlog.adx.setup.SetupOptions;
import io.github.flowlog.adx.stand.KustoStand;
import io.github.flowlog.adx.storage.GrowingBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a loader of each journal format left open is finished by this one; the formats lie in journal-1, journal-2 and so on. */
@Tag("long")
class UpgradeTest {
    private static final String BLOB = "resourceId=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG1/PROVIDERS/MICROSOFT.NETWORK"
            + "/NETWORKSECURITYGROUPS/WEB-NSG/y=2022/m=05/d=02/h=20/m=00/macAddress=002248814162/PT1H.json";

    /** What was queued, and never arrived, from the first three records of {@link #BLOB}, with {@code load --no-wait}. */
    private static final String OPEN_BATCH = "76291f5b5a330d5c";

    private static final List<String> STATE = List.of(
            "journal",
            "spool/" + OPEN_BATCH + ".flows.csv.gz",
            "spool/" + OPEN_BATCH + ".resources.csv.gz",
            "spool/" + OPEN_BATCH + ".sources.csv.gz");

    @TempDir
    private Path folder;

    @Test
    void finishesTheOpenPlansOfFormat1() throws Exception {
        copyState("journal-1");
        try (KustoStand stand = KustoStand.start("Net")) {
            setUp(stand);
            BlobContainerClient logs = new BlobServiceClientBuilder()
                    .connectionString(stand.azurite().connectionString())
                    .buildClient()
                    .createBlobContainer("upgrade");
            GrowingBlob blob = new GrowingBlob(logs, BLOB);
            blob.append(Logs.records(0, 3));
            blob.append(Logs.records(3, 5));

            Cli.Result result = new Cli(folder)
                    .withEnvironment("STORAGE_ACCOUNT_KEY", stand.azurite().key())
                    .run(
                            "load",
                            stand.blobEndpoint() + "/upgrade",
                            "--to",
                            stand.target(),
                            "--state",
                            "state",
                            // what the plan announces is sent once more only after it
                            "--wait-limit",
                            "20s");
            logs.delete();

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.err()).contains("1 continued");
            stand.ingestion().awaitIdle();
            assertThat(stand.rows("FlowLogs").stream()
                            .map(row -> row.recordOffset() + "/" + row.tupleIndex())
                            .sorted()
                            .toList())
                    .isEqualTo(LoadFixture.expectedPlaces(Logs.envelope(Logs.records(0, 5))));
            assertThat(stand.sql("SELECT count(*) AS n FROM FlowLogs WHERE BatchId = '" + OPEN_BATCH + "'")
                            .number(0, "n"))
                    .isEqualTo(6);
        }
    }

    private static void setUp(KustoStand stand) throws Exception {
        try (Cluster cluster = KustoCluster.open(ClusterAddress.parse(stand.target()))) {
            Setup.of(cluster, new SetupOptions("FlowLogs", Duration.ofDays(36_500), null))
                    .apply(line -> {});
        }
    }

    private void copyState(String format) throws IOException {
        Files.createDirectories(folder.resolve("state/spool"));
        for (String name : STATE) {
            try (InputStream in = UpgradeTest.class.getResourceAsStream(format + "/" + name)) {
                Files.copy(in, folder.resolve("state").resolve(name));
            }
        }
    }
}
