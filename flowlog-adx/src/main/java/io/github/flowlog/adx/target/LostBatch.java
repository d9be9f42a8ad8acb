package io.github.flowlog.adx.target;

import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.ledger.Cursor;
import java.io.IOException;
import java.util.List;

/**
 * A batch that is to be sent once more and of which nothing is left to send. Its plan names sources and ranges, and the same ranges give
 * the same rows.
 *
 * @param id its id
 * @param ranges what it holds of each source, in the order in which it was read
 */
public record LostBatch(String id, List<Range> ranges) {
    /** Makes the list unmodifiable. */
    public LostBatch {
        ranges = List.copyOf(ranges);
    }

    /**
     * What it holds of one source.
     *
     * @param start where reading began
     * @param cursor where it ended
     * @param part what the ledger learns of the source with the batch
     */
    public record Range(ResumePoint start, Cursor cursor, BuiltBatch.Part part) {}

    /** Reads lost batches again. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Has the rows of a batch written into the target, as if it were a new one.
         *
         * @throws IOException with a clause that says why they cannot be read as they were
         */
        BuiltBatch read(LostBatch lost) throws IOException;
    }
}
