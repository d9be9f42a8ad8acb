package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.input.FlowSink;
import io.github.flowlog.adx.cli.input.ScannedSource;
import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.aggregate.AggregationKey;
import io.github.flowlog.aggregate.AggregationLimitException;
import io.github.flowlog.aggregate.FlowAggregator;
import io.github.flowlog.filter.FlowMatcher;

/** Groups the flows of a pair, those of each way for themselves, in bounded memory. */
final class PairFlows implements FlowSink {
    /** What the groups of each way may take; a group takes about 150 bytes. */
    private static final long MEMORY = 64L << 20;

    private final FlowMatcher thereMatcher;
    private final FlowMatcher backMatcher;
    private final FlowAggregator there;
    private final FlowAggregator back;

    PairFlows(Pair pair, AggregationKey key) {
        this.thereMatcher = pair.there().matcher();
        this.backMatcher = pair.back().matcher();
        this.there = FlowAggregator.of(key, MEMORY);
        this.back = FlowAggregator.of(key, MEMORY);
    }

    @Override
    public void write(ScannedSource source, FlowBatch batch, RowSelection rows) {
        try {
            there.add(batch, thereMatcher.select(batch));
            back.add(batch, backMatcher.select(batch));
        } catch (AggregationLimitException e) {
            throw CommandFailure.failed("More than " + Words.grouped(e.groups())
                    + " different ports and rules between these two ends: ask about smaller ones, or add -f.");
        }
    }

    /** Flows from A to B. */
    FlowAggregator there() {
        return there;
    }

    /** Flows from B to A. */
    FlowAggregator back() {
        return back;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
