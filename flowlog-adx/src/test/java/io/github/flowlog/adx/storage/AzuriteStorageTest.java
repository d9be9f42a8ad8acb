package io.github.flowlog.adx.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.Logs;
import io.github.flowlog.adx.node.Azurite;
import io.github.flowlog.adx.source.ArchivedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the SDK makes of a storage account. */
class AzuriteStorageTest {
    private static final String NSG = "resourceId=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK"
            + "/NETWORKSECURITYGROUPS/WEB-NSG/";
    private static final String VNET = "flowLogResourceID=/S1_NETWORKWATCHERRG/NETWORKWATCHER_WESTEUROPE_HUB-FLOWLOGS/";
    private static final String MAC = "/m=00/macAddress=002248814162/PT1H.json";
    private static final Instant HOUR = Instant.parse("2022-05-02T20:00:00Z");
    private static final HourWindow ONE_HOUR = new HourWindow(HOUR, HOUR.plusSeconds(3600));

    private static Azurite azurite;
    private static BlobServiceClient service;

    private final BlobFetching fetching = new BlobFetching();
    private BlobContainerClient container;

    @BeforeAll
    static void startAzurite() throws Exception {
        azurite = Azurite.shared();
        service = new BlobServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .buildClient();
    }

    @BeforeEach
    void makeContainer() {
        container = service.createBlobContainer("storage-" + UUID.randomUUID());
    }

    @AfterEach
    void close() {
        fetching.close();
        container.deleteIfExists();
    }

    @Test
    void findsTheBlobsOfAnHour() throws IOException {
        put(NSG + "y=2022/m=05/d=02/h=20" + MAC);
        put(NSG + "y=2022/m=05/d=02/h=21" + MAC);
        put(NSG + "y=2021/m=05/d=02/h=20" + MAC);
        put(VNET + "y=2022/m=05/d=02/h=20" + MAC);
        put("notes.txt");
        put("resourceId=/SUBSCRIPTIONS/S1/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/V/y=2022/m=05/d=02/h=20/m=00/PT1H.json");
        List<String> ignored = new ArrayList<>();

        assertThat(account("", key()).find(ONE_HOUR, name -> true, ignored::add))
                .extracting(BlobLogSource::path)
                .containsExactly(VNET + "y=2022/m=05/d=02/h=20" + MAC, NSG + "y=2022/m=05/d=02/h=20" + MAC);
        assertThat(ignored).singleElement().asString().contains("KEYVAULT");
        assertThat(account("", key()).find(HourWindow.UNLIMITED, name -> true, ignored::add))
                .hasSize(4);
        assertThat(ignored).hasSize(3);
    }

    @Test
    void findsWhatStandsBeforeTheYears() throws IOException {
        put(NSG + "y=2022/m=05/d=02/h=20" + MAC);
        put(NSG + "y=2021/m=05/d=02/h=20" + MAC);
        put(VNET + "y=2022/m=05/d=02/h=20" + MAC);
        put("notes.txt");
        AzureBlobContainer blobs = new AzureBlobContainer(container, azurite.account(), "a key");

        assertThat(blobs.prefixes("", "/y=")).containsExactly(VNET + "y=", NSG + "y=");
        assertThat(blobs.prefixes("resourceId", "/y=")).containsExactly(NSG + "y=");
        assertThat(blobs.prefixes(NSG + "y", "/m=")).containsExactly(NSG + "y=2021/m=", NSG + "y=2022/m=");
    }

    @Test
    void keepsToThePrefixOfTheUrl() throws IOException {
        put(NSG + "y=2022/m=05/d=02/h=20" + MAC);
        put(NSG.replace("WEB", "DATA") + "y=2022/m=05/d=02/h=20" + MAC);
        String url =
                azurite.blobEndpoint() + "/" + container.getBlobContainerName() + "/" + NSG.replace("WEB-NSG/", "DATA");

        assertThat(open(url, key()).find(ONE_HOUR, name -> true, name -> {}))
                .singleElement()
                .extracting(BlobLogSource::name)
                .isEqualTo(url + "-NSG/y=2022/m=05/d=02/h=20" + MAC);
    }

