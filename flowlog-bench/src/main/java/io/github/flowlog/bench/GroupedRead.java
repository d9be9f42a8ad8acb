package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.RowSelection;
import io.github.flowlog.aggregate.AggregationKey;
import io.github.flowlog.aggregate.FlowAggregator;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.FlowMatcher;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads a log and does more and more with its rows. */
final class GroupedRead {
    private static final long MEMORY = 1L << 30;

    /** Two addresses, as text. */
    record Pair(String source, String destination) {}

    /** What is counted of a pair. */
    static final class Counts {
        long flows;
        long bytes;
    }

    private interface Rows {
        void take(FlowBatch batch, RowSelection rows);
    }

    private GroupedRead() {}

    /** Reads and looks at one value a batch. */
    static RowCount parse(byte[] log) throws IOException {
        RowCount count = new RowCount();
        try (FlowLogReader reader = FlowLogReader.of(log, "log")) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                count.take(batch);
            }
        }
        return count;
    }

    /** Reads and counts the rows that match. */
    static long select(byte[] log, FlowFilter filter) throws IOException {
        long[] matched = new long[1];
        each(log, filter, (batch, rows) -> matched[0] += rows.size());
        return matched[0];
    }

    /** Reads, selects and groups. */
    static FlowAggregator group(byte[] log, FlowFilter filter, AggregationKey key) throws IOException {
        FlowAggregator groups = FlowAggregator.of(key, MEMORY);
        each(log, filter, groups::add);
        return groups;
    }

    /** Reads, selects and groups by pair as one would do it without FlowAggregator. */
    static Map<Pair, Counts> hashMap(byte[] log, FlowFilter filter) throws IOException {
        Map<Pair, Counts> groups = new HashMap<>();
        each(log, filter, (batch, rows) -> {
            for (int position = 0; position < rows.size(); position++) {
                int row = rows.row(position);
                Counts counts = groups.computeIfAbsent(
                        new Pair(batch.source(row), batch.destination(row)), first -> new Counts());
                counts.flows++;
                counts.bytes += Math.max(0, batch.bytesSourceToDestination(row))
                        + Math.max(0, batch.bytesDestinationToSource(row));
            }
        });
        return groups;
    }

    private static void each(byte[] log, FlowFilter filter, Rows consumer) throws IOException {
        FlowMatcher matcher = filter.matcher();
        try (FlowLogReader reader = FlowLogReader.of(log, "log")) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                consumer.take(batch, matcher.select(batch));
            }
        }
    }
}
