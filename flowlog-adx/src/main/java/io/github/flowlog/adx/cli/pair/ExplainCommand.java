package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.adx.cli.input.FlowScan;
import io.github.flowlog.adx.cli.input.QueryOptions;
import io.github.flowlog.adx.cli.input.ScanTotals;
import io.github.flowlog.adx.cli.input.SelectionOptions;
import io.github.flowlog.adx.cli.output.OutputFormat;
import io.github.flowlog.adx.cli.output.OutputOptions;
import io.github.flowlog.adx.cli.output.Quantity;
import io.github.flowlog.adx.cli.output.RowOutput;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.FlowTimeText;
import io.github.flowlog.adx.cli.text.TerminalText;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.source.FoundLogs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether A reached B, and which rule decided it. */
@Command(
        name = "explain",
        header = "Say whether A reaches B, and which rule at which interface decides it.",
        description = {
            "",
            "The verdict stands first: ALLOWED, DENIED, PARTLY DENIED (it depends on the port or the machine) or UNKNOWN. "
                    + "Below it is what was logged where the flows left one end and where they entered the other, both ways. "
                    + "Of two decisions the later counts; a flow that is under way is not judged again, so only its begin "
                    + "counts. FLOWS counts flow tuples, BYTES those of both directions.",
            "",
            "UNKNOWN is no denial: the answer says what Azure does not log.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog explain 113.22.187.101 10.0.17.4:23/tcp PT1H.json",
            "  flowlog explain 10.0.17.4 13.88.145.72:443 --since 2d logs",
            "  flowlog explain 10.0.0.0/16 10.0.17.4 -f 'time >= 2017-03-21' logs",
            "  flowlog explain 2001:db8::1 '[fd00::17]:22' logs"
        })
