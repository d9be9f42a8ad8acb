package io.github.flowlog.adx.cli.totals;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.adx.cli.output.OutputFormat;
import io.github.flowlog.adx.cli.output.RowOutput;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.FlowTimeText;
import io.github.flowlog.aggregate.FlowAggregator;
import io.github.flowlog.aggregate.GroupTotals;
import io.github.flowlog.aggregate.KeyColumn;
import io.github.flowlog.aggregate.RankedGroup;
import io.github.flowlog.aggregate.Ranking;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ranking for programs: all that was counted, exact. */
final class TopRows {
    private static final List<String> COUNTED = List.of(
            "Flows",
            "Allowed",
            "Denied",
            "PacketsSrcToDest",
            "BytesSrcToDest",
            "PacketsDestToSrc",
            "BytesDestToSrc",
            "WithoutCounters",
            "FirstSeen",
            "LastSeen",
            "Percent",
            "CumulativePercent");

    private TopRows() {}

    static void print(FlowAggregator groups, Ranking ranking, OutputFormat format, Terminal terminal)
            throws IOException {
        List<KeyColumn> columns = groups.key().columns();
        List<String> names = new ArrayList<>();
        for (KeyColumn column : columns) {
            String name = KeyNames.column(column.field());
            // two prefix lengths of one address are two columns
            names.add(names.contains(name) ? name + (Collections.frequency(names, name) + 1) : name);
        }
        names.addAll(COUNTED);
        RowOutput out = RowOutput.open(format, names, terminal);
        for (RankedGroup group : ranking) {
            out.row(row(columns, group));
        }
        out.close();
    }

    private static List<@Nullable Object> row(List<KeyColumn> columns, RankedGroup group) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            row.add(KeyNames.value(columns.get(column).field(), group.key().get(column)));
        }
        GroupTotals totals = group.totals();
        row.add(totals.flows());
        row.add(totals.allowed());
        row.add(totals.denied());
        row.add(measured(totals.packetsSourceToDestination()));
        row.add(measured(totals.bytesSourceToDestination()));
        row.add(measured(totals.packetsDestinationToSource()));
        row.add(measured(totals.bytesDestinationToSource()));
        row.add(totals.withoutCounters());
        row.add(FlowTimeText.full(totals.first()));
        row.add(FlowTimeText.full(totals.last()));
        row.add(percent(group.share()));
        row.add(percent(group.cumulativeShare()));
        return row;
    }

    private static @Nullable Long measured(long counter) {
        return counter == FlowBatch.NOT_MEASURED ? null : counter;
    }

    private static @Nullable Double percent(double share) {
        return Double.isNaN(share) ? null : Math.round(share * 100_000) / 1_000.0;
    }
}
