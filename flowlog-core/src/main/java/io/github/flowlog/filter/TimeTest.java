package io.github.flowlog.filter;

import io.github.flowlog.FlowBatch;

/** Rows whose time is in a range, or outside it. */
final class TimeTest extends RowTest {
    private final long from;
    private final long to;
    private final boolean inside;

    TimeTest(Condition.TimeIn in, boolean negated) {
        this.from = in.from();
        this.to = in.to();
        this.inside = !negated;
    }

    @Override
    int narrow(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            long time = batch.time(row);
            rows[kept] = row;
            kept += (time >= from && time < to) == inside ? 1 : 0;
        }
        return kept;
    }
}
