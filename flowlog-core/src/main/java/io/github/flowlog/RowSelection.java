package io.github.flowlog;

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

    /** Takes rows out in one go, which is faster than one call a row. */
    public void narrow(Narrowing narrowing) {
        size = Objects.checkIndex(narrowing.narrow(rows, size), size + 1);
    }

    /** What takes rows out of a selection in place. */
    @FunctionalInterface
    public interface Narrowing {
        /**
         * Moves the rows that stay, in their order, to the front of {@code rows[0, size)} and returns how many they are. The
         * array is the selection's own, so that no row is copied; it must not be kept.
         */
        int narrow(int[] rows, int size);
    }
}
