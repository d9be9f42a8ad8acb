package io.github.flowlog.adx.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.github.flowlog.adx.journal.JournalStore;
import io.github.flowlog.adx.node.Azurite;
import io.github.flowlog.adx.source.Shard;
import io.github.flowlog.adx.target.LoadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlobStatePlaceTest {
    private BlobContainerClient container;
    private Azurite azurite;

    @BeforeEach
    void makeContainer() throws Exception {
        azurite = Azurite.shared();
        container = new BlobServiceClientBuilder()
                .connectionString(azurite.connectionString())
                .buildClient()
                .createBlobContainer("state-" + UUID.randomUUID());
    }

    @AfterEach
    void deleteContainer() {
        container.deleteIfExists();
    }

    private BlobStatePlace place() throws IOException {
        return BlobStatePlace.of(
                AccountUrl.parse(azurite.blobEndpoint() + "/" + container.getBlobContainerName() + "/net"),
                StorageCredentials.of(Map.of("STORAGE_ACCOUNT_KEY", azurite.key())));
    }

    private static void append(JournalStore store, String line) throws IOException {
        try (store) {
            assertThat(store.read()).isEmpty();
            store.append(line.getBytes(UTF_8));
        }
    }

    @Test
    void keepsAJournalForEachShareAndTheirNumber() throws IOException {
        assertThat(place().shards()).isZero();
        append(place().claim(new Shard(1, 2)), "one");
        append(place().claim(new Shard(2, 2)), "two");
        append(place().journal(Shard.ALL), "all");

        assertThat(place().shards()).isEqualTo(2);
        try (JournalStore second = place().open(new Shard(2, 2))) {
            assertThat(second.read()).asString(UTF_8).isEqualTo("two");
            assertThat(second.name()).endsWith("/net/shard-2-of-2");
        }
        assertThatThrownBy(() -> place().open(Shard.ALL))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("/net holds the state of 2 shards")
                .hasMessageContaining("flowlog jobs reshard --shards 1");
    }

    @Test
    void changesTheNumberOfSharesInOneStep() throws IOException {
        place().claimShards(2);
        place().claimShards(3);
        assertThat(place().shards()).isEqualTo(2);
        place().setShards(3);
        assertThat(place().shards()).isEqualTo(3);

        byte[] nonsense = "many".getBytes(UTF_8);
        container.getBlobClient("net/shards").upload(new ByteArrayInputStream(nonsense), nonsense.length, true);
        assertThatThrownBy(() -> place().shards())
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("says \"many\" and should say how many shards there are");
    }
}
