package io.github.flowlog.adx.storage;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobItemProperties;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockList;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A container behind the Azure SDK. */
final class AzureBlobContainer implements BlobContainer {
    private static final int READ_RETRIES = 5;
    private static final HttpHeaderName CONTENT_LENGTH = HttpHeaderName.fromString("x-ms-blob-content-length");

    private final BlobContainerClient client;
    private final String account;
    private final String opener;

    /**
     * Wraps a client.
     *
     * @param opener what opened the account, for messages
     */
    AzureBlobContainer(BlobContainerClient client, String account, String opener) {
        this.client = client;
        this.account = account;
        this.opener = opener;
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public String name() {
        return client.getBlobContainerName();
    }

    @Override
    public void list(String prefix, Consumer<ListedBlob> each) throws IOException {
        asking("list", prefix, () -> {
            for (BlobItem item : client.listBlobs(new ListBlobsOptions().setPrefix(prefix), null)) {
                each.accept(listed(item));
            }
            return name();
        });
    }

    @Override
    public List<String> prefixes(String prefix, String delimiter) throws IOException {
        return asking("list", prefix, () -> {
            List<String> prefixes = new ArrayList<>();
            ListBlobsOptions options = new ListBlobsOptions().setPrefix(prefix);
            for (BlobItem item : client.listBlobsByHierarchy(delimiter, options, null)) {
                if (Boolean.TRUE.equals(item.isPrefix())) {
                    prefixes.add(complete(item.getName(), delimiter));
                }
            }
            return prefixes;
        });
    }

    /** Azurite cuts a delimiter of several characters behind its first one. */
    private static String complete(String prefix, String delimiter) {
        return prefix.endsWith(delimiter) ? prefix : prefix + delimiter.substring(1);
    }

    @Override
    public ListedBlob look(String name) throws IOException {
        return asking("look at", name, () -> {
            BlobProperties now = client.getBlobClient(name).getProperties();
            return new ListedBlob(
                    name,
                    now.getETag(),
                    now.getBlobSize(),
                    now.getLastModified().toInstant(),
                    instant(now.getCreationTime()),
                    AccessTier.ARCHIVE.equals(now.getAccessTier()));
        });
    }

    @Override
    public CommittedBlocks blocks(String name) throws IOException {
        return asking("look at", name, () -> {
            Response<BlockList> answer = client.getBlobClient(name)
                    .getBlockBlobClient()
                    .listBlocksWithResponse(BlockListType.COMMITTED, null, null, Context.NONE);
            List<CommittedBlocks.Block> blocks = answer.getValue().getCommittedBlocks().stream()
                    .map(block -> new CommittedBlocks.Block(block.getName(), block.getSizeLong()))
                    .toList();
            HttpHeaders headers = answer.getHeaders();
            return new CommittedBlocks(
                    headers.getValue(HttpHeaderName.ETAG), Long.parseLong(headers.getValue(CONTENT_LENGTH)), blocks);
        });
    }

    @Override
    public int read(String name, String version, long offset, byte[] target) throws IOException {
        return asking("read", name, () -> {
            ArrayTarget out = new ArrayTarget(target);
            client.getBlobClient(name)
                    .downloadStreamWithResponse(
                            out,
                            new BlobRange(offset, (long) target.length),
                            new DownloadRetryOptions().setMaxRetryRequests(READ_RETRIES),
                            new BlobRequestConditions().setIfMatch(version),
                            false,
                            null,
                            Context.NONE);
            return out.size;
        });
    }

    private static ListedBlob listed(BlobItem item) {
        BlobItemProperties properties = item.getProperties();
        Long bytes = properties.getContentLength();
        return new ListedBlob(
                item.getName(),
                properties.getETag(),
                bytes == null ? 0 : bytes,
                properties.getLastModified().toInstant(),
                instant(properties.getCreationTime()),
                AccessTier.ARCHIVE.equals(properties.getAccessTier()));
    }

    private static Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? Instant.EPOCH : time.toInstant();
    }

    private <T> T asking(String verb, String what, Callable<T> question) throws IOException {
        try {
            return question.call();
        } catch (IOException own) {
            throw own;
        } catch (BlobStorageException answer) {
            throw explained(verb, what, answer);
        } catch (ClientAuthenticationException denied) {
            throw new StorageException(
                    "Cannot sign in to storage account " + account + " with " + opener
                            + "; run az login, or set STORAGE_ACCOUNT_KEY (az" + " storage account keys list -n "
                            + account + " --query [0].value -o tsv)",
                    denied);
        } catch (HttpResponseException answer) {
            throw new StorageException("Cannot " + verb + " " + place(what) + ": " + status(answer), answer);
        } catch (Exception failed) {
            throw new StorageException("Cannot " + verb + " " + place(what) + ": " + cause(failed), failed);
        }
    }

    private IOException explained(String verb, String what, BlobStorageException answer) {
        BlobErrorCode code = answer.getErrorCode();
        if (answer.getStatusCode() == 412) {
            return new BlobChangedException(what);
        }
        if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(code)) {
            return new ContainerMissingException(account, name(), answer);
        }
        if (answer.getStatusCode() == 404) {
            return new StorageException(place(what) + " is gone", answer);
        }
        if (answer.getStatusCode() == 401 || answer.getStatusCode() == 403) {
            return new StorageException(
                    "Storage account " + account + " refuses to " + verb + " container " + name() + " with " + opener
                            + " (" + code
                            + "); it needs the role Storage Blob Data Reader, or a signature or key that is valid now",
                    answer);
        }
        return new StorageException("Cannot " + verb + " " + place(what) + ": " + status(answer), answer);
    }

    private String place(String what) {
        return "container " + name() + " of " + account + (what.isEmpty() ? "" : ", " + what);
    }

    private static String status(HttpResponseException answer) {
        return (answer.getResponse() == null
                        ? answer.getClass().getSimpleName()
                        : "status " + answer.getResponse().getStatusCode())
                + "; try again";
    }

    /** Messages of the SDK may hold the whole URL of a request, so only the kind of failure is shown. */
    private static String cause(Throwable failed) {
        Throwable bottom = failed;
        boolean connecting = false;
        for (Throwable each = failed; each != null; each = each.getCause()) {
            bottom = each;
            connecting |= each instanceof ConnectException || each instanceof HttpTimeoutException;
        }
        if (bottom instanceof UnknownHostException || bottom instanceof UnresolvedAddressException) {
            return "there is no host of its name; check the name of the account, and the network";
        }
        return connecting
                ? "it does not answer; check the network, a proxy, and the firewall of the account"
                : "the connection broke, or the answer cannot be read ("
                        + bottom.getClass().getSimpleName() + "); check the network and try again";
    }

    /** Takes what fits into an array. */
    private static final class ArrayTarget extends OutputStream {
        private final byte[] target;
        private int size;

        ArrayTarget(byte[] target) {
            this.target = target;
        }

        @Override
        public void write(int b) {
            target[size++] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            System.arraycopy(bytes, offset, target, size, length);
            size += length;
        }
    }
}
