package io.github.flowlog.adx.storage;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ParallelTransferOptions;
import com.azure.storage.blob.options.BlobUploadFromFileOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** One container that blobs are staged in, behind the Azure SDK. */
final class StagingContainer {
    private static final long BLOCK_BYTES = 8L << 20;
    private static final int BLOCKS_AT_ONCE = 4;

    private final BlobContainerClient client;
    private final String remedy;

    /**
     * Wraps a client.
     *
     * @param remedy what to do when the container refuses, as the end of a sentence
     */
    StagingContainer(BlobContainerClient client, String remedy) {
        this.client = client;
        this.remedy = remedy;
    }

    /** Uploads a file, and looks whether all of it is there; gives the URL without a signature. */
    String upload(String name, Path file) throws IOException {
        long bytes = Files.size(file);
        BlobClient blob = client.getBlobClient(name);
        long stored = asking("upload", () -> {
            blob.uploadFromFileWithResponse(
                    new BlobUploadFromFileOptions(file.toString())
                            .setParallelTransferOptions(new ParallelTransferOptions()
                                    .setBlockSizeLong(BLOCK_BYTES)
                                    .setMaxSingleUploadSizeLong(BLOCK_BYTES)
                                    .setMaxConcurrency(BLOCKS_AT_ONCE))
                            .setHeaders(new BlobHttpHeaders().setContentType("application/gzip")),
                    null,
                    Context.NONE);
            return blob.getProperties().getBlobSize();
        });
        if (stored != bytes) {
            throw new StorageException(
                    place() + " holds " + stored + " bytes of " + name + " instead of " + bytes + "; upload it again",
                    null);
        }
        return url(name);
    }

    /** Whether a blob is there with this size. */
    boolean holds(String name, long bytes) throws IOException {
        return asking("look at", () -> {
            try {
                return client.getBlobClient(name).getProperties().getBlobSize() == bytes;
            } catch (BlobStorageException answer) {
                if (answer.getStatusCode() == 404) {
                    return false;
                }
                throw answer;
            }
        });
    }

    /** URL of the container or of a blob, without a signature. */
    String url(String name) {
        String container = client.getBlobContainerUrl();
        int query = container.indexOf('?');
        return (query < 0 ? container : container.substring(0, query)) + "/" + name;
    }

    <T> T asking(String verb, Callable<T> question) throws IOException {
        try {
            return question.call();
        } catch (IOException own) {
            throw own;
        } catch (Exception failed) {
            throw explained(verb, failed);
        }
    }

    private IOException explained(String verb, Exception failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return new InterruptedIOException("interrupted while " + place() + " was asked");
            }
            if (cause instanceof FileSystemException local) {
                return local;
            }
            if (cause instanceof ClientAuthenticationException) {
                return new StorageException("cannot sign in to " + place() + "; " + remedy, failed);
            }
            if (cause instanceof HttpResponseException answer && answer.getResponse() != null) {
                return answered(verb, answer);
            }
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return new StorageException(
                        "cannot " + verb + " to " + place()
                                + ": there is no host of that name, or the network does not find it",
                        failed);
            }
        }
        return new StorageException(
                "cannot " + verb + " to " + place() + ": the connection broke (" + bottom(failed)
                        + "); check the network and try again",
                failed);
    }

    private IOException answered(String verb, HttpResponseException answer) {
        int status = answer.getResponse().getStatusCode();
        Object code = answer instanceof BlobStorageException blob ? blob.getErrorCode() : null;
        String told = "status " + status + (code == null ? "" : ", " + code);
        if (status == 401 || status == 403 || status == 404) {
            return new ContainerRefusedException(
                    place() + " refuses to " + verb + " (" + told + "); " + remedy, answer);
        }
        return new StorageException("cannot " + verb + " to " + place() + " (" + told + "); try again", answer);
    }

    private String place() {
        return "container " + client.getBlobContainerName() + " of " + client.getAccountName();
    }

    private static String bottom(Throwable failed) {
        Throwable bottom = failed;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        return bottom.getClass().getSimpleName();
    }
}
