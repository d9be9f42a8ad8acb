package io.github.flowlog;

/**
 * What a reader has read so far; nothing that it met is missing from these counts.
 *
 * @param bytes uncompressed bytes that were read or skipped
 * @param records records that were returned, empty ones included
 * @param tuples flow tuples that were returned
 * @param skippedRecords records that were skipped as a whole
 * @param skippedTuples flow tuples that were skipped inside records that were returned
 * @param endedDocuments documents that were given up before their end
 * @param unreadBytes bytes that lie in the given-up parts of those documents, from the start of the record that was open
 */
public record ReadStats(
        long bytes,
        long records,
        long tuples,
        long skippedRecords,
        long skippedTuples,
        long endedDocuments,
        long unreadBytes) {

    /** Whether anything at all was skipped. */
    public boolean hasSkipped() {
        return skippedRecords + skippedTuples + endedDocuments > 0;
    }
}
