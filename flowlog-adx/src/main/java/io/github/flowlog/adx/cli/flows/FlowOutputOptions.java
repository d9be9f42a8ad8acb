package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.adx.cli.input.FlowScan;
import io.github.flowlog.adx.cli.input.FlowSink;
import io.github.flowlog.adx.cli.input.ScanTotals;
import io.github.flowlog.adx.cli.output.JsonArrayOutput;
import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.encode.FlowColumn;
import io.github.flowlog.net.NamedNetworks;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command prints flows: format, columns, order, number. */
final class FlowOutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 1,
            description = "table, csv, jsonl, json or compat (the line of get_nsg_logs). Default: table on a terminal, "
                    + "csv into a file or pipe.")
    private @Nullable FlowOutputFormat format;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "ROWS",
            order = 2,
            description = "Stop after this many flows.")
    private long limit = FlowScan.UNLIMITED;

    @Option(
            names = "--columns",
            paramLabel = "NAMES",
            order = 3,
            split = ",",
            description =
                    "Columns in this order, such as time,src,dst,rule: all but for compat. Names are those of the "
                            + "table's heading (also srcip, srcport, dstip, dstport, srcnet, dstnet, resource, type, encryption, "
                            + "version, recordtime) or of FlowLogs.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--sort",
            paramLabel = "time",
            order = 4,
            description =
                    "Sort by time before printing: 64 MB of rows are held in memory, more goes to a temporary file.")
    private @Nullable Order order;

    /** The words of {@code --sort}. */
    enum Order {
        TIME
    }

    /** Says what is wrong with the options, before anything is read. */
    void check(Terminal terminal) {
        if (limit < 0) {
            throw CommandFailure.usage("--limit must be 0 or more, not " + limit + ".");
        }
        switch (format(terminal)) {
            case TABLE -> fields();
            case CSV, JSONL, JSON -> flowColumns();
            case COMPAT -> {
                if (!columns.isEmpty()) {
                    throw CommandFailure.usage("-o compat has columns of its own: leave --columns out.");
                }
            }
        }
    }

    /** Says what cannot be had of flows that have no end. */
    void checkFollowing() {
        if (order != null) {
            throw CommandFailure.usage(
                    "--sort needs all flows before the first is printed: leave it out with --follow.");
        }
    }

    private FlowOutputFormat format(Terminal terminal) {
        if (format != null) {
            return format;
        }
        return terminal.outIsTerminal() ? FlowOutputFormat.TABLE : FlowOutputFormat.CSV;
    }

    /** Prints flows to standard output; a table leaves out what says the same in each row, unless it was chosen. */
    FlowSink open(Terminal terminal, NamedNetworks networks, Set<FlowField> constant) {
        return switch (format(terminal)) {
            case TABLE -> sink(table(terminal, networks, constant), terminal.openTableOutput(), terminal);
            case CSV -> sink(EncodedFlows.csv(flowColumns()), terminal.openOutput(), terminal);
            case JSONL -> sink(EncodedFlows.jsonLines(flowColumns()), terminal.openOutput(), terminal);
            case JSON ->
                sink(EncodedFlows.jsonLines(flowColumns()), new JsonArrayOutput(terminal.openOutput()), terminal);
            case COMPAT -> sink(new CompatLines(), terminal.openOutput(), terminal);
        };
    }

    private FlowTable table(Terminal terminal, NamedNetworks networks, Set<FlowField> constant) {
        if (!columns.isEmpty()) {
            return new FlowTable(terminal, networks, fields(), true);
        }
        List<FlowField> usual = new ArrayList<>(FlowField.usual(networks));
        usual.removeAll(constant);
        return new FlowTable(terminal, networks, usual, false);
    }

    private FlowSink sink(FlowFormat flows, OutputStream out, Terminal terminal) {
        return order == Order.TIME
                ? new SortedFlows(flows, out, limit, LineSorter.open())
                : new PrintedFlows(flows, out, terminal.outIsTerminal());
    }

    /** After how many flows reading may stop. */
    long scanLimit() {
        return order == null ? limit : FlowScan.UNLIMITED;
    }

    /** What was printed, for the line at the end. */
    String matched(ScanTotals totals) {
        long rows = totals.rows();
        if (rows > limit) {
            return "matched " + Words.grouped(rows) + ", shown " + Words.grouped(limit) + " (--limit)";
        }
        return rows == limit ? "shown " + Words.grouped(rows) + " (--limit)" : "matched " + Words.grouped(rows);
    }

    /** Whether a run without rows needs a word about it. */
    boolean wantsRows() {
        return limit > 0;
    }

    private List<FlowField> fields() {
        List<FlowField> fields = new ArrayList<>();
        for (String name : columns) {
            FlowField field = fieldOrNull(name.trim());
            if (field == null) {
                FlowColumn column = columnOrNull(name.trim());
                throw column == null ? unknown(name) : onlyForPrograms(column);
            }
            if (fields.contains(field)) {
                throw CommandFailure.usage("--columns names " + field.word() + " twice.");
            }
            fields.add(field);
        }
        return fields;
    }

    private List<FlowColumn> flowColumns() {
        if (columns.isEmpty()) {
            return EncodedFlows.ALL;
        }
        List<FlowColumn> chosen = new ArrayList<>();
        for (String name : columns) {
            chosen.addAll(columnsOf(name.trim()));
        }
        Set<FlowColumn> seen = new HashSet<>();
        for (FlowColumn column : chosen) {
            if (!seen.add(column)) {
                throw CommandFailure.usage("--columns names " + column.columnName() + " twice.");
            }
        }
        return chosen;
    }

    private static List<FlowColumn> columnsOf(String name) {
        FlowColumn column = columnOrNull(name);
        if (column != null) {
            return List.of(column);
        }
        FlowField field = fieldOrNull(name);
        if (field == null) {
            throw unknown(name);
        }
        if (field.columns().isEmpty()) {
            throw CommandFailure.usage("The column " + field.word() + " is made for tables: add -o table.");
        }
        return field.columns();
    }

    private static @Nullable FlowColumn columnOrNull(String name) {
        for (FlowColumn column : FlowColumn.values()) {
            if (column.columnName().equalsIgnoreCase(name)) {
                return column;
            }
        }
        return null;
    }

    private static @Nullable FlowField fieldOrNull(String name) {
        FlowColumn column = columnOrNull(name);
        for (FlowField field : FlowField.values()) {
            if (field.isNamed(name) || (column != null && field.columns().equals(List.of(column)))) {
                return field;
            }
        }
        return null;
    }

    private static CommandFailure unknown(String name) {
        return CommandFailure.usage("There is no column " + name.trim() + ": choose from " + FlowField.words()
                + ", or the names in docs/COLUMNS.md.");
    }

    private static CommandFailure onlyForPrograms(FlowColumn column) {
        return CommandFailure.usage(
                "The column " + column.columnName() + " is not made for tables: add -o csv, -o jsonl or -o json.");
    }
}
