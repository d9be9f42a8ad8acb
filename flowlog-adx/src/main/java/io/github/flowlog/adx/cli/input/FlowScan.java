package io.github.flowlog.adx.cli.input;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ReadStats;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.terminal.ClosedPipeException;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.cli.terminal.OutputException;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.FlowMatcher;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs one after the other and passes the flows that match to a sink, up to a number of them.
 *
 * <p>A log that cannot be opened or read is reported and the others go on.
 */
public final class FlowScan {
    /** No limit of flows. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final int BATCH_ROWS = 1_024;
    private static final int FIRST_ROWS_BUFFER = 1 << 18;

    private final Terminal terminal;
    private final BadInputReport problems;
    private final ReadOptions options;
    private final FlowMatcher matcher;
    private @Nullable FlowMatcher shown;
    private final long limit;
    private final FlowBatch batch;

    public FlowScan(Terminal terminal, InputOptions input, FlowFilter filter, long limit) {
        this.terminal = terminal;
        this.problems = new BadInputReport(terminal);
        ReadOptions strict = ReadOptions.defaults().withLimits(input.limits()).withBufferBytes(FIRST_ROWS_BUFFER);
        this.options = input.policy() == BadInputPolicy.STRICT ? strict : strict.skippingBadInput(problems);
        this.matcher = filter.matcher();
        this.limit = limit;
        this.batch = FlowBatch.withCapacity((int) Math.max(1, Math.min(limit, BATCH_ROWS)));
    }

    /** Passes only those of the matching flows on that another filter lets through, and counts the others. */
    public FlowScan hidingAllBut(FlowFilter filter) {
        shown = filter.matcher();
        return this;
    }

    /**
     * Reads and returns what was read and what could not be; the sink is closed unless reading stopped.
     *
     * <p>Under {@code --on-bad fail} the first problem ends it: the sink has all rows before and nothing of the bad record.
     */
    public ScanTotals run(FoundLogs found, FlowSink sink) throws IOException {
        ScanTotals totals = new ScanTotals();
        totals.addFailures(found.unreadable().size());
        try (LogsAhead ahead = new LogsAhead(found.logs(), options, limit == UNLIMITED)) {
            for (FlowLogSource log : found.logs()) {
                if (totals.rows() >= limit || totals.isStopped()) {
                    break;
                }
                readOrReport(log, ahead, sink, totals);
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

    private void readOrReport(FlowLogSource log, LogsAhead ahead, FlowSink sink, ScanTotals totals) throws IOException {
        try {
            read(log, ahead, sink, totals);
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

    private void read(FlowLogSource log, LogsAhead ahead, FlowSink sink, ScanTotals totals) throws IOException {
        try (FlowLogReader reader = ahead.open()) {
            try {
                ScannedSource source = ScannedSource.of(log, reader);
                while (totals.rows() < limit && reader.next(batch)) {
                    RowSelection rows = select(totals);
                    rows.limit(limit - totals.rows());
                    if (rows.size() > 0) {
                        sink.write(source, batch, rows);
                        totals.addRows(rows.size());
                    }
                }
            } finally {
                totals.add(reader.stats());
            }
            warnIfEmpty(log, reader.stats());
        }
    }

    private RowSelection select(ScanTotals totals) {
        RowSelection rows = matcher.select(batch);
        if (shown != null) {
            int matching = rows.size();
            shown.narrow(batch, rows);
            totals.addHidden(matching - rows.size());
        }
        if (totals.rows() + rows.size() == 0) {
            totals.addTimes(batch);
        }
        return rows;
    }

    private void warnIfEmpty(FlowLogSource log, ReadStats stats) {
        if (stats.bytes() == 0) {
            terminal.say(log.name() + " is empty.");
        }
    }
}
