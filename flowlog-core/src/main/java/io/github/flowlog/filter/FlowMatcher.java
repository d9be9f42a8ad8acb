package io.github.flowlog.filter;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;

/**
 * The predicate of a {@link FlowFilter} over batches.
 *
 * <p>Nothing is allocated per row. <b>Thread-safety:</b> none.
 */
public final class FlowMatcher {
    private final RowTest test;
    private final RowSelection selection = new RowSelection();

    FlowMatcher(Condition condition) {
        test = RowTest.of(condition, false);
    }

    /** The rows of a batch that pass; the selection belongs to the matcher and is filled again by the next call. */
    public RowSelection select(FlowBatch batch) {
        selection.selectAll(batch);
        narrow(batch, selection);
        return selection;
    }

    /** Takes the rows that do not pass out of a selection. */
    public void narrow(FlowBatch batch, RowSelection selected) {
        selected.narrow((rows, size) -> test.narrow(batch, rows, size));
    }
}
