package io.github.flowlog.adx.kusto;

import static io.github.flowlog.adx.kusto.FakeKusto.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.sas.TableSasPermission;
import com.azure.data.tables.sas.TableSasProtocol;
import com.azure.data.tables.sas.TableSasSignatureValues;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.sas.QueueSasPermission;
import com.azure.storage.queue.sas.QueueServiceSasSignatureValues;
import io.github.flowlog.adx.node.Azurite;
import io.github.flowlog.adx.storage.StagingArea;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the SDK does with a blob, against Azurite and the answers of a cluster. */
class QueuedIngestionTest {
    private final List<BlobContainerClient> containers = new ArrayList<>();
    private Azurite azurite;
    private QueueClient queue;
    private TableClient statuses;
    private FakeKusto fake;
    private Cluster cluster;

    @TempDir
    Path folder;

    @BeforeEach
    void lendStorage() throws Exception {
        azurite = Azurite.shared();
        String connection = azurite.connectionString();
        String name = "kusto" + UUID.randomUUID().toString().replace("-", "");
        queue = new QueueServiceClientBuilder()
                .connectionString(connection)
                .buildClient()
                .createQueue(name);
        statuses = new TableServiceClientBuilder()
                .connectionString(connection)
                .buildClient()
                .createTable(name);
        for (int i = 0; i < 2; i++) {
            containers.add(new BlobServiceClientBuilder()
                    .connectionString(connection)
                    .buildClient()
                    .createBlobContainer(name + i));
        }
        fake = FakeKusto.start()
                .on(FakeKusto.COMMAND + " identity token", json(FakeKusto.token()))
                .on(FakeKusto.COMMAND + " ingestion resources", json(resources(in(1))));
        cluster = KustoCluster.open(fake.address());
    }

    @AfterEach
    void close() {
        cluster.close();
        fake.close();
    }

    private String resources(OffsetDateTime expiry) {
        return FakeKusto.resources(
                containers.stream().map(container -> signed(container, expiry)).toList(),
                queue.getQueueUrl() + "?"
                        + queue.generateSas(
                                new QueueServiceSasSignatureValues(in(1), QueueSasPermission.parse("raup"))),
                azurite.tableEndpoint() + "/" + statuses.getTableName() + "?"
                        + statuses.generateSas(new TableSasSignatureValues(in(1), TableSasPermission.parse("raud"))
                                .setProtocol(TableSasProtocol.HTTPS_HTTP)));
    }

    private static String signed(BlobContainerClient container, OffsetDateTime expiry) {
        return container.getBlobContainerUrl() + "?"
                + container.generateSas(
                        new BlobServiceSasSignatureValues(expiry, BlobContainerSasPermission.parse("racwdl")));
    }

    private static OffsetDateTime in(int days) {
        return OffsetDateTime.now(ZoneOffset.UTC).plusDays(days);
    }

    private static QueuedBlob blob(String tag, Instant created) {
        return new QueuedBlob(
                "http://127.0.0.1:9/a/c/FlowLogs/b1.csv.gz?sig=canary",
                "FlowLogs",
                CsvMapping.NAME,
                1_234_567,
                tag,
                created,
                UUID.randomUUID());
    }

    private String message() {
        String text = queue.receiveMessage().getBody().toString();
        return new String(Base64.getDecoder().decode(text), UTF_8);
    }

    @Test
    void queuesABlobWithItsTagItsMappingAndItsExactSize() throws Exception {
        QueuedBlob blob = blob("b1", Instant.parse("2026-01-02T03:00:00Z"));

        cluster.enqueue(blob);

        assertThat(message())
                .contains("\"blobPath\":\"" + blob.url() + "\"")
                .contains("\"rawDataSize\":1234567")
                .contains("\"databaseName\":\"Net\"")
                .contains("\"tableName\":\"FlowLogs\"")
                .contains("\"id\":\"" + blob.sourceId() + "\"")
                .contains("\"flushImmediately\":false")
                .contains("\"reportLevel\":\"FailuresAndSuccesses\"")
                .contains("\"reportMethod\":\"Table\"")
                .contains("\"format\":\"csv\"")
                .contains("\"ignoreFirstRecord\":\"false\"")
                .contains("\"ingestionMappingReference\":\"flowlog_csv_v1\"")
                .contains("\"tags\":\"[\\\"ingest-by:b1\\\"]\"")
                .contains("\"ingestIfNotExists\":\"[\\\"b1\\\"]\"")
                .contains("\"creationTime\":\"2026-01-02T03:00:00Z\"")
                .contains("\"authorizationContext\":\"canary-identity\"");
    }

    @Test
    void queuesRowsThatMayComeTwiceWithoutATag() throws Exception {
        cluster.enqueue(blob("b1", Instant.EPOCH));
        cluster.enqueue(blob("", null));

        message();
        assertThat(message())
                .doesNotContain("\"tags\":\"[\\\"ingest-by")
                .doesNotContain("\"ingestIfNotExists\":\"[\\\"b1")
                .doesNotContain("creationTime");
    }

