package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.target.FlowRows;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The rows of a batch while they become CSV, which must not be larger than a message to the cluster can say. */
final class MeasuredRows implements FlowRows {
    /** The SDK takes the size of a blob as an int. */
    private static final long MOST = Integer.MAX_VALUE;

    private final FlowRows rows;
    private final LongSupplier csvBytes;

    /**
     * Measures rows.
     *
     * @param csvBytes how large the CSV of the rows is that were handed out
     */
    MeasuredRows(FlowRows rows, LongSupplier csvBytes) {
        this.rows = rows;
        this.csvBytes = csvBytes;
    }

    @Override
    public FlowBatch newColumns() {
        return rows.newColumns();
    }

    @Override
    public @Nullable String nextOrNull(FlowBatch columns, RowSelection selected) {
        long bytes = csvBytes.getAsLong();
        if (bytes > MOST) {
            throw rows.tooMany(
                    "one of its records brings its batch to more than 2 GiB of CSV; with a lower --max-name, records with"
                            + " longer names go to quarantine, and the others are loaded");
        }
        rows.made(bytes);
        return rows.nextOrNull(columns, selected);
    }

    @Override
    public void made(long bytes) {
        rows.made(bytes);
    }

    @Override
    public RuntimeException tooMany(String reason) {
        return rows.tooMany(reason);
    }
}
