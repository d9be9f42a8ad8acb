package io.github.flowlog.adx.cli.totals;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.adx.cli.output.OutputFormat;
import io.github.flowlog.adx.cli.output.Quantity;
import io.github.flowlog.adx.cli.output.RowOutput;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.FlowTimeText;
import io.github.flowlog.adx.cli.text.TerminalText;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.aggregate.FlowAggregator;
import io.github.flowlog.aggregate.GroupTotals;
import io.github.flowlog.aggregate.KeyColumn;
import io.github.flowlog.aggregate.Metric;
import io.github.flowlog.aggregate.RankedGroup;
import io.github.flowlog.aggregate.Ranking;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A ranking as a table: what is ranked, then a line for each group.
 *
 * <p>The keys are never given up, columns of numbers are, in the order of the steps, until the first lines fit the screen. Names of
 * rules and the like are cut before that, addresses after.
 */
final class TopTable {
    private static final int SAMPLE_ROWS = 500;
    private static final int BETWEEN = 2;

    /** Names are cut down to this before a column of numbers is given up for them. */
    private static final int SHORTEST_NAME = 28;

    /** The columns behind the key, from left to right. */
    private enum Column {
        FLOWS("FLOWS"),
        SENT("->"),
        RECEIVED("<-"),
        SHARE("%"),
        CUMULATIVE("CUM%"),
        ALLOWED("ALLOW"),
        DENIED("DENY"),
        FIRST("FIRST SEEN"),
        LAST("LAST SEEN");

        private final String heading;

        Column(String heading) {
            this.heading = heading;
        }
    }

    private static final List<Set<Column>> FLOWS_STEPS = List.of(
            EnumSet.of(Column.FIRST),
            EnumSet.of(Column.SENT, Column.RECEIVED),
            EnumSet.of(Column.ALLOWED),
            EnumSet.of(Column.CUMULATIVE),
            EnumSet.of(Column.LAST),
            EnumSet.of(Column.DENIED),
            EnumSet.of(Column.SHARE));

    private static final List<Set<Column>> COUNTER_STEPS = List.of(
            EnumSet.of(Column.FIRST),
            EnumSet.of(Column.LAST),
            EnumSet.of(Column.ALLOWED, Column.DENIED),
            EnumSet.of(Column.CUMULATIVE),
            EnumSet.of(Column.FLOWS),
            EnumSet.of(Column.SHARE));

    private final Terminal terminal;
    private final int screen;
    private final FlowAggregator groups;
    private final Metric metric;
    private final List<KeyColumn> key;
    private FlowTimeText time = FlowTimeText.SECONDS;

    TopTable(Terminal terminal, FlowAggregator groups, Metric metric) {
        this.terminal = terminal;
        this.screen = terminal.tableWidth();
        this.groups = groups;
        this.metric = metric;
        this.key = groups.key().columns();
    }

