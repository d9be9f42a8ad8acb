package io.github.flowlog.adx;

import io.github.flowlog.adx.target.Settlement;
import java.util.List;

/**
 * What became of places in quarantine that were read once more.
 *
 * @param problems how many problems were to be looked at
 * @param left how many there are in the same sources now
 * @param rows rows that were committed
 * @param batches batches that were committed, those included that only count the attempt
 * @param untouched sources that could not be looked at
 * @param settlement what became of the batches, where they are not in place at once
 * @param stopped whether it was told to stop before its end
 */
public record RetryReport(
        long problems,
        long left,
        long rows,
        int batches,
        List<Untouched> untouched,
        Settlement settlement,
        boolean stopped) {
    /** Makes the list unmodifiable. */
    public RetryReport {
        untouched = List.copyOf(untouched);
    }

    /**
     * A source whose places are as they were.
     *
     * @param source its name
     * @param reason why, and what to do
     */
    public record Untouched(String source, String reason) {}
}
