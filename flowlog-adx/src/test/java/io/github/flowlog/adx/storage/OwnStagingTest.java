package io.github.flowlog.adx.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.github.flowlog.adx.kusto.FakeKusto;
import io.github.flowlog.adx.node.Azurite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnStagingTest {
    @TempDir
    Path folder;

    private BlobContainerClient container;
    private Path file;

    @BeforeEach
    void makeContainer() throws Exception {
        container = new BlobServiceClientBuilder()
                .connectionString(Azurite.shared().connectionString())
                .buildClient()
                .createBlobContainer("own-" + UUID.randomUUID());
        file = Files.writeString(folder.resolve("b.csv.gz"), "small");
    }

    private static StorageCredentials key() throws Exception {
        return StorageCredentials.of(
                Map.of("STORAGE_ACCOUNT_KEY", Azurite.shared().key()));
    }

    private String signature(int days) {
        return container.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusDays(days), BlobContainerSasPermission.parse("racwdl")));
    }

    private static int status(String url, String method) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void signsAUrlThatReadsOneBlobOnly() throws Exception {
        OwnStaging staging = OwnStaging.open(AccountUrl.parse(container.getBlobContainerUrl() + "/flow/2"), key());

        String url = staging.upload("My Flows/b1.csv.gz", file);
        String other = staging.upload("My Flows/b2.csv.gz", file);
        String readable = staging.readable(url);

        assertThat(url).isEqualTo(container.getBlobContainerUrl() + "/flow/2/My~20Flows/b1.csv.gz");
        assertThat(staging.holds(url, 5)).isTrue();
        assertThat(staging.holds(url, 6)).isFalse();
        assertThat(staging.holds(url + "x", 5)).isFalse();
        assertThat(staging.holds("https://other.blob.core.windows.net/c/b", 5)).isFalse();
        assertThat(readable).startsWith(url + "?").contains("sp=r&").contains("sr=b&");
        assertThat(status(readable, "GET")).isEqualTo(200);
        assertThat(status(readable, "DELETE")).isEqualTo(403);
        assertThat(status(other + readable.substring(readable.indexOf('?')), "GET"))
                .isEqualTo(403);
        assertThatThrownBy(() -> staging.readable("https://other.blob.core.windows.net/c/b"))
                .hasMessageContaining("is not in the container of --staging");
    }

    @Test
    void signsForAWeek() throws Exception {
        OwnStaging staging = OwnStaging.open(AccountUrl.parse(container.getBlobContainerUrl()), key());

        String readable = staging.readable(staging.upload("T/b.csv.gz", file));

        String expiry = readable.replaceFirst(".*[?&]se=([^&]*).*", "$1").replace("%3A", ":");
        assertThat(OffsetDateTime.parse(expiry))
                .isAfter(OffsetDateTime.now(ZoneOffset.UTC).plusDays(6).plusHours(23))
                .isBefore(OffsetDateTime.now(ZoneOffset.UTC).plusDays(7));
    }

    @Test
    void handsOverASignatureThatLasts() throws Exception {
        String signature = signature(7);
        StorageCredentials none = StorageCredentials.of(Map.of());
        OwnStaging staging = OwnStaging.open(AccountUrl.parse(container.getBlobContainerUrl() + "?" + signature), none);

        String url = staging.upload("T/b.csv.gz", file);

        assertThat(url).doesNotContain("?");
        assertThat(staging.holds(url, 5)).isTrue();
        assertThat(staging.readable(url)).isEqualTo(url + "?" + signature);
        assertThat(status(staging.readable(url), "GET")).isEqualTo(200);

        StorageCredentials variable = StorageCredentials.of(Map.of("AZURE_STORAGE_SAS_TOKEN", "?" + signature));
        OwnStaging again = OwnStaging.open(AccountUrl.parse(container.getBlobContainerUrl()), variable);
        assertThat(again.readable(url)).isEqualTo(url + "?" + signature);
    }

    @Test
    void refusesASignatureThatEndsBeforeTheClusterHasRead() throws Exception {
        String signature = signature(-1);
        OwnStaging staging = OwnStaging.open(
                AccountUrl.parse(container.getBlobContainerUrl() + "?" + signature), StorageCredentials.of(Map.of()));

        assertThatThrownBy(() -> staging.readable(container.getBlobContainerUrl() + "/T/b.csv.gz"))
                .isInstanceOf(StorageException.class)
                .hasMessageMatching("the signature for --staging ends at .*Z, before the cluster will surely have read;"
                        + " make one that lasts a week");
        assertThatThrownBy(() -> staging.upload("T/b.csv.gz", file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "refuses to upload (status 403, AuthorizationFailure); with the signature in the URL it"
                                + " needs the role Storage Blob Data Contributor");
    }

    @Test
    void saysThatTheContainerIsMissing() throws Exception {
        container.delete();
        OwnStaging staging = OwnStaging.open(AccountUrl.parse(container.getBlobContainerUrl()), key());

        assertThatThrownBy(() -> staging.upload("T/b.csv.gz", file))
                .hasMessageContaining("refuses to upload (status 404, ContainerNotFound)");
        assertThatThrownBy(() -> staging.upload("T/b.csv.gz", folder.resolve("none")))
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }

    @Test
    void wantsAContainerAndAPlainFolder() throws Exception {
        StorageCredentials key = key();
        String account = Azurite.shared().blobEndpoint();

        assertThatThrownBy(() -> OwnStaging.open(AccountUrl.parse(account), key))
                .hasMessageContaining("--staging names a container: " + account + "/CONTAINER[/PREFIX]");
        for (String prefix : List.of("a/../b", "a%25b", "a b", "..")) {
            assertThatThrownBy(() -> OwnStaging.open(AccountUrl.parse(account + "/c/" + prefix), key))
                    .hasMessageContaining("is written with ASCII letters");
        }
    }

    @Test
    void triesAgainWhatTheStorageCouldNotDoAtOnce() throws Exception {
        try (FakeKusto fake = FakeKusto.start()) {
            int[] calls = {0};
            fake.on("/account/temp", (exchange, body) -> {
                calls[0]++;
                FakeKusto.Answer answer = calls[0] <= 2 ? FakeKusto.status(503, "") : FakeKusto.cut();
                if (calls[0] > 3) {
                    exchange.getResponseHeaders().add("x-ms-blob-type", "BlockBlob");
                    answer = FakeKusto.status(exchange.getRequestMethod().equals("PUT") ? 201 : 200, "");
                }
                answer.to(exchange, body);
            });
            ClusterStaging staging = ClusterStaging.in(
                    "cluster x",
                    renewed -> List.of(fake.endpoint() + "/account/temp?sig=canary"),
                    new BlobTransport(5, 2, Duration.ofMillis(10)));

            assertThatThrownBy(() -> staging.upload("T/b.csv.gz", file))
                    .as("the answer to the look afterwards has no length")
                    .hasMessage("container temp of account holds 0 bytes of T/b.csv.gz instead of 5; upload it again");
            assertThat(calls[0]).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void givesUpOnAStorageThatDoesNotAnswer() throws Exception {
        try (FakeKusto fake = FakeKusto.start()) {
            fake.on("/account/temp", fake.never());
            ClusterStaging staging = ClusterStaging.in(
                    "cluster x",
                    renewed -> List.of(fake.endpoint() + "/account/temp?sig=canary"),
                    new BlobTransport(2, 1, Duration.ofMillis(10)));

            assertThatThrownBy(() -> staging.upload("T/b.csv.gz", file))
                    .isInstanceOf(StorageException.class)
                    .hasMessageStartingWith("cannot upload to container temp of account: the connection broke (");
        }
    }

    @Test
    void lendsNothingWhenTheClusterLendsNothing() {
        ClusterStaging staging = ClusterStaging.in("cluster x", renewed -> List.of());

        assertThatThrownBy(() -> staging.upload("T/b.csv.gz", file))
                .hasMessage("cluster x lends no container for blobs");
    }
}
