package io.github.flowlog.adx;

import io.github.flowlog.adx.target.Settlement;
import java.util.List;

/**
 * What a load did.
 *
 * @param outcomes what became of each source that was looked at, in order
 * @param batches batches that were committed
 * @param rows rows that were committed
 * @param records records that the committed rows came from, empty ones included
 * @param replacedRows rows of rewritten sources that were removed
 * @param newQuarantine how many things could not be read that were not known before
 * @param quarantine how many things the quarantine of the target holds now, of whatever load
 * @param settlement what became of the batches, where they are not in place at once
 * @param stopped whether the load was told to stop before its end
 */
public record LoadReport(
        List<SourceOutcome> outcomes,
        int batches,
        long rows,
        long records,
        long replacedRows,
        long newQuarantine,
        long quarantine,
        Settlement settlement,
        boolean stopped) {
    /** Makes the outcomes unmodifiable. */
    public LoadReport {
        outcomes = List.copyOf(outcomes);
    }

    /** How many sources were treated in one way. */
    public long count(SourceOutcome.Kind kind) {
        return outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
    }

    /** Whether every source was read or known before. */
    public boolean isComplete() {
        return !stopped && count(SourceOutcome.Kind.FAILED) == 0;
    }
}