public final class ExplainCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "Source",
            "Destination",
            "FlowDirection",
            "FlowStatus",
            "AclRule",
            "AclGroup",
            "MacAddress",
            "Protocol",
            "DestPort",
            "Flows",
            "BytesSrcToDest",
            "BytesDestToSrc",
            "FirstSeen",
            "LastSeen");
    private static final List<String> TABLE = List.of("WHERE", "STATUS", "RULE", "PORTS", "FLOWS", "LAST");
    private static final List<String> WIDE_TABLE =
            List.of("WHERE", "STATUS", "RULE", "ACL", "MAC", "PORTS", "FLOWS", "BYTES", "FIRST", "LAST");
    private static final int WIDE = 130;
    private static final int TEXT_WIDTH = 80;
    private static final int PORTS_IN_FULL = 3;

    private final Terminal terminal;

    @Mixin
    private PairOptions ends = new PairOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private QueryOptions query = new QueryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Pair pair = ends.pair(selection.select(terminal));
        if (query.print(terminal, pair.either())) {
            return ExitCode.DONE;
        }
        long start = terminal.nanoTime().getAsLong();
        try (FoundLogs found = ends.find(terminal, selection.scope(terminal))) {
            PairFlows flows = new PairFlows(pair, Evidence.KEY);
            ScanTotals totals =
                    new FlowScan(terminal, ends.input(), pair.either(), FlowScan.UNLIMITED).run(found, flows);
            if (!totals.isStopped()) {
                print(pair, Evidence.of(flows.there()), Evidence.of(flows.back()), totals);
            }
            String matched = "matched " + Words.grouped(totals.rows());
            terminal.say(totals.summary(matched, terminal.nanoTime().getAsLong() - start));
            return totals.exitCode();
        }
    }

    private void print(Pair pair, List<Evidence> there, List<Evidence> back, ScanTotals totals) throws IOException {
        Verdict verdict = Verdict.of(there);
        String sentence = VerdictText.sentence(verdict, pair);
        OutputFormat format = output.format(terminal);
        if (format != OutputFormat.TABLE) {
            terminal.say(sentence);
            RowOutput out = RowOutput.open(format, COLUMNS, terminal);
            for (Evidence one : there) {
                out.row(values(pair.a().text(), pair.b().endpoint().text(), one));
            }
            for (Evidence one : back) {
                out.row(values(pair.b().endpoint().text(), pair.a().text(), one));
            }
            out.close();
            return;
        }
        printLines(List.of(sentence, ""));
        if (!there.isEmpty() || !back.isEmpty()) {
            printTable(there, back);
            printLines(List.of(""));
        }
        printLines(VerdictText.notes(verdict, there, back, totals));
    }

    private void printTable(List<Evidence> there, List<Evidence> back) throws IOException {
        boolean wide = terminal.tableWidth() >= WIDE;
        RowOutput out = RowOutput.open(OutputFormat.TABLE, wide ? WIDE_TABLE : TABLE, terminal);
        for (boolean forth : new boolean[] {true, false}) {
            for (boolean inbound : new boolean[] {false, true}) {
                String where = (inbound ? "entering " : "leaving ") + (inbound == forth ? "B" : "A");
                for (List<Evidence> rule : byPlace(forth ? there : back)) {
                    if (rule.get(0).place().isInbound() == inbound) {
                        out.row(cells(where, rule, wide));
                    }
                }
            }
        }
        out.close();
    }

    /** The evidence of each rule. */
    private static Iterable<List<Evidence>> byPlace(List<Evidence> all) {
        Map<Evidence.Place, List<Evidence>> places = new LinkedHashMap<>();
        for (Evidence one : all) {
            places.computeIfAbsent(one.place(), place -> new ArrayList<>()).add(one);
        }
        return places.values();
    }

    private static List<Object> cells(String where, List<Evidence> rule, boolean wide) {
        Evidence all = rule.stream().reduce(Evidence::plus).orElseThrow();
        Evidence.Place place = all.place();
        List<Object> cells = new ArrayList<>(List.of(where, PairText.decision(place.decision()), place.rule()));
        if (wide) {
            cells.add(place.acl().isEmpty() ? Words.NONE : place.acl());
            cells.add(place.mac().isEmpty() ? Words.NONE : place.mac());
        }
        cells.add(ports(rule));
        cells.add(new Quantity(Words.grouped(all.flows())));
        if (wide) {
            cells.add(PairText.bytes(all.bytes()));
            cells.add(FlowTimeText.SECONDS.text(all.first()));
        }
        cells.add((wide ? FlowTimeText.SECONDS : FlowTimeText.WITHOUT_YEAR).text(all.last()));
        return cells;
    }

    /** {@code TCP 22, 443, 445, +7}. */
    private static String ports(List<Evidence> rule) {
        StringBuilder ports = new StringBuilder();
        String protocol = "";
        for (Evidence one : rule.subList(0, Math.min(rule.size(), PORTS_IN_FULL))) {
            String service = one.service();
            String now = service.substring(0, service.indexOf(' ') + 1);
            ports.append(ports.length() == 0 ? "" : ", ")
                    .append(now.equals(protocol) ? service.substring(now.length()) : service);
            protocol = now;
        }
        if (rule.size() > PORTS_IN_FULL) {
            ports.append(", +").append(Words.grouped(rule.size() - PORTS_IN_FULL));
        }
        return ports.toString();
    }

    private static List<@Nullable Object> values(String source, String destination, Evidence one) {
        String[] service = one.service().split(" ", 2);
        return Arrays.asList(
                source,
                destination,
                one.place().direction(),
                one.place().decision(),
                one.place().rule(),
                one.place().acl(),
                one.place().mac(),
                service[0],
                Integer.valueOf(service[1]),
                one.flows(),
                PairText.measured(one.sent()),
                PairText.measured(one.received()),
                FlowTimeText.full(one.first()),
                FlowTimeText.full(one.last()));
    }

    private void printLines(List<String> lines) throws IOException {
        int width = Math.min(TEXT_WIDTH, terminal.tableWidth());
        OutputStream out = terminal.openTableOutput();
        for (String line : lines) {
            out.write(
                    (VerdictText.wrapped(TerminalText.printable(line), width) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }
}
