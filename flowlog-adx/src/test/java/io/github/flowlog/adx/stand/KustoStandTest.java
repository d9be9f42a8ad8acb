package io.github.flowlog.adx.stand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClientBuilder;
import com.microsoft.azure.kusto.data.Client;
import com.microsoft.azure.kusto.data.ClientFactory;
import com.microsoft.azure.kusto.data.KustoResultSetTable;
import com.microsoft.azure.kusto.data.auth.ConnectionStringBuilder;
import com.microsoft.azure.kusto.data.exceptions.DataServiceException;
import com.microsoft.azure.kusto.ingest.IngestClient;
import com.microsoft.azure.kusto.ingest.IngestClientFactory;
import com.microsoft.azure.kusto.ingest.IngestionMapping;
import com.microsoft.azure.kusto.ingest.IngestionProperties;
import com.microsoft.azure.kusto.ingest.result.IngestionResult;
import com.microsoft.azure.kusto.ingest.result.OperationStatus;
import com.microsoft.azure.kusto.ingest.source.BlobSourceInfo;
import com.microsoft.azure.kusto.ingest.source.CompressionType;
import com.microsoft.azure.kusto.ingest.source.StreamSourceInfo;
import io.github.flowlog.adx.kusto.KustoRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stand as Microsoft's own SDK sees it. */
class KustoStandTest {
    private static final String MAPPING = """
            [{"Column":"Ts","DataType":"datetime","Properties":{"Ordinal":"0"}},
             {"Column":"Src","DataType":"string","Properties":{"Ordinal":"1"}},
             {"Column":"Port","DataType":"int","Properties":{"Ordinal":"2"}},
             {"Column":"Bytes","DataType":"long","Properties":{"Ordinal":"3"}},
             {"Column":"BatchId","DataType":"string","Properties":{"Ordinal":"4"}}]""";
    private static final String LINES = """
            2026-01-01T00:00:00.1234567Z,10.0.0.1,443,5,b1
            2026-01-01T00:00:01Z,"a,""b""\",1.5,,b1
            nonsense,,70000,-7,b2
            """;

    private static KustoStand stand;
    private static Client engine;
    private static IngestClient queue;

    @BeforeAll
    static void start() throws Exception {
        stand = KustoStand.start("Db");
        engine = ClientFactory.createClient(new ConnectionStringBuilder(stand.endpoint()));
        queue = IngestClientFactory.createClient(new ConnectionStringBuilder(stand.endpoint()));
    }

    @AfterAll
    static void stop() throws IOException {
        if (stand != null) {
            queue.close();
            stand.close();
        }
    }

    @BeforeEach
    void createTable() throws Exception {
        stand.run(".drop table Flows ifexists");
        engine.executeMgmt(
                "Db", ".create-merge table Flows (Ts: datetime, Src: string, Port: int, Bytes: long, BatchId: string)");
        engine.executeMgmt(
                "Db",
                ".create-or-alter table Flows ingestion csv mapping 'csv_v1' '" + MAPPING.replace("\n", "") + "'");
    }

    @Test
    void ingestsTypedRowsOnceATag() throws Exception {
        IngestionResult first = enqueue("tag1", null);
        IngestionResult second = enqueue("tag1", null);
        stand.ingestion().awaitIdle();

        assertThat(query("Flows | order by Ts asc"))
                .containsExactly(
                        "null||70000|-7|b2",
                        "2026-01-01T00:00:00.1234567Z|10.0.0.1|443|5|b1",
                        "2026-01-01T00:00:01.0000000Z|a,\"b\"|null|null|b1");
        assertThat(query("Flows | where BatchId in (\"b1\", 'b2') | summarize Rows=count(), Last=max(Bytes) by BatchId"
                        + " | order by BatchId asc"))
                .containsExactly("b1|2|5", "b2|1|-7");
        assertThat(status(first)).isEqualTo(OperationStatus.Succeeded);
        assertThat(status(second)).isEqualTo(OperationStatus.Skipped);
        KustoRows extents = stand.run(".show table Flows extents where tags has 'ingest-by:tag1'");
        assertThat(extents.size()).isEqualTo(1);
        assertThat(extents.number(0, "RowCount")).isEqualTo(3);
    }

