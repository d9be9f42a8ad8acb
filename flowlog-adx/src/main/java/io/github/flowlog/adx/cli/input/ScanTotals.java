package io.github.flowlog.adx.cli.input;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.ReadStats;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.text.FlowTimeText;
import io.github.flowlog.adx.cli.text.Words;

/** What a {@link FlowScan} has read. */
public final class ScanTotals {
    private long files;
    private long failures;
    private boolean stopped;
    private long rows;
    private long hidden;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long bytes;
    private long records;
    private long tuples;
    private long skippedRecords;
    private long skippedTuples;
    private long endedDocuments;
    private long unreadBytes;

    void add(ReadStats stats) {
        addFile();
        addGrowth(stats);
    }

    void addFile() {
        files++;
    }

    /** Adds what was read of a file that is counted already. */
    void addGrowth(ReadStats stats) {
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

    void addHidden(long count) {
        hidden += count;
    }

    /** Remembers when flows were written that did not match. */
    void addTimes(FlowBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            first = Math.min(first, batch.time(row));
            last = Math.max(last, batch.time(row));
        }
    }

    void addFailures(int count) {
        failures += count;
    }

    /** Reading ended at the first problem, because it was told to. */
    void stop() {
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    public long files() {
        return files;
    }

    /** Rows that went to the sink. */
    public long rows() {
        return rows;
    }

    /** Matching rows that did not go to the sink. */
    public long hidden() {
        return hidden;
    }

    public long bytes() {
        return bytes;
    }

    public long records() {
        return records;
    }

    public long tuples() {
        return tuples;
    }

    public long skippedRecords() {
        return skippedRecords;
    }

    public long skippedTuples() {
        return skippedTuples;
    }

    public long endedDocuments() {
        return endedDocuments;
    }

    public long unreadBytes() {
        return unreadBytes;
    }

    /** The exit code of a command that did nothing but read. */
    public int exitCode() {
        if (failures > 0 || stopped) {
            return ExitCode.FAILED;
        }
        return hasSkipped() ? ExitCode.NEEDS_A_PERSON : ExitCode.DONE;
    }

    private boolean hasSkipped() {
        return skippedRecords + skippedTuples + endedDocuments > 0;
    }

    /** The sentence for a run that found nothing. */
    public String whyNothingMatched() {
        if (tuples == 0) {
            return "There are no flows in what was read.";
        }
        String times = first > last
                ? ""
                : " They are from " + FlowTimeText.full(first) + " to " + FlowTimeText.full(last) + ".";
        return "None of the " + Words.count(tuples, "flow tuple") + " that were read matches." + times;
    }

    /** The line at the end of a run. */
    public String summary(String matched, long nanos) {
        return "Read " + Words.count(files, "file") + ", " + Words.count(records, "record") + ", "
                + Words.count(tuples, "tuple") + "; " + matched + "; skipped "
                + Words.skipped(skippedTuples, skippedRecords, unreadBytes) + "; "
                + Words.duration(nanos) + "; " + Words.rate(tuples, nanos, "tuples");
    }
}
