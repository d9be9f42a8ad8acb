package io.github.flowlog.adx;

import io.github.flowlog.adx.source.FlowLogSource;

/**
 * What became of one source.
 *
 * @param source the source
 * @param kind how it was treated
 * @param rows rows that were committed
 * @param bytes uncompressed bytes that were read
 * @param skippedTuples tuples that could not be read
 * @param skippedRecords records that could not be read
 * @param unreadBytes bytes behind which a document could not be read any further
 * @param quarantined how many things the quarantine holds of it
 * @param openFrom offset of what is no complete record yet at the end of a source that may still be growing; the next
 *     load goes on there; -1 when the source has an end
 * @param message why it failed, else empty
 */
public record SourceOutcome(
        FlowLogSource source,
        Kind kind,
        long rows,
        long bytes,
        long skippedTuples,
        long skippedRecords,
        long unreadBytes,
        long quarantined,
        long openFrom,
        String message) {
    static final long CLOSED = -1;

    /** What messages call the source; made anew at each call, because a load has one outcome for each of many sources. */
    public String name() {
        return source.name();
    }

    /** Whether the source ends inside a record, and was written to so lately that the rest may come. */
    public boolean isOpen() {
        return openFrom >= 0;
    }

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
        /** The target takes nothing of it at present; the message says why, and what to do. */
        REFUSED,
        /** It has no complete record. */
        EMPTY,
        /** It could not be read. */
        FAILED
    }
}
