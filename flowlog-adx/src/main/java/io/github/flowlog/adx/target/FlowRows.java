package io.github.flowlog.adx.target;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a batch, read while a target asks for them.
 *
 * <p><b>Errors:</b> whatever {@link #nextOrNull} throws ends the rows; a target lets it pass, and asks no more. <b>Thread-safety:</b>
 * one thread at a time, not always the same.
 */
public interface FlowRows {
    /** Makes empty columns of the size in which these rows come; a target that writes on several threads needs several. */
    FlowBatch newColumns();

    /**
     * Fills columns with the next rows, which are all of one source, and selects those that belong to the batch, at least one.
     *
     * @param columns made by {@link #newColumns}
     * @param selected which rows of the columns are to be written
     * @return the source's SourceId; null at the end
     */
    @Nullable
    String nextOrNull(FlowBatch columns, RowSelection selected);

    /** Hears how many bytes a target has made of the rows so far, so that the batch ends in time; where that does not matter, it is not told. */
    void made(long bytes);

    /**
     * Makes what a target throws when a batch cannot hold the rows that it was given last.
     *
     * @param reason a clause about the source of these rows, which is reported with it
     */
    RuntimeException tooMany(String reason);
}