    @Test
    void loadsTwiceWhenTwoCopiesAreHandledAtOnce() throws Exception {
        stand.ingestion().handleTwoCopiesAtOnce(1);
        enqueue("tag2", null);
        stand.ingestion().awaitIdle();
        assertThat(query("Flows | count")).containsExactly("6");
    }

    @Test
    void skipsTheSecondDelivery() throws Exception {
        int skipped = stand.ingestion().skipped();
        stand.ingestion().deliverTwice(1);
        enqueue("tag3", null);
        stand.ingestion().awaitIdle();
        assertThat(query("Flows | count")).containsExactly("3");
        assertThat(stand.ingestion().skipped()).isEqualTo(skipped + 1);
    }

    @Test
    void failsAsTold() throws Exception {
        stand.ingestion().failNext(1, true);
        IngestionResult failed = enqueue("tag4", null);
        stand.ingestion().awaitIdle();
        assertThat(status(failed)).isEqualTo(OperationStatus.Failed);
        assertThat(failed.getIngestionStatusCollection().get(0).getFailureStatus())
                .isEqualTo("Permanent");
        assertThat(query("Flows | count")).containsExactly("0");
    }

    @Test
    void dropsTagsByThePolicyFromTheCreationTimeOn() throws Exception {
        stand.run(".alter table Flows policy extent_tags_retention "
                + "'[{\"TagPrefix\":\"ingest-by:\",\"RetentionPeriod\":\"10.00:00:00\"}]'");
        enqueue("old", Instant.now().minus(Duration.ofDays(30)));
        enqueue("new", null);
        stand.ingestion().awaitIdle();
        assertThat(stand.run(".show table Flows extents where tags has 'ingest-by:old'")
                        .size())
                .isZero();
        assertThat(stand.run(".show table Flows extents where tags has 'ingest-by:new' | count")
                        .number(0, "Count"))
                .isEqualTo(1);
    }

    @Test
    void forgetsRowsPastSoftDelete() throws Exception {
        stand.run(".alter-merge table Flows policy retention softdelete = 90d");
        enqueue("kept", Instant.now().minus(Duration.ofDays(30)));
        enqueue("refused", Instant.now().minus(Duration.ofDays(100)));
        stand.ingestion().awaitIdle();
        assertThat(query("Flows | count")).containsExactly("3");
        stand.advance(Duration.ofDays(70));
        assertThat(query("Flows | count")).containsExactly("0");
    }

    @Test
    void hidesTagsFromTheCommandButNotFromIngestion() throws Exception {
        stand.ingestion().hideTagsFor(Duration.ofHours(1));
        enqueue("late", null);
        enqueue("late", null);
        stand.ingestion().awaitIdle();
        String command = ".show table Flows extents where tags has 'ingest-by:late'";
        assertThat(stand.run(command).size()).isZero();
        stand.ingestion().hideTagsFor(Duration.ZERO);
        assertThat(stand.run(command).size()).isEqualTo(1);
        assertThat(query("Flows | count")).containsExactly("3");
    }

