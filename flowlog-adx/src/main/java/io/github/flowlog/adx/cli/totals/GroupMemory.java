package io.github.flowlog.adx.cli.totals;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.aggregate.AggregationLimitException;
import io.github.flowlog.aggregate.FlowAggregator;

/** How much of the heap groups may take, and what to say when it is not enough. */
final class GroupMemory {
    /** What reading takes, and what a collector needs to work. */
    private static final double SHARE = 0.6;

    private static final long MEGABYTE = 1_000_000;

    private GroupMemory() {}

    static long available() {
        return (long) (Runtime.getRuntime().maxMemory() * SHARE);
    }

    static CommandFailure failure(FlowAggregator groups, AggregationLimitException full, String option) {
        long perGroup = groups.memoryBytes() / Math.max(1, full.groups());
        return CommandFailure.failed("There is no memory for more than " + Words.grouped(full.groups())
                + " groups, of " + Words.grouped(perGroup) + " bytes each, "
                + Words.grouped(full.memoryBytes() / MEGABYTE)
                + " MB in all. Allow more (FLOWLOG_JAVA_OPTS=-Xmx8g), or make " + option
                + " coarser (subnet/24), or filter (-f).");
    }
}
