package io.github.flowlog.adx.stand;

import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.sas.TableSasPermission;
import com.azure.data.tables.sas.TableSasProtocol;
import com.azure.data.tables.sas.TableSasSignatureValues;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.sas.QueueSasPermission;
import com.azure.storage.queue.sas.QueueServiceSasSignatureValues;
import io.github.flowlog.adx.kusto.KustoRows;
import io.github.flowlog.adx.node.Azurite;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * The storage that a cluster gives to those who ingest: two temporary containers, three queues and a table, in Azurite behind a proxy for
 * each service.
 *
 * <p>The stand itself goes past the proxies, so that faults strike its clients alone.
 */
final class StandStorage implements AutoCloseable {
    private final Azurite azurite;
    private final Door blobDoor;
    private final Door queueDoor;
    private final Door tableDoor;
    private final List<BlobContainerClient> temporary;
    private final QueueClient ready;
    private final QueueClient succeeded;
    private final QueueClient failed;
    private final TableClient status;
    private volatile Duration validity = Duration.ofDays(1);

    private StandStorage(Azurite azurite, String id) throws IOException {
        this.azurite = azurite;
        this.blobDoor = Door.open(0, "stand-blob", new StorageProxy(azurite.port(Azurite.Service.BLOB)));
        this.queueDoor = Door.open(0, "stand-queue", new StorageProxy(azurite.port(Azurite.Service.QUEUE)));
        this.tableDoor = Door.open(0, "stand-table", new StorageProxy(azurite.port(Azurite.Service.TABLE)));
        BlobServiceClient blobs = new BlobServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .buildClient();
        this.temporary =
                List.of(blobs.createBlobContainer("temp-" + id + "-0"), blobs.createBlobContainer("temp-" + id + "-1"));
        QueueServiceClient queues = new QueueServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .messageEncoding(QueueMessageEncoding.BASE64)
                .buildClient();
        this.ready = queues.createQueue("ready-" + id);
        this.succeeded = queues.createQueue("succeeded-" + id);
        this.failed = queues.createQueue("failed-" + id);
        this.status = new TableServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .buildClient()
                .createTable("status" + id);
    }

    static StandStorage open() throws IOException, InterruptedException {
        return new StandStorage(Azurite.shared(), UUID.randomUUID().toString().substring(0, 8));
    }

    /** What {@code .show ingestion resources} answers. */
    KustoRows resources() {
        OffsetDateTime end = OffsetDateTime.now(ZoneOffset.UTC).plus(validity);
        return new KustoRows(
                List.of(
                        new KustoRows.Column("ResourceTypeName", "string"),
                        new KustoRows.Column("StorageRoot", "string")),
                List.of(
                        Commands.row("TempStorage", containerUrl(temporary.get(0), end)),
                        Commands.row("TempStorage", containerUrl(temporary.get(1), end)),
                        Commands.row("SecuredReadyForAggregationQueue", queueUrl(ready, end)),
                        Commands.row("SuccessfulIngestionsQueue", queueUrl(succeeded, end)),
                        Commands.row("FailedIngestionsQueue", queueUrl(failed, end)),
                        Commands.row("IngestionsStatusTable", tableUrl(end))));
    }

    private String containerUrl(BlobContainerClient container, OffsetDateTime end) {
        BlobContainerSasPermission rights = BlobContainerSasPermission.parse("racwdl");
        return azurite.endpoint(blobDoor.port()) + "/" + container.getBlobContainerName() + "?"
                + container.generateSas(new BlobServiceSasSignatureValues(end, rights));
    }

    private String queueUrl(QueueClient queue, OffsetDateTime end) {
        QueueSasPermission rights = QueueSasPermission.parse("raup");
        return azurite.endpoint(queueDoor.port()) + "/" + queue.getQueueName() + "?"
                + queue.generateSas(new QueueServiceSasSignatureValues(end, rights));
    }

    private String tableUrl(OffsetDateTime end) {
        TableSasSignatureValues values = new TableSasSignatureValues(end, TableSasPermission.parse("raud"))
                .setProtocol(TableSasProtocol.HTTPS_HTTP);
        return azurite.endpoint(tableDoor.port()) + "/" + status.getTableName() + "?" + status.generateSas(values);
    }

    /** The same address past the proxy. */
    String direct(String blobUrl) {
        return blobUrl.replace(azurite.endpoint(blobDoor.port()), azurite.blobEndpoint());
    }

    void validity(Duration duration) {
        validity = duration;
    }

    QueueClient ready() {
        return ready;
    }

    QueueClient succeeded() {
        return succeeded;
    }

    QueueClient failed() {
        return failed;
    }

    void putStatus(TableEntity entity) {
        status.upsertEntity(entity);
    }

    Azurite azurite() {
        return azurite;
    }

    Door blobDoor() {
        return blobDoor;
    }

    Door queueDoor() {
        return queueDoor;
    }

    Door tableDoor() {
        return tableDoor;
    }

    @Override
    public void close() {
        blobDoor.close();
        queueDoor.close();
        tableDoor.close();
        temporary.forEach(BlobContainerClient::deleteIfExists);
        ready.deleteIfExists();
        succeeded.deleteIfExists();
        failed.deleteIfExists();
        status.deleteTable();
    }
}
