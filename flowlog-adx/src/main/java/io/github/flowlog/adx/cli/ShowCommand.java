package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.source.FoundLogs;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints flows. */
@Command(
        name = "show",
        header = "Print the flows of logs.",
        description = {
            "",
            "A table on a terminal, one line a flow tuple: times are UTC, PACKETS and BYTES are sent/received since "
                    + "the flow's last update, - is not measured, ~ marks text that was cut. csv, jsonl and json carry "
                    + "all columns, uncut.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog show PT1H.json",
            "  flowlog show -n 20 'logs/**/PT1H.json'",
            "  flowlog show -o jsonl PT1H.json > flows.jsonl",
            "  cat PT1H.json | flowlog show -"
        })
final class ShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "ROWS",
            description = "Stop after this many flows.")
    private long limit = FlowScan.UNLIMITED;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (limit < 0) {
            throw CommandFailure.usage("--limit must be 0 or more, not " + limit + ".");
        }
        Selection selected = selection.select(terminal);
        if (selection.printQuery(terminal, selected.filter())) {
            return ExitCode.DONE;
        }
        long start = terminal.nanoTime().getAsLong();
        try (FoundLogs found = sources.find(terminal)) {
            FlowSink sink = sink();
            ScanTotals totals = new FlowScan(terminal, sources.input(), selected.filter(), limit).run(found, sink);
            if (totals.rows() == 0 && limit > 0 && !totals.isStopped()) {
                terminal.say("There are no flows in what was read.");
            }
            terminal.say(totals.summary(matched(totals), terminal.nanoTime().getAsLong() - start));
            return totals.exitCode();
        }
    }

    private String matched(ScanTotals totals) {
        return totals.rows() < totals.tuples() || totals.rows() == limit
                ? "shown " + Words.grouped(totals.rows()) + " (--limit)"
                : "matched " + Words.grouped(totals.rows());
    }

    private FlowSink sink() throws IOException {
        boolean flushes = terminal.outIsTerminal();
        return switch (output.format(terminal)) {
            case TABLE -> new FlowTable(terminal);
            case CSV -> EncodedFlows.csv(terminal.openOutput(), flushes);
            case JSONL -> EncodedFlows.jsonLines(terminal.openOutput(), flushes);
            case JSON -> EncodedFlows.jsonArray(terminal.openOutput(), flushes);
        };
    }
}
