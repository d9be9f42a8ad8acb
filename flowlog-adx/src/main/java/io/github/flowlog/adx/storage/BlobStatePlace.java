package io.github.flowlog.adx.storage;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import io.github.flowlog.adx.journal.JournalStore;
import io.github.flowlog.adx.journal.StatePlace;
import io.github.flowlog.adx.source.Shard;
import java.io.IOException;

/** Journals in blobs below a prefix: loaders on any machine share it. */
public final class BlobStatePlace implements StatePlace {
    private final BlobContainerClient container;
    private final String prefix;
    private final String name;

    private BlobStatePlace(BlobContainerClient container, String prefix, String name) {
        this.container = container;
        this.prefix = prefix;
        this.name = name;
    }

    /** A URL names a container and, if several tables are loaded, a folder. */
    public static BlobStatePlace of(AccountUrl url, StorageCredentials credentials) throws StorageException {
        BlobContainerClient container = BlobJournalStore.container(url, credentials);
        String prefix = url.prefix().isEmpty() || url.prefix().endsWith("/") ? url.prefix() : url.prefix() + "/";
        return new BlobStatePlace(container, prefix, url.toString());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public JournalStore journal(Shard shard) throws IOException {
        return shard.equals(Shard.ALL)
                ? BlobJournalStore.open(container, prefix, name)
                : BlobJournalStore.open(
                        container, prefix + shard.folder() + "/", name.replaceFirst("/+$", "") + "/" + shard.folder());
    }

    private BlobClient number() {
        return container.getBlobClient(prefix + "shards");
    }

    @Override
    public int shards() throws IOException {
        return BlobJournalStore.asking(name, () -> {
            try {
                String text = number().downloadContent().toString().strip();
                return StatePlace.number(Redaction.text(text), name + "/shards");
            } catch (BlobStorageException none) {
                if (none.getStatusCode() == 404) {
                    return 0;
                }
                throw none;
            }
        });
    }

    @Override
    public void claimShards(int number) throws IOException {
        BlobJournalStore.asking(name, () -> {
            try {
                upload(number, new BlobRequestConditions().setIfNoneMatch("*"));
            } catch (BlobStorageException written) {
                if (written.getStatusCode() != 409 && written.getStatusCode() != 412) {
                    throw written;
                }
            }
            return true;
        });
    }

    @Override
    public void setShards(int number) throws IOException {
        BlobJournalStore.asking(name, () -> {
            upload(number, new BlobRequestConditions());
            return true;
        });
    }

    private void upload(int number, BlobRequestConditions conditions) {
        number().uploadWithResponse(
                        new BlobParallelUploadOptions(BinaryData.fromString(number + "\n"))
                                .setRequestConditions(conditions),
                        null,
                        Context.NONE);
    }
}
