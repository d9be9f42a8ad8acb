package io.github.flowlog.adx.cli.totals;

import io.github.flowlog.adx.cli.input.FlowScan;
import io.github.flowlog.adx.cli.input.QueryOptions;
import io.github.flowlog.adx.cli.input.ScanTotals;
import io.github.flowlog.adx.cli.input.Selection;
import io.github.flowlog.adx.cli.input.SelectionOptions;
import io.github.flowlog.adx.cli.input.SourceOptions;
import io.github.flowlog.adx.cli.output.OutputFormat;
import io.github.flowlog.adx.cli.output.OutputOptions;
import io.github.flowlog.adx.cli.output.RowOutput;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.source.FoundLogs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints totals. */
@Command(
        name = "stats",
        header = "Print totals and the quality of logs.",
        description = {
            "",
            "Tuples by version, direction, decision, state, protocol and type; packets and bytes; first and last time; "
                    + "hours without a flow; what could not be read. Counters of C and E tuples are what came since the last "
                    + "update, so they add up.",
            "",
            "Superseded Ends: VNet flow logs sometimes log a flow again, E, then B of the same time, then E whose "
                    + "counters hold those of the first. Both are counted unless --drop-superseded is given.",
            ""
        },
        footer = {"", "Examples:", "  flowlog stats PT1H.json", "  flowlog stats -o json 'logs/**/PT1H.json'"})
public final class StatsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private QueryOptions query = new QueryOptions();

    @Mixin
    private SupersededOption superseded = new SupersededOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    public StatsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Selection selected = selection.select(terminal);
        if (query.print(terminal, selected.filter())) {
            return ExitCode.DONE;
        }
        long start = terminal.nanoTime().getAsLong();
        try (FoundLogs found = sources.find(terminal, selection.scope(terminal))) {
            FlowTotals flows = new FlowTotals();
            SupersededSink sink = new SupersededSink(flows, superseded.drops());
            ScanTotals totals =
                    new FlowScan(terminal, sources.input(), selected.filter(), FlowScan.UNLIMITED).run(found, sink);
            if (!totals.isStopped()) {
                print(flows.totals(totals, sink.count()));
            }
            String matched = "matched " + Words.grouped(totals.rows());
            terminal.say(totals.summary(matched, terminal.nanoTime().getAsLong() - start));
            return totals.exitCode();
        }
    }

    private void print(List<Total> totals) throws IOException {
        OutputFormat format = output.format(terminal);
        if (format == OutputFormat.TABLE) {
            printTable(totals);
            return;
        }
        RowOutput out = RowOutput.open(format, List.of("Group", "Key", "Value", "Percent"), terminal);
        for (Total total : totals) {
            out.row(Arrays.asList(total.group(), total.key(), total.value(), total.percent()));
        }
        out.close();
    }

    private void printTable(List<Total> totals) throws IOException {
        StringBuilder text = new StringBuilder();
        String group = "";
        for (Total total : totals) {
            String shown = total.group().equals(group) ? "" : total.group();
            group = total.group();
            Object value = total.value();
            String number = value == null ? "-" : value instanceof Long n ? Words.grouped(n) : value.toString();
            Double percent = total.percent();
            String share = percent == null ? "" : String.format(Locale.ROOT, "%7.1f %%", percent);
            text.append(String.format(Locale.ROOT, "%-10s %-30s %24s%s", shown, total.key(), number, share)
                            .stripTrailing())
                    .append('\n');
        }
        OutputStream out = terminal.openTableOutput();
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
