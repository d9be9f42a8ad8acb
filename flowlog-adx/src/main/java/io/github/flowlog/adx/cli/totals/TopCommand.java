package io.github.flowlog.adx.cli.totals;

import io.github.flowlog.adx.cli.input.FlowScan;
import io.github.flowlog.adx.cli.input.FlowSink;
import io.github.flowlog.adx.cli.input.QueryOptions;
import io.github.flowlog.adx.cli.input.ScanTotals;
import io.github.flowlog.adx.cli.input.Selection;
import io.github.flowlog.adx.cli.input.SelectionOptions;
import io.github.flowlog.adx.cli.input.SourceOptions;
import io.github.flowlog.adx.cli.output.OutputFormat;
import io.github.flowlog.adx.cli.output.OutputOptions;
import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.aggregate.AggregationKey;
import io.github.flowlog.aggregate.AggregationLimitException;
import io.github.flowlog.aggregate.FlowAggregator;
import io.github.flowlog.aggregate.GroupTotals;
import io.github.flowlog.aggregate.Metric;
import io.github.flowlog.aggregate.Ranking;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ranks groups of flows. */
@Command(
        name = "top",
        header = "Rank flows by any key: talkers, ports, rules, networks, hours.",
        description = {
            "",
            "Groups flow tuples and prints the groups with the most flows, bytes or packets, with their share of all "
                    + "(%%) and the share of all down to them (CUM%%). BYTES -> are from source to destination, BYTES "
                    + "<- back; - is not measured. Counters of C and E tuples are what came since the last update, so "
                    + "they add up. Equal groups stand in the order of the last flow, then of the key.",
            "",
            "Keys, alone or joined by commas: src, dst, pair (src,dst as logged: A to B is not B to A), 5-tuple, port "
                    + "(of the destination), src-port, dst-port, rule, acl, mac, resource, type (private and public "
                    + "ends), scope, src-scope, dst-scope, protocol, direction, decision, state, version; subnet/24, "
                    + "src-subnet/24, dst-subnet/24 (IPv6 by /64, or as in subnet/24,48); net, src-net, dst-net "
                    + "(names of --networks); 1m, 5m, 1h, 1d (time, UTC).",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog top PT1H.json",
            "  flowlog top --by port -f 'denied and in' logs",
            "  flowlog top --by pair --metric bytes -n 20 logs",
            "  flowlog top --by type --metric bytes logs",
            "  flowlog top --by rule,1h -o csv logs > rules.csv"
        })
public final class TopCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Option(
            names = {"-b", "--by"},
            paramLabel = "KEY[,KEY...]",
            order = 2,
            description = "What to group by; default src.")
    private String by = "src";

    @Option(
            names = {"-m", "--metric"},
            paramLabel = "flows|bytes|packets",
            order = 3,
            description = "What to rank by; default flows.")
    private Metric metric = Metric.FLOWS;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "GROUPS",
            order = 4,
            description = "How many groups to print; default 10.")
    private int limit = 10;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private QueryOptions query = new QueryOptions();

    @Mixin
    private SupersededOption superseded = new SupersededOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    public TopCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (limit < 0) {
            throw CommandFailure.usage("--limit must be 0 or more, not " + limit + ".");
        }
        AggregationKey key = key();
        Selection selected = selection.select(terminal);
        if (query.print(terminal, selected.filter())) {
            return ExitCode.DONE;
        }
        if (key.needsNetworks() && !selected.hasNetworks()) {
            throw CommandFailure.usage("--by " + by + " names networks: give them with --networks FILE.");
        }
        long start = terminal.nanoTime().getAsLong();
        try (FoundLogs found = sources.find(terminal, selection.scope(terminal))) {
            FlowAggregator groups = FlowAggregator.of(key, selected.networks(), GroupMemory.available());
            GroupSink grouping = new GroupSink(groups);
            SupersededSink dropping = new SupersededSink(grouping, true);
            FlowSink sink = superseded.drops() ? dropping : grouping;
            ScanTotals totals = scan(found, selected, sink, groups);
            if (!totals.isStopped()) {
                print(groups, totals);
            }
            String dropped = superseded.drops() ? "; superseded " + Words.grouped(dropping.count()) : "";
            String matched = "matched " + Words.grouped(totals.rows()) + dropped;
            terminal.say(totals.summary(matched, terminal.nanoTime().getAsLong() - start));
            return totals.exitCode();
        }
    }

    private AggregationKey key() {
        try {
            return AggregationKey.parse(by);
        } catch (IllegalArgumentException noKey) {
            throw CommandFailure.usage("--by: " + noKey.getMessage() + ".");
        }
    }

    private ScanTotals scan(FoundLogs found, Selection selected, FlowSink sink, FlowAggregator groups)
            throws IOException {
        try {
            return new FlowScan(terminal, sources.input(), selected.filter(), FlowScan.UNLIMITED).run(found, sink);
        } catch (AggregationLimitException full) {
            throw GroupMemory.failure(groups, full, "--by " + by);
        }
    }

    private void print(FlowAggregator groups, ScanTotals scan) throws IOException {
        Ranking ranking = groups.top(metric, limit);
        GroupTotals totals = ranking.totals();
        if (totals.flows() == 0) {
            terminal.say(scan.tuples() == 0 ? "There are no flows in what was read." : "No flow matches.");
        }
        OutputFormat format = output.format(terminal);
        if (format == OutputFormat.TABLE) {
            new TopTable(terminal, groups, metric).print(ranking);
        } else {
            TopRows.print(groups, ranking, format, terminal);
        }
        if (metric != Metric.FLOWS && totals.withoutCounters() > 0) {
            terminal.say("! " + Words.grouped(totals.withoutCounters()) + " of " + Words.count(totals.flows(), "tuple")
                    + " carry no " + metric.name().toLowerCase(Locale.ROOT) + " (begin, denied, version 1).");
        }
    }
}
