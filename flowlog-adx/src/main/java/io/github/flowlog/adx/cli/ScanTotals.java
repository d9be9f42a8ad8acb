package io.github.flowlog.adx.cli;

import io.github.flowlog.ReadStats;

/** What a {@link FlowScan} has read. */
final class ScanTotals {
    private long files;
    private long failures;
    private boolean stopped;
    private long rows;
    private long bytes;
    private long records;
    private long tuples;
    private long skippedRecords;
    private long skippedTuples;
    private long endedDocuments;
    private long unreadBytes;

    void add(ReadStats stats) {
        files++;
        bytes += stats.bytes();
        records += stats.records();
        tuples += stats.tuples();
        skippedRecords += stats.skippedRecords();
        skippedTuples += stats.skippedTuples();
        endedDocuments += stats.endedDocuments();
        unreadBytes += stats.unreadBytes();
    }

    void addRows(long count) {
        rows += count;
    }

    void addFailures(int count) {
        failures += count;
    }

    /** Reading ended at the first problem, because it was told to. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    long files() {
        return files;
    }

    /** Rows that went to the sink. */
    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    long records() {
        return records;
    }

    long tuples() {
        return tuples;
    }

    long skippedRecords() {
        return skippedRecords;
    }

    long skippedTuples() {
        return skippedTuples;
    }

    long endedDocuments() {
        return endedDocuments;
    }

    long unreadBytes() {
        return unreadBytes;
    }

    /** The exit code of a command that did nothing but read. */
    int exitCode() {
        if (failures > 0 || stopped) {
            return ExitCode.FAILED;
        }
        return hasSkipped() ? ExitCode.NEEDS_A_PERSON : ExitCode.DONE;
    }

    private boolean hasSkipped() {
        return skippedRecords + skippedTuples + endedDocuments > 0;
    }

    /** The line at the end of a run. */
    String summary(String matched, long nanos) {
        return "Read " + Words.count(files, "file") + ", " + Words.count(records, "record") + ", "
                + Words.count(tuples, "tuple") + "; " + matched + "; skipped "
                + Words.skipped(skippedTuples, skippedRecords, unreadBytes) + "; "
                + Words.duration(nanos) + "; " + Words.rate(tuples, nanos, "tuples");
    }
}
