package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;

/** The sink of what is timed: counts rows and looks at one value of each batch, so that no work can be left out. */
final class RowCount implements RowSink {
    private long rows;
    private long seen;

    @Override
    public void take(FlowBatch batch) {
        rows += batch.size();
        seen += batch.time(batch.size() - 1);
    }

    @Override
    public void take(PeerRows batch) {
        rows += batch.size();
        seen += batch.time[batch.size() - 1];
    }

    /** How many rows came. */
    long rows() {
        return rows;
    }

    /** A value that depends on each batch. */
    long seen() {
        return seen;
    }
}
