package io.github.flowlog.adx.kusto;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One gzip CSV blob that is to be ingested.
 *
 * @param url where it lies, with what lets the cluster read it, see {@link io.github.flowlog.adx.storage.StagingArea#readable}; secret
 * @param table the table that it is for
 * @param mapping name of the CSV mapping of that table
 * @param rawBytes exact size of the CSV before compression, less than 2 GiB
 * @param tag ingest-by tag, which the cluster takes once and refuses the second time; empty for rows that may come more than once
 * @param creationTime what retention and caching count from; null for now
 * @param sourceId identity of this attempt, never used before
 */
public record QueuedBlob(
        String url,
        String table,
        String mapping,
        long rawBytes,
        String tag,
        @Nullable Instant creationTime,
        UUID sourceId) {
    /** Leaves the signature out. */
    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "") + " for " + table + " as " + sourceId;
    }
}
