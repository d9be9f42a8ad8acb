package io.github.flowlog.adx.cli;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ReadStats;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.source.LogFile;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.IOException;

/**
 * Reads logs one after the other into a sink, up to a number of rows.
 *
 * <p>A log that cannot be opened or read is reported and the others go on.
 */
final class FlowScan {
    /** No limit of rows. */
    static final long UNLIMITED = Long.MAX_VALUE;

    private static final int BATCH_ROWS = 1_024;
    private static final int FIRST_ROWS_BUFFER = 1 << 18;

    private final Terminal terminal;
    private final BadInputReport problems;
    private final ReadOptions options;
    private final long limit;
    private final FlowBatch batch;

    FlowScan(Terminal terminal, SourceOptions sources, long limit) {
        this.terminal = terminal;
        this.problems = new BadInputReport(terminal);
        ReadOptions strict = ReadOptions.defaults().withLimits(sources.limits()).withBufferBytes(FIRST_ROWS_BUFFER);
        this.options = sources.policy() == BadInputPolicy.STRICT ? strict : strict.skippingBadInput(problems);
        this.limit = limit;
        this.batch = FlowBatch.withCapacity((int) Math.max(1, Math.min(limit, BATCH_ROWS)));
    }

    /**
     * Reads and returns what was read and what could not be; the sink is closed unless reading stopped.
     *
     * <p>Under {@code --on-bad fail} the first problem ends it: the sink has all rows before and nothing of the bad record.
     */
    ScanTotals run(FoundLogs found, FlowSink sink) throws IOException {
        ScanTotals totals = new ScanTotals();
        totals.addFailures(found.unreadable().size());
        for (LogFile log : found.logs()) {
            if (totals.rows() >= limit || totals.isStopped()) {
                break;
            }
            try {
                read(log, sink, totals);
            } catch (ClosedPipeException | OutputException e) {
                throw e;
            } catch (FlowLogParseException bad) {
                terminal.say(FailureText.sentence(bad));
                totals.stop();
            } catch (IOException e) {
                terminal.say("Cannot read " + log.name() + ": " + FailureText.reason(e) + ".");
                totals.addFailures(1);
            }
        }
        problems.finish();
        if (totals.isStopped()) {
            sink.flush();
        } else {
            sink.close();
        }
        return totals;
    }

    private void read(LogFile log, FlowSink sink, ScanTotals totals) throws IOException {
        try (FlowLogReader reader = log.open(ResumePoint.START, options)) {
            try {
                ScannedSource source = ScannedSource.of(log, reader);
                while (totals.rows() < limit && reader.next(batch)) {
                    int rows = (int) Math.min(batch.size(), limit - totals.rows());
                    sink.write(source, batch, rows);
                    totals.addRows(rows);
                }
            } finally {
                totals.add(reader.stats());
            }
            warnIfEmpty(log, reader.stats());
        }
    }

    private void warnIfEmpty(LogFile log, ReadStats stats) {
        if (stats.bytes() == 0) {
            terminal.say(log.name() + " is empty.");
        }
    }
}
