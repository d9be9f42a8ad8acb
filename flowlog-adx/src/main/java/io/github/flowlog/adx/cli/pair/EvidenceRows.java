package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.adx.cli.output.OutputFormat;
import io.github.flowlog.adx.cli.output.Quantity;
import io.github.flowlog.adx.cli.output.RowOutput;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.FlowTimeText;
import io.github.flowlog.adx.cli.text.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that {@code explain} prints: for people one for each rule, for programs one for each rule and port. */
final class EvidenceRows {
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
    private static final int PORTS_IN_FULL = 3;

    private EvidenceRows() {}

    /** Rows for programs, complete and exact. */
    static void print(Pair pair, List<Evidence> there, List<Evidence> back, OutputFormat format, Terminal terminal)
            throws IOException {
        RowOutput out = RowOutput.open(format, COLUMNS, terminal);
        for (Evidence one : there) {
            out.row(values(pair.a().text(), pair.b().endpoint().text(), one));
        }
        for (Evidence one : back) {
            out.row(values(pair.b().endpoint().text(), pair.a().text(), one));
        }
        out.close();
    }

    /** A table for people: a row for each rule, in the order in which a flow meets them. */
    static void printTable(List<Evidence> there, List<Evidence> back, Terminal terminal) throws IOException {
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
}
