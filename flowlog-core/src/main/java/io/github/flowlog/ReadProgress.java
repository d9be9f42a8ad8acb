package io.github.flowlog;

/**
 * How far a source was read: to just behind a top-level record.
 *
 * @param point the place behind that record
 * @param recordIndex index of the record that comes next
 * @param stats what was read up to there
 */
record ReadProgress(ResumePoint point, int recordIndex, ReadStats stats) {
    /** Nothing was read. */
    static final ReadProgress NONE = new ReadProgress(ResumePoint.START, 0, new ReadStats(0, 0, 0, 0, 0, 0, 0));

    /** This, followed by what a reader made of the bytes from {@code point} on, having counted from zero. */
    ReadProgress plus(ReadProgress next) {
        ReadStats more = next.stats;
        return new ReadProgress(
                next.point,
                recordIndex + next.recordIndex,
                new ReadStats(
                        stats.bytes() + more.bytes(),
                        stats.records() + more.records(),
                        stats.tuples() + more.tuples(),
                        stats.skippedRecords() + more.skippedRecords(),
                        stats.skippedTuples() + more.skippedTuples(),
                        stats.endedDocuments() + more.endedDocuments(),
                        stats.unreadBytes() + more.unreadBytes()));
    }
}
