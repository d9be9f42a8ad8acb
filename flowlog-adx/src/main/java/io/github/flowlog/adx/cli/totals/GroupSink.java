package io.github.flowlog.adx.cli.totals;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.input.FlowSink;
import io.github.flowlog.adx.cli.input.ScannedSource;
import io.github.flowlog.aggregate.FlowAggregator;

/**
 * Adds flows to groups.
 *
 * @param groups what they are added to
 */
record GroupSink(FlowAggregator groups) implements FlowSink {
    @Override
    public void write(ScannedSource source, FlowBatch batch, RowSelection rows) {
        groups.add(batch, rows);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