    @Test
    void readsABlobThatGrowsWhileItIsRead() throws IOException {
        GrowingBlob blob = new GrowingBlob(container, NSG + "y=2022/m=05/d=02/h=20" + MAC);
        blob.append(Logs.record(0), Logs.record(1));
        BlobLogSource source = only();
        blob.append(Logs.record(2));

        try (InputStream in = source.bytes(0)) {
            assertThat(new String(in.readAllBytes(), UTF_8))
                    .isEqualTo(Logs.envelope(Logs.record(0), Logs.record(1), Logs.record(2)));
        }
    }

    @Test
    void goesOnBehindTheLastRecordOfABlobThatHasGrown() throws IOException {
        GrowingBlob blob = new GrowingBlob(container, NSG + "y=2022/m=05/d=02/h=20" + MAC);
        blob.append(Logs.record(0));
        FlowBatch batch = FlowBatch.withCapacity(100);
        ResumePoint behind;
        try (FlowLogReader reader = only().open(ResumePoint.START, ReadOptions.defaults())) {
            assertThat(reader.next(batch)).isTrue();
            assertThat(reader.next(batch)).isFalse();
            behind = reader.resumePoint();
        }
        blob.append(Logs.record(1));

        try (FlowLogReader reader = only().open(behind, ReadOptions.defaults())) {
            assertThat(reader.next(batch)).isTrue();
            assertThat(batch.recordOffset(0)).isEqualTo(behind.offset() + 1);
            assertThat(reader.next(batch)).isFalse();
        }
    }

    @Test
    void tellsWhetherABlobGoesBeyondItsFirstRecord() throws IOException {
        GrowingBlob blob = new GrowingBlob(container, NSG + "y=2022/m=05/d=02/h=20" + MAC);
        assertThat(only().goesBeyondFirstRecord()).isFalse();
        blob.append(Logs.record(0));
        assertThat(only().goesBeyondFirstRecord()).isFalse();
        blob.append(Logs.record(1));
        assertThat(only().goesBeyondFirstRecord()).isTrue();

        GrowingBlob busy = new GrowingBlob(container, NSG + "y=2022/m=05/d=02/h=20" + MAC);
        busy.append(Logs.record(0), Logs.record(1));
        assertThat(only().goesBeyondFirstRecord()).isTrue();
    }

    @Test
    void tellsABlobThatIsWrittenAnewFromOneThatGrew() throws IOException {
        String name = NSG + "y=2022/m=05/d=02/h=20" + MAC;
        GrowingBlob blob = new GrowingBlob(container, name);
        blob.append(Logs.record(0));
        // a small one is fetched whole before it is written anew
        blob.append(" ".repeat(300_000));
        BlobLogSource source = only();
        try (InputStream in = source.bytes(20)) {
            put(name);
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(BlobChangedException.class)
                    .hasMessageContaining("was written to while it was being read");
        }
    }