    @Test
    void tellsWhatBecameOfABlob() throws Exception {
        QueuedBlob blob = blob("b1", null);
        assertThat(cluster.state(blob.sourceId())).isEqualTo(new QueuedState(QueuedState.Kind.PENDING, ""));
        cluster.enqueue(blob);
        assertThat(cluster.state(blob.sourceId())).isEqualTo(new QueuedState(QueuedState.Kind.PENDING, ""));

        report(blob, "Succeeded", "", "", "");
        assertThat(cluster.state(blob.sourceId())).isEqualTo(new QueuedState(QueuedState.Kind.SUCCEEDED, ""));
        report(blob, "Skipped", "Skipped_IngestByTagAlreadyExists", "", "Unknown");
        assertThat(cluster.state(blob.sourceId()).kind()).isEqualTo(QueuedState.Kind.SKIPPED);
        report(blob, "Failed", "Download_Forbidden", "cannot read https://a/b?sv=1&sig=canary now", "Transient");
        assertThat(cluster.state(blob.sourceId()))
                .isEqualTo(
                        new QueuedState(QueuedState.Kind.FAILED, "Download_Forbidden: cannot read https://a/b... now"));
        report(blob, "Failed", "BadRequest_NoRecords", "", "Permanent");
        assertThat(cluster.state(blob.sourceId()))
                .isEqualTo(new QueuedState(QueuedState.Kind.FAILED_FOR_GOOD, "BadRequest_NoRecords"));
        report(blob, "Failed", "", "", "Exhausted");
        assertThat(cluster.state(blob.sourceId()))
                .isEqualTo(new QueuedState(QueuedState.Kind.FAILED, "the cluster gives no reason"));
    }

    private void report(QueuedBlob blob, String status, String code, String details, String failure) {
        statuses.upsertEntity(
                new TableEntity(blob.sourceId().toString(), blob.sourceId().toString())
                        .addProperty("Status", status)
                        .addProperty("ErrorCode", code)
                        .addProperty("Details", details)
                        .addProperty("FailureStatus", failure));
    }

    @Test
    void stagesInTheContainersInTurn() throws Exception {
        Path small = Files.writeString(folder.resolve("b1.csv.gz"), "small");
        StagingArea staging = cluster.staging();

        List<String> urls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            urls.add(staging.upload("FlowLogs/b" + i + ".csv.gz", small));
        }

        assertThat(urls)
                .containsExactly(
                        containers.get(0).getBlobContainerUrl() + "/FlowLogs/b0.csv.gz",
                        containers.get(1).getBlobContainerUrl() + "/FlowLogs/b1.csv.gz",
                        containers.get(0).getBlobContainerUrl() + "/FlowLogs/b2.csv.gz",
                        containers.get(1).getBlobContainerUrl() + "/FlowLogs/b3.csv.gz");
        assertThat(staging.holds(urls.get(1), 5)).isTrue();
        assertThat(staging.holds(urls.get(1), 4)).isFalse();
        assertThat(staging.holds(urls.get(1) + "x", 5)).isFalse();
        assertThat(staging.holds("http://127.0.0.1:9/a/gone/b", 5)).isFalse();
        assertThat(new java.net.URL(staging.readable(urls.get(0))).openStream().readAllBytes())
                .isEqualTo("small".getBytes(UTF_8));
        assertThat(fake.requests(FakeKusto.COMMAND).size()).isLessThanOrEqualTo(2);
    }

    @Test
    void overwritesAndUploadsWhatTakesManyBlocks() throws Exception {
        byte[] large = new byte[20 << 20];
        new java.util.Random(7).nextBytes(large);
        Path file = Files.write(folder.resolve("b1.csv.gz"), large);
        StagingArea staging = cluster.staging();
        fake.on(FakeKusto.COMMAND + " ingestion resources", json(resources(in(1))));

        String first = staging.upload("T/b1.csv.gz", Files.write(folder.resolve("old"), new byte[9 << 20]));
        staging.upload("T/other.csv.gz", folder.resolve("old"));
        String again = staging.upload("T/b1.csv.gz", file);

        assertThat(again).isEqualTo(first);
        assertThat(staging.holds(again, large.length)).isTrue();
        assertThat(containers
                        .get(0)
                        .getBlobClient("T/b1.csv.gz")
                        .downloadContent()
                        .toBytes())
                .isEqualTo(large);
    }

    @Test
    void asksForNewAccessWhenTheOldHasExpired() throws Exception {
        Path small = Files.writeString(folder.resolve("b1.csv.gz"), "small");
        fake.on(FakeKusto.COMMAND + " ingestion resources", json(resources(in(-1))));
        StagingArea staging = cluster.staging();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> staging.upload("T/b.csv.gz", small)))
                .hasMessageContaining("refuses to upload (status 403")
                .hasMessageContaining("lent by cluster 127.0.0.1");
        fake.on(FakeKusto.COMMAND + " ingestion resources", json(resources(in(1))));

        String url = staging.upload("T/b.csv.gz", small);

        assertThat(staging.holds(url, 5)).isTrue();
    }

    @Test
    void passesByAContainerThatIsGone() throws Exception {
        Path small = Files.writeString(folder.resolve("b1.csv.gz"), "small");
        StagingArea staging = cluster.staging();
        containers.get(0).delete();

        assertThat(staging.upload("T/b0.csv.gz", small))
                .startsWith(containers.get(1).getBlobContainerUrl());
        assertThat(staging.upload("T/b1.csv.gz", small))
                .startsWith(containers.get(1).getBlobContainerUrl());
        assertThat(staging.upload("T/b2.csv.gz", small))
                .startsWith(containers.get(1).getBlobContainerUrl());
    }

    @Test
    void saysThatAContainerIsNoLongerLent() throws Exception {
        StagingArea staging = cluster.staging();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> staging.readable("http://127.0.0.1:9/a/gone/b?sig=canary")))
                .hasMessageContaining(
                        "no longer lends the container of http://127.0.0.1:9/a/gone/b...; upload it again");
    }
}
