package io.github.flowlog.internal.column;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a batch, which its API does not show, for the other packages of this module.
 *
 * <p>Only the class of batches can reach them; it hands in the way, once, when it is initialised, so that there is one
 * wherever there is a batch. Thread-safe.
 */
public final class BatchColumns {
    private static volatile @Nullable Function<Object, FlowColumns> way;

    private BatchColumns() {}

    /** Called by the class of batches alone. */
    public static void open(Function<Object, FlowColumns> toColumns) {
        if (way != null) {
            throw new IllegalStateException("the way to the columns is known");
        }
        way = toColumns;
    }

    /** The columns that a batch has now; its next fill may give it others. */
    public static FlowColumns of(Object batch) {
        return Objects.requireNonNull(way, "no batch was made").apply(batch);
    }
}