    void print(Ranking ranking) throws IOException {
        if (ranking.size() == 0) {
            return;
        }
        OutputStream out = terminal.openTableOutput();
        out.write((title(ranking) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        Set<Column> columns = fit(ranking);
        RowOutput rows = RowOutput.open(OutputFormat.TABLE, headings(columns), terminal);
        for (RankedGroup group : ranking) {
            rows.row(row(columns, group));
        }
        rows.close();
    }

    private String title(Ranking ranking) {
        GroupTotals totals = ranking.totals();
        String what = "Top " + Words.grouped(ranking.size()) + " of " + Words.count(groups.groups(), KeyNames.noun(key))
                + " by " + word() + ", " + Words.count(totals.flows(), "flow");
        if (metric != Metric.FLOWS && totals.value(metric) != FlowBatch.NOT_MEASURED) {
            what += ", " + Words.units(totals.value(metric)) + " " + word();
        }
        String span = TimeSpan.text(totals.first(), totals.last());
        return what.length() + BETWEEN + span.length() <= screen
                ? what + ", " + span
                : TerminalText.cutEnd(what, screen) + "\n" + TerminalText.cutEnd(span, screen);
    }

    private String word() {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    /** All columns but those that the steps take away until the widest of the first lines fits. */
    private Set<Column> fit(Ranking ranking) {
        Set<Column> columns = EnumSet.allOf(Column.class);
        List<RankedGroup> sample = new ArrayList<>();
        Iterator<RankedGroup> all = ranking.iterator();
        while (all.hasNext() && sample.size() < SAMPLE_ROWS) {
            sample.add(all.next());
        }
        Iterator<Set<Column>> steps = (metric == Metric.FLOWS ? FLOWS_STEPS : COUNTER_STEPS).iterator();
        while (width(columns, sample) > screen && steps.hasNext()) {
            Set<Column> next = steps.next();
            if (next.contains(Column.LAST) && time == FlowTimeText.SECONDS) {
                time = FlowTimeText.WITHOUT_YEAR;
                if (width(columns, sample) <= screen) {
                    break;
                }
            }
            columns.removeAll(next);
        }
        return columns;
    }

    private long width(Set<Column> columns, List<RankedGroup> sample) {
        List<String> headings = headings(columns);
        int[] widths = headings.stream().mapToInt(TerminalText::width).toArray();
        for (RankedGroup group : sample) {
            List<@Nullable Object> row = row(columns, group);
            for (int column = 0; column < widths.length; column++) {
                int width = TerminalText.width(TerminalText.printable(String.valueOf(row.get(column))));
                boolean name =
                        column < key.size() && KeyNames.isName(key.get(column).field());
                widths[column] = Math.max(widths[column], name ? Math.min(width, SHORTEST_NAME) : width);
            }
        }
        long total = (long) BETWEEN * (widths.length - 1);
        for (int width : widths) {
            total += width;
        }
        return total;
    }

    private List<String> headings(Set<Column> columns) {
        List<String> headings = new ArrayList<>();
        key.forEach(column -> headings.add(KeyNames.heading(column.field())));
        String counter = metric == Metric.PACKETS ? "PACKETS" : "BYTES";
        for (Column column : columns) {
            headings.add(
                    switch (column) {
                        case SENT, RECEIVED -> counter + " " + column.heading;
                        case SHARE -> column.heading + metric.name();
                        default -> column.heading;
                    });
        }
        return headings;
    }

    private List<@Nullable Object> row(Set<Column> columns, RankedGroup group) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int part = 0; part < key.size(); part++) {
            row.add(KeyNames.cell(key.get(part).field(), group.key().get(part)));
        }
        for (Column column : columns) {
            row.add(cell(column, group));
        }
        return row;
    }

    private @Nullable Object cell(Column column, RankedGroup group) {
        GroupTotals totals = group.totals();
        boolean packets = metric == Metric.PACKETS;
        return switch (column) {
            case FLOWS -> new Quantity(Words.grouped(totals.flows()));
            case SENT -> units(packets ? totals.packetsSourceToDestination() : totals.bytesSourceToDestination());
            case RECEIVED -> units(packets ? totals.packetsDestinationToSource() : totals.bytesDestinationToSource());
            case SHARE -> percent(group.share());
            case CUMULATIVE -> percent(group.cumulativeShare());
            case ALLOWED -> new Quantity(Words.grouped(totals.allowed()));
            case DENIED -> new Quantity(Words.grouped(totals.denied()));
            case FIRST -> new Quantity(time.text(totals.first()));
            case LAST -> new Quantity(time.text(totals.last()));
        };
    }

    private static @Nullable Quantity units(long counter) {
        return counter == FlowBatch.NOT_MEASURED ? null : new Quantity(Words.units(counter));
    }

    private static @Nullable Quantity percent(double share) {
        return Double.isNaN(share) ? null : new Quantity(String.format(Locale.ROOT, "%.1f", share * 100));
    }
}
