package io.github.flowlog.adx.storage;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A container that a cluster reads blobs from: one of the cluster's own, or the user's.
 *
 * <p><b>Errors:</b> {@link StorageException} with a sentence that says what to do. <b>Thread-safety:</b> any number of threads.
 */
public interface StagingArea {
    /**
     * Uploads a file; a blob of the name is overwritten.
     *
     * @return URL of the blob, without a signature
     */
    String upload(String name, Path file) throws IOException;

    /** Whether a blob that was uploaded is still there, with this size. */
    boolean holds(String url, long bytes) throws IOException;

    /** The URL with what lets the cluster read it; secret, for the cluster alone. */
    String readable(String url) throws IOException;
}
