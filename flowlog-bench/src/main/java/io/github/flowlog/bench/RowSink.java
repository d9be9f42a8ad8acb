package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;

/**
 * Takes what a contender reads, batch after batch; the benchmark and its gate differ in nothing but the sink.
 *
 * <p><b>Ownership:</b> the columns are the contender's, and change once the method has returned.
 */
interface RowSink {
    /** Takes the rows of our reader. */
    void take(FlowBatch batch);

    /** Takes the rows of a peer. */
    void take(PeerRows rows);
}