    @Test
    void deletesWhatAQueryFinds() throws Exception {
        enqueue("delete", null);
        stand.ingestion().awaitIdle();
        engine.executeMgmt("Db", ".delete table Flows records <| Flows | where BatchId == \"b1\"");
        assertThat(query("Flows | project BatchId, Port | take 5")).containsExactly("b2|70000");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> engine.executeQuery("Db", "Flows | join Flows on Src"))
                .isInstanceOfSatisfying(
                        DataServiceException.class,
                        e -> assertThat(e.isPermanent()).isTrue())
                .hasMessageContaining("| join");
        assertThatThrownBy(() -> engine.executeMgmt("Db", ".frobnicate table Flows"))
                .hasMessageContaining(".frobnicate");
        assertThatThrownBy(() -> engine.executeQuery("Db", "Flows | where Nope == 1"))
                .hasMessageContaining("Nope");
        assertThatThrownBy(() -> engine.executeQuery("Other", "Flows | count")).hasMessageContaining("Other");
    }

    @Test
    void playsFaultsOfTheEngine() throws Exception {
        stand.kusto().next(1, "Flows \\| count", Fault.status(429));
        assertThatThrownBy(() -> query("Flows | count"))
                .isInstanceOfSatisfying(
                        DataServiceException.class,
                        e -> assertThat(e.isPermanent()).isFalse());
        for (Fault cut : List.of(Fault.cutBefore(), Fault.cutAfter(), Fault.cutWithin())) {
            stand.kusto().next(1, "Flows \\| count", cut);
            assertThatThrownBy(() -> query("Flows | count")).as(cut.toString()).isInstanceOf(Exception.class);
        }
        stand.kusto().next(1, "Flows \\| count", Fault.delay(Duration.ofMillis(10)));
        assertThat(query("Flows | count")).containsExactly("0");
    }

    @Test
    void enqueuesTwiceWhenTheAnswerIsLost() throws Exception {
        int skipped = stand.ingestion().skipped();
        stand.queue().next(1, "POST .*ready", Fault.cutAfter());
        enqueue("lost", null);
        stand.ingestion().awaitIdle();
        assertThat(query("Flows | count")).containsExactly("3");
        assertThat(stand.ingestion().skipped()).isEqualTo(skipped + 1);
    }

    @Test
    void doublesRowsThatHaveNoTag() throws Exception {
        stand.ingestion().deliverTwice(1);
        enqueue("", null);
        stand.ingestion().awaitIdle();
        assertThat(query("Flows | count")).containsExactly("6");
    }

    private static IngestionResult enqueue(String tag, Instant created) throws Exception {
        KustoRows resources = stand.run(".show ingestion resources");
        String container = resources.text(0, "StorageRoot");
        String url = container.replace("?", "/" + UUID.randomUUID() + ".csv.gz?");
        new BlobClientBuilder().endpoint(url).buildClient().upload(BinaryData.fromBytes(gzip(LINES)), true);

        IngestionProperties properties = new IngestionProperties("Db", "Flows");
        properties.setDataFormat(IngestionProperties.DataFormat.CSV);
        properties.setIngestionMapping("csv_v1", IngestionMapping.IngestionMappingKind.CSV);
        properties.setReportLevel(IngestionProperties.IngestionReportLevel.FAILURES_AND_SUCCESSES);
        properties.setReportMethod(IngestionProperties.IngestionReportMethod.TABLE);
        if (!tag.isEmpty()) {
            properties.setIngestByTags(List.of(tag));
            properties.setIngestIfNotExists(List.of(tag));
        }
        if (created != null) {
            properties.setAdditionalProperties(new HashMap<>(Map.of("creationTime", created.toString())));
        }
        StreamSourceInfo source = new StreamSourceInfo(
                new ByteArrayInputStream(new byte[0]), false, UUID.randomUUID(), CompressionType.gz);
        return queue.ingestFromBlob(BlobSourceInfo.fromStream(url, LINES.length(), source), properties);
    }

    private static OperationStatus status(IngestionResult result) throws Exception {
        return result.getIngestionStatusCollection().get(0).status;
    }

    private static List<String> query(String kql) throws Exception {
        KustoResultSetTable table = engine.executeQuery("Db", kql).getPrimaryResults();
        List<String> rows = new java.util.ArrayList<>();
        while (table.next()) {
            rows.add(String.join(
                    "|", table.getCurrentRow().stream().map(String::valueOf).toList()));
        }
        return rows;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