    @Test
    void readsALargeBlobInPieces() throws IOException {
        byte[] bytes = new byte[21_000_000];
        new Random(1).nextBytes(bytes);
        container
                .getBlobClient(NSG + "y=2022/m=05/d=02/h=20" + MAC)
                .getBlockBlobClient()
                .upload(BinaryData.fromBytes(bytes));

        try (InputStream in = only().bytes(0)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        try (InputStream in = only().bytes(20_999_000)) {
            assertThat(in.readAllBytes()).hasSize(1_000).endsWith(bytes[20_999_999]);
        }
    }

    @Test
    void saysThatAnArchivedBlobHasToBeRehydrated() throws IOException {
        String name = NSG + "y=2022/m=05/d=02/h=20" + MAC;
        put(name);
        container.getBlobClient(name).setAccessTier(AccessTier.ARCHIVE);

        BlobLogSource source = only();
        assertThatThrownBy(() -> source.bytes(0))
                .isInstanceOf(ArchivedException.class)
                .hasMessageContaining("rehydrate");
    }

    @Test
    void opensAnAccountInEachWay() throws IOException {
        put(NSG + "y=2022/m=05/d=02/h=20" + MAC);
        String signature = signature(1);

        for (StorageAccount account : List.of(
                account("", key()),
                account("", Map.of("AZURE_STORAGE_CONNECTION_STRING", azurite.connectionString())),
                account("", Map.of("AZURE_STORAGE_SAS_TOKEN", signature)),
                account("", Map.of("AZURE_STORAGE_SAS_TOKEN", "?" + signature)),
                account("?" + signature, Map.of("STORAGE_ACCOUNT_KEY", "d3Jvbmc=")))) {
            BlobLogSource source =
                    account.find(ONE_HOUR, name -> true, name -> {}).get(0);
            assertThat(source.name()).doesNotContain("sig=");
            try (InputStream in = source.bytes(0)) {
                assertThat(in).as(account.opener()).hasContent("{\"records\":[]}");
            }
        }
    }

    @Test
    void saysWhatIsWrongWithACredential() throws IOException {
        put(NSG + "y=2022/m=05/d=02/h=20" + MAC);
        String expired = signature(-1);
        String wrong = signature(1).replaceFirst("sig=.{8}", "sig=AAAAAAAA");

        for (StorageAccount account : List.of(
                account("?" + expired, Map.of()),
                account("?" + wrong, Map.of()),
                account("", Map.of("AZURE_STORAGE_SAS_TOKEN", expired)),
                account("", Map.of("STORAGE_ACCOUNT_KEY", "d3Jvbmc=")))) {
            assertThatThrownBy(() -> account.find(ONE_HOUR, name -> true, name -> {}))
                    .as(account.opener())
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(azurite.account())
                    .hasMessageContaining(container.getBlobContainerName())
                    .hasMessageContaining(account.opener())
                    .hasMessageContaining("Storage Blob Data Reader")
                    .hasMessageNotContaining("sig=")
                    .hasMessageNotContaining("\n");
        }
        assertThatThrownBy(() -> account("", Map.of()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("STORAGE_ACCOUNT_KEY");
    }

    @Test
    void saysThatThereIsNoSuchContainer() throws IOException {
        StorageAccount account = open(azurite.blobEndpoint() + "/nowhere", key());

        assertThatThrownBy(() -> account.find(ONE_HOUR, name -> true, name -> {}))
                .hasMessage("Storage account devstoreaccount1 has no container nowhere");
        assertThatThrownBy(() -> account.find(HourWindow.UNLIMITED, name -> true, name -> {}))
                .hasMessage("Storage account devstoreaccount1 has no container nowhere");
    }

    private void put(String name) {
        container.getBlobClient(name).upload(BinaryData.fromString("{\"records\":[]}"), true);
    }

    private BlobLogSource only() throws IOException {
        List<BlobLogSource> found = account("", key()).find(ONE_HOUR, name -> true, name -> {});
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private StorageAccount account(String query, Map<String, String> environment) throws IOException {
        return open(azurite.blobEndpoint() + "/" + container.getBlobContainerName() + query, environment);
    }

    private StorageAccount open(String url, Map<String, String> environment) throws IOException {
        return StorageAccount.open(AccountUrl.parse(url), StorageCredentials.of(environment), fetching);
    }

    private static Map<String, String> key() {
        return Map.of("STORAGE_ACCOUNT_KEY", azurite.key());
    }

    private String signature(int hours) {
        return container.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(hours),
                new BlobContainerSasPermission().setReadPermission(true).setListPermission(true)));
    }
}
