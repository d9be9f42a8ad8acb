package io.github.flowlog.examples;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.aggregate.AggregationKey;
import io.github.flowlog.aggregate.FlowAggregator;
import io.github.flowlog.aggregate.Metric;
import io.github.flowlog.aggregate.RankedGroup;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.FlowMatcher;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Prints the pairs of addresses that moved most bytes, of the flows that a filter lets through. */
public final class TopTalkers {
    private static final long MEMORY_BYTES = 64L << 20;

    private TopTalkers() {}

    /** Takes a filter as the command line does, and paths of logs. */
    public static void main(String[] args) throws IOException {
        Path[] logs = new Path[args.length - 1];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Path.of(args[i + 1]);
        }
        print(args[0], System.out, logs);
    }

    static void print(String filter, PrintStream out, Path... logs) throws IOException {
        // region
        FlowMatcher wanted = FlowFilter.parse(filter).matcher();
        FlowAggregator pairs = FlowAggregator.of(AggregationKey.parse("pair"), MEMORY_BYTES);
        FlowBatch batch = FlowBatch.create();
        for (Path log : logs) {
            try (FlowLogReader reader = FlowLogReader.open(log)) {
                while (reader.next(batch)) {
                    pairs.add(batch, wanted.select(batch));
                }
            }
        }
        for (RankedGroup pair : pairs.top(Metric.BYTES, 3)) {
            out.println(String.join(" -> ", pair.key()) + " " + pair.totals().value(Metric.BYTES) + " bytes");
        }
        // end region
    }
}
