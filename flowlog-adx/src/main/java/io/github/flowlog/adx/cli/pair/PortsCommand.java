package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.adx.cli.output.OutputFormat;
import io.github.flowlog.adx.cli.output.OutputOptions;
import io.github.flowlog.adx.cli.output.Quantity;
import io.github.flowlog.adx.cli.output.RowOutput;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.FlowTimeText;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.aggregate.AggregationKey;
import io.github.flowlog.aggregate.FlowAggregator;
import io.github.flowlog.aggregate.GroupTotals;
import io.github.flowlog.aggregate.KeyField;
import io.github.flowlog.aggregate.Metric;
import io.github.flowlog.aggregate.RankedGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints which ports are used between two ends. */
@Command(
        name = "ports",
        header = "Print which ports are needed between two addresses or networks.",
        description = {
            "",
            "One row for each destination port, protocol, direction, decision and rule, from A to B and from B to A, "
                    + "what was allowed first. The "
                    + "port of the end that connects is picked at random and never listed. DIR is that of the network "
                    + "interface that logged: a flow between two of them is logged twice, out and in. FLOWS counts flow "
                    + "tuples, BYTES those of both directions.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog ports 93.190.142.60 10.0.17.4 PT1H.json",
            "  flowlog ports 0.0.0.0/0 10.0.17.0/24 PT1H.json",
            "  flowlog ports 10.0.17.4 0.0.0.0/0 -f allowed logs",
            "  flowlog ports 10.1.0.0/16 10.2.0.0/16 -o csv logs > ports.csv"
        })
public final class PortsCommand implements Callable<Integer> {
    private static final AggregationKey KEY = AggregationKey.of(
            KeyField.PROTOCOL, KeyField.DESTINATION_PORT, KeyField.DIRECTION, KeyField.DECISION, KeyField.RULE);
    private static final List<String> COLUMNS = List.of(
            "Source",
            "Destination",
            "FlowDirection",
            "Protocol",
            "DestPort",
            "FlowStatus",
            "AclRule",
            "FirstSeen",
            "LastSeen",
            "Flows",
            "BytesSrcToDest",
            "BytesDestToSrc");
    private static final List<String> TABLE =
            List.of("WAY", "DIR", "PROTO", "PORT", "STATUS", "RULE", "FLOWS", "BYTES", "LAST");
    private static final List<String> WIDE_TABLE =
            List.of("WAY", "DIR", "PROTO", "PORT", "STATUS", "RULE", "FLOWS", "BYTES", "FIRST", "LAST");
    private static final int WIDE = 120;

    private final Terminal terminal;

    @Mixin
    private PairQuestion question = new PairQuestion();

    @Mixin
    private OutputOptions output = new OutputOptions();

    public PortsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        return question.ask(terminal, KEY, (pair, flows, totals) -> {
            print(pair, flows);
            if (totals.rows() == 0) {
                terminal.say(totals.whyNothingMatched());
            }
        });
    }

    private void print(Pair pair, PairFlows flows) throws IOException {
        OutputFormat format = output.format(terminal);
        boolean wide = terminal.tableWidth() >= WIDE;
        List<String> columns = format == OutputFormat.TABLE ? wide ? WIDE_TABLE : TABLE : COLUMNS;
        RowOutput out = RowOutput.open(format, columns, terminal);
        String a = pair.a().text();
        String b = pair.b().endpoint().text();
        for (RankedGroup group : ordered(flows.there())) {
            out.row(format == OutputFormat.TABLE ? cells("A to B", group, wide) : values(a, b, group));
        }
        for (RankedGroup group : ordered(flows.back())) {
            out.row(format == OutputFormat.TABLE ? cells("B to A", group, wide) : values(b, a, group));
        }
        out.close();
    }

    /** What is allowed first, then by protocol, port, direction and rule. */
    private static List<RankedGroup> ordered(FlowAggregator flows) {
        List<RankedGroup> groups = new ArrayList<>();
        flows.top(Metric.FLOWS, flows.groups()).forEach(groups::add);
        groups.sort(Comparator.comparing((RankedGroup group) -> group.key().get(3))
                .thenComparing(group -> group.key().get(0))
                .thenComparingInt(group -> Integer.parseInt(group.key().get(1)))
                .thenComparing(group -> group.key().get(2))
                .thenComparing(group -> group.key().get(4)));
        return groups;
    }

    private static List<@Nullable Object> values(String source, String destination, RankedGroup group) {
        List<String> key = group.key();
        GroupTotals totals = group.totals();
        return Arrays.asList(
                source,
                destination,
                key.get(2),
                key.get(0),
                Integer.valueOf(key.get(1)),
                key.get(3),
                key.get(4),
                FlowTimeText.full(totals.first()),
                FlowTimeText.full(totals.last()),
                totals.flows(),
                PairText.measured(totals.bytesSourceToDestination()),
                PairText.measured(totals.bytesDestinationToSource()));
    }

    private static List<Object> cells(String way, RankedGroup group, boolean wide) {
        List<String> key = group.key();
        GroupTotals totals = group.totals();
        FlowTimeText time = wide ? FlowTimeText.SECONDS : FlowTimeText.WITHOUT_YEAR;
        List<Object> cells = new ArrayList<>(List.of(
                way,
                PairText.direction(key.get(2)),
                key.get(0),
                new Quantity(key.get(1)),
                PairText.decision(key.get(3)),
                key.get(4),
                new Quantity(Words.grouped(totals.flows())),
                PairText.bytes(totals.value(Metric.BYTES))));
        if (wide) {
            cells.add(time.text(totals.first()));
        }
        cells.add(time.text(totals.last()));
        return cells;
    }
}
