package io.github.flowlog.adx.kusto;

/**
 * What the cluster has said of an attempt to ingest a blob.
 *
 * @param kind how far it is
 * @param message why it failed, in the cluster's words and without a signature; else empty
 */
public record QueuedState(Kind kind, String message) {
    /** How far an attempt is. */
    public enum Kind {
        /** Nothing final was said yet, or nothing is known of it. */
        PENDING,
        /** Its rows are in the table. */
        SUCCEEDED,
        /** It was refused because its tag is in the table. */
        SKIPPED,
        /** It failed; another attempt may succeed. */
        FAILED,
        /** It failed, and will fail each time. */
        FAILED_FOR_GOOD
    }
}
