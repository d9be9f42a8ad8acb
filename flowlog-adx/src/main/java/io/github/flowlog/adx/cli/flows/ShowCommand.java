package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.adx.cli.input.FlowScan;
import io.github.flowlog.adx.cli.input.FlowSink;
import io.github.flowlog.adx.cli.input.FollowScan;
import io.github.flowlog.adx.cli.input.LogScope;
import io.github.flowlog.adx.cli.input.LogSearch;
import io.github.flowlog.adx.cli.input.QueryOptions;
import io.github.flowlog.adx.cli.input.ScanTotals;
import io.github.flowlog.adx.cli.input.Selection;
import io.github.flowlog.adx.cli.input.SelectionOptions;
import io.github.flowlog.adx.cli.input.SourceOptions;
import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.storage.StorageAccounts;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints flows. */
@Command(
        name = "show",
        header = "Print the flows of logs: all of them, or those that match.",
        description = {
            "",
            "A table on a terminal, one line a flow tuple: times are UTC, PACKETS and BYTES are sent/received since "
                    + "the flow's last update, - is not measured, ~ marks text that was cut. csv, jsonl and json carry "
                    + "all columns, uncut. Equal lines are different flow tuples and stay.",
            "",
            "--follow looks every 2 seconds, in a storage account at the present hour and, in its first 15 minutes, at "
                    + "the one before. Azure writes a log once a minute, so that a flow shows 1 to 3 minutes after it was.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog show PT1H.json",
            "  flowlog show -f 'denied and dst port 23' PT1H.json",
            "  flowlog show -f 'ip 10.0.17.4 and ip 93.190.142.60' PT1H.json",
            "  flowlog show -n 20 --sort time 'logs/**/PT1H.json'",
            "  flowlog show --columns time,src,dst,rule PT1H.json",
            "  flowlog show -o jsonl PT1H.json > flows.jsonl",
            "  flowlog show --since 2h https://ACCOUNT.blob.core.windows.net",
            "  flowlog show --follow -f denied https://ACCOUNT.blob.core.windows.net",
            "  cat PT1H.json | flowlog show -"
        })
public final class ShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private QueryOptions query = new QueryOptions();

    @Mixin
    private FlowOutputOptions output = new FlowOutputOptions();

    @Option(
            names = "--follow",
            order = 5,
            description = "Print flows as they are logged, from now on, until Ctrl-C; with --since or --from those "
                    + "before, too.")
    private boolean follows;

    public ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        output.check(terminal);
        Selection selected = selection.select(terminal);
        if (query.print(terminal, selected.filter())) {
            return ExitCode.DONE;
        }
        if (follows) {
            return follow(selected);
        }
        long start = terminal.nanoTime().getAsLong();
        try (FoundLogs found = sources.find(terminal, selection.scope(terminal))) {
            FlowSink sink = output.open(terminal, selected.networks(), Set.of());
            ScanTotals totals =
                    new FlowScan(terminal, sources.input(), selected.filter(), output.scanLimit()).run(found, sink);
            if (totals.rows() == 0 && output.wantsRows() && !totals.isStopped()) {
                terminal.say(totals.whyNothingMatched());
            }
            terminal.say(
                    totals.summary(output.matched(totals), terminal.nanoTime().getAsLong() - start));
            return totals.exitCode();
        }
    }

    private int follow(Selection selected) throws IOException {
        output.checkFollowing();
        if (selection.hasEnd()) {
            throw CommandFailure.usage("--follow has no end: leave --to out.");
        }
        if (sources.names().isEmpty() || sources.names().contains("-")) {
            throw CommandFailure.usage("--follow needs files, directories or accounts that can be looked at again.");
        }
        long start = terminal.nanoTime().getAsLong();
        LogScope scope = selection.scope(terminal);
        try (StorageAccounts accounts = scope.accounts(terminal)) {
            FlowSink sink = output.open(terminal, selected.networks(), Set.of());
            ScanTotals totals = new FollowScan(terminal, sources.input(), selected.filter(), output.scanLimit())
                    .run(
                            first -> LogSearch.list(
                                    terminal,
                                    sources.names(),
                                    accounts.during(
                                            first && selection.hasStart()
                                                    ? scope.hours()
                                                    : LogScope.hoursBeingWritten(
                                                            terminal.clock().instant()))),
                            !selection.hasStart(),
                            sink);
            terminal.say(
                    totals.summary(output.matched(totals), terminal.nanoTime().getAsLong() - start));
            return totals.isStopped() || totals.rows() >= output.scanLimit() ? totals.exitCode() : ExitCode.INTERRUPTED;
        }
    }
}
