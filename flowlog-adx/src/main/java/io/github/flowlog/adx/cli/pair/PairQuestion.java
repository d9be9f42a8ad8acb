package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.adx.cli.input.FlowScan;
import io.github.flowlog.adx.cli.input.QueryOptions;
import io.github.flowlog.adx.cli.input.ScanTotals;
import io.github.flowlog.adx.cli.input.SelectionOptions;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.aggregate.AggregationKey;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** A question about two ends: its options, and the reading of all flows between them. */
final class PairQuestion {
    @Mixin
    private PairOptions ends = new PairOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private QueryOptions query = new QueryOptions();

    /** Prints what was found; not called when the reading was stopped. */
    @FunctionalInterface
    interface Answer {
        void print(Pair pair, PairFlows flows, ScanTotals totals) throws IOException;
    }

    /** Reads the flows between the ends, grouped by a key, has the answer printed and returns the exit code. */
    int ask(Terminal terminal, AggregationKey key, Answer answer) throws IOException {
        Pair pair = ends.pair(selection.select(terminal));
        if (query.print(terminal, pair.either())) {
            return ExitCode.DONE;
        }
        long start = terminal.nanoTime().getAsLong();
        try (FoundLogs found = ends.find(terminal, selection.scope(terminal))) {
            PairFlows flows = new PairFlows(pair, key);
            ScanTotals totals =
                    new FlowScan(terminal, ends.input(), pair.either(), FlowScan.UNLIMITED).run(found, flows);
            if (!totals.isStopped()) {
                answer.print(pair, flows, totals);
            }
            String matched = "matched " + Words.grouped(totals.rows());
            terminal.say(totals.summary(matched, terminal.nanoTime().getAsLong() - start));
            return totals.exitCode();
        }
    }
}
