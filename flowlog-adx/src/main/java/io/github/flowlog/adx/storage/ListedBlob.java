package io.github.flowlog.adx.storage;

import java.time.Instant;

/**
 * A blob as a listing shows it.
 *
 * @param name name within the container
 * @param version changes with every write to the blob
 * @param bytes size of what is committed
 * @param changed when it was last written to
 * @param created when it was made, which tells it from another blob of the name
 * @param archived whether it lies in the archive tier and cannot be read
 */
record ListedBlob(String name, String version, long bytes, Instant changed, Instant created, boolean archived) {}
