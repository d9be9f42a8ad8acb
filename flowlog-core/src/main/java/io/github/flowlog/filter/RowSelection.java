package io.github.flowlog.filter;

import io.github.flowlog.FlowBatch;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * Some rows of a {@link FlowBatch}, in ascending order.
 *
 * <p><b>Ownership:</b> made once and filled again for each batch; its rows mean nothing for another batch. <b>Thread-safety:</b> none.
 */
public final class RowSelection {
    private int[] rows = new int[0];
    private int size;

    /** Makes an empty selection. */
    public RowSelection() {}

    /** Selects every row of a batch. */
    public void selectAll(FlowBatch batch) {
        size = batch.size();
        if (rows.length < size) {
            rows = new int[size];
        }
        for (int row = 0; row < size; row++) {
            rows[row] = row;
        }
    }

    /** How many rows are selected. */
    public int size() {
        return size;
    }

    /** The row at a position of the selection; an {@link IndexOutOfBoundsException} outside {@code [0, size())}. */
    public int row(int position) {
        return rows[Objects.checkIndex(position, size)];
    }

    /** Keeps the first rows only; more than there are keeps all. */
    public void limit(long count) {
        size = (int) Math.min(size, Math.max(0, count));
    }

    /** Keeps the rows that pass a test. */
    public void retain(IntPredicate test) {
        int kept = 0;
        for (int position = 0; position < size; position++) {
            int row = rows[position];
            if (test.test(row)) {
                rows[kept++] = row;
            }
        }
        size = kept;
    }

    int[] rows() {
        return rows;
    }

    void resize(int newSize) {
        size = newSize;
    }
}
