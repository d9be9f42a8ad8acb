package io.github.flowlog.adx;

/**
 * What became of one source.
 *
 * @param name what messages call the source
 * @param kind how it was treated
 * @param rows rows that were committed
 * @param bytes uncompressed bytes that were read
 * @param skippedTuples tuples that could not be read
 * @param skippedRecords records that could not be read
 * @param unreadBytes bytes behind which a document could not be read any further
 * @param quarantined entries that the quarantine holds of it
 * @param message why it failed, else empty
 */
public record SourceOutcome(
        String name,
        Kind kind,
        long rows,
        long bytes,
        long skippedTuples,
        long skippedRecords,
        long unreadBytes,
        int quarantined,
        String message) {

    /** How a source was treated. */
    public enum Kind {
        /** Read from its start for the first time. */
        LOADED,
        /** Read from where it ended before. */
        CONTINUED,
        /** Nothing has changed. */
        UNCHANGED,
        /** Read from its start, because it was written anew; its old rows were removed. */
        REPLACED,
        /** It has no complete record. */
        EMPTY,
        /** It could not be read. */
        FAILED
    }
}
