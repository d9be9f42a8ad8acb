package io.github.flowlog.adx.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.options.BlobBreakLeaseOptions;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import io.github.flowlog.adx.journal.JournalStore;
import io.github.flowlog.adx.stand.Fault;
import io.github.flowlog.adx.stand.KustoStand;
import io.github.flowlog.adx.target.LoadException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an account refuses, or does without an answer, while a journal is written. */
@Tag("long")
class BlobJournalStoreTest {
    private static final String COMPLETE = "PUT .*journal-.*comp=metadata";

    private static KustoStand stand;
    private BlobContainerClient container;

    @BeforeAll
    static void start() throws Exception {
        stand = KustoStand.start("Net");
    }

    @AfterAll
    static void stop() throws IOException {
        if (stand != null) {
            stand.close();
        }
    }

    @BeforeEach
    void makeContainer() {
        container = new BlobServiceClientBuilder()
                .connectionString(stand.azurite().connectionString())
                .buildClient()
                .createBlobContainer("state-" + UUID.randomUUID());
    }

    @AfterEach
    void deleteContainer() {
        stand.blob().clear();
        container.deleteIfExists();
    }

    private BlobJournalStore open() throws IOException {
        return open(Integer.MAX_VALUE);
    }

    private BlobJournalStore open(int mostBlocks) throws IOException {
        AccountUrl url = AccountUrl.parse(stand.blobEndpoint() + "/" + container.getBlobContainerName());
        StorageCredentials credentials = StorageCredentials.of(
                Map.of("STORAGE_ACCOUNT_KEY", stand.azurite().key()));
        return BlobJournalStore.open(BlobJournalStore.container(url, credentials), "net/", "the state", mostBlocks);
    }

    private static void append(JournalStore store, String text) throws IOException {
        store.append(text.getBytes(UTF_8));
    }

    private static void replaceBy(JournalStore store, String text) throws IOException {
        store.replaceBy(out -> out.write(text.getBytes(UTF_8)));
    }

    private static String text(JournalStore store) throws IOException {
        try (InputStream in = store.read()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private List<String> journals() {
        return container.listBlobs().stream()
                .map(BlobItem::getName)
                .filter(name -> name.startsWith("net/journal-"))
                .toList();
    }

    /** What a minute of waiting does for a lease whose holder is gone. */
    private void breakLease() {
        new BlobLeaseClientBuilder()
                .blobClient(container.getBlobClient("net/lock"))
                .buildClient()
                .breakLeaseWithResponse(new BlobBreakLeaseOptions().setBreakPeriod(Duration.ZERO), null, Context.NONE);
    }

    @Test
    void goesOnInTheNewJournalWhereTheOldOneCannotBeDeleted() throws IOException {
        stand.blob().next(Integer.MAX_VALUE, "DELETE ", Fault.status(403));
        try (JournalStore store = open()) {
            assertThat(text(store)).isEmpty();
            append(store, "old");
            replaceBy(store, "new");
            append(store, " attempt");
        }
        assertThat(journals()).hasSize(2);

        try (JournalStore store = open()) {
            assertThat(text(store)).isEqualTo("new attempt");
        }
        stand.blob().clear();
        try (JournalStore store = open()) {
            assertThat(text(store)).isEqualTo("new attempt");
            assertThat(journals()).containsExactly("net/journal-00000002");
        }
    }

    @Test
    void appendsNothingToAJournalThatMayBeReplaced() throws IOException {
        try (JournalStore store = open()) {
            assertThat(text(store)).isEmpty();
            append(store, "old");
            stand.blob().next(Integer.MAX_VALUE, COMPLETE, Fault.cutAfter());

            assertThatThrownBy(() -> replaceBy(store, "new")).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> append(store, " attempt"))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("it is not known whether that was done; run the same command again");
        }
        breakLease();

        try (JournalStore store = open()) {
            assertThat(text(store)).isEqualTo("new");
        }
    }

    @Test
    void tellsThatItTakesFewMoreAppendsAlsoWhenItIsOpenedAgain() throws IOException {
        int most = 3;
        try (JournalStore store = open(most)) {
            assertThat(text(store)).isEmpty();
            append(store, "1");
            append(store, "2");
            assertThat(store.isNearlyFull()).isFalse();
            append(store, "3");
            assertThat(store.isNearlyFull()).isTrue();
        }
        try (JournalStore store = open(most)) {
            assertThat(text(store)).isEqualTo("123");
            assertThat(store.isNearlyFull()).isTrue();
            replaceBy(store, "all");
            append(store, "4");
            assertThat(store.isNearlyFull()).isFalse();
            append(store, "5");
            assertThat(store.isNearlyFull()).isTrue();
        }
    }

    @Test
    void isClosedAlsoWhereItsLeaseIsGone() throws IOException {
        JournalStore store = open();
        assertThat(text(store)).isEmpty();
        append(store, "old");
        breakLease();
        try (JournalStore other = open()) {
            store.close();

            assertThat(text(other)).isEqualTo("old");
            assertThatThrownBy(this::open)
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("is in use by another process");
        }
    }

    @Test
    void takesNothingOnceItIsClosed() throws IOException {
        JournalStore store = open();
        assertThat(text(store)).isEmpty();
        append(store, "old");
        store.close();

        assertThatThrownBy(() -> append(store, " attempt")).isInstanceOf(LoadException.class);
        assertThatThrownBy(() -> replaceBy(store, "new")).isInstanceOf(LoadException.class);
        try (JournalStore next = open()) {
            assertThat(text(next)).isEqualTo("old");
        }
    }

    @Test
    void replacesNothingThatAnotherProcessHasOpenedMeanwhile() throws IOException {
        try (JournalStore store = open()) {
            assertThat(text(store)).isEmpty();
            append(store, "old");
            breakLease();
            try (JournalStore other = open()) {
                assertThat(text(other)).isEqualTo("old");
                assertThatThrownBy(() -> replaceBy(store, "stale")).isInstanceOf(StorageException.class);
                append(other, " attempt");
                replaceBy(other, "new");
                assertThatThrownBy(() -> replaceBy(store, "stale")).isInstanceOf(StorageException.class);
                append(other, " attempt");
            }
        }
        try (JournalStore store = open()) {
            assertThat(text(store)).isEqualTo("new attempt");
        }
    }

    @Test
    void countsNoJournalThatWasNeverComplete() throws IOException {
        try (JournalStore store = open()) {
            assertThat(text(store)).isEmpty();
            append(store, "old");
            stand.blob().next(1, COMPLETE, Fault.status(403));
            assertThatThrownBy(() -> replaceBy(store, "new")).isInstanceOf(StorageException.class);
        }
        breakLease();
        assertThat(journals()).hasSize(2);

        try (JournalStore store = open()) {
            assertThat(text(store)).isEqualTo("old");
            assertThat(journals()).containsExactly("net/journal-00000001");
            append(store, " attempt");
            replaceBy(store, "newer");
        }
        try (JournalStore store = open()) {
            assertThat(text(store)).isEqualTo("newer");
        }
    }

    @Test
    void leavesNoLeaseBehindWhenItCannotBeOpened() throws IOException {
        stand.blob().next(1, "GET .*comp=list", Fault.status(403));
        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot use the state");

        try (JournalStore store = open()) {
            assertThat(text(store)).isEmpty();
        }
    }
}
