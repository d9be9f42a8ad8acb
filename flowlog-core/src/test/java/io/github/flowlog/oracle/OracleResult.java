package io.github.flowlog.oracle;

import io.github.flowlog.FlowTuple;
import io.github.flowlog.ReadStats;
import io.github.flowlog.ResumePoint;
import java.util.List;

/**
 * All that reading one input gives.
 *
 * @param rows flow tuples in the order of the text
 * @param problems what could not be read, in the order of the text; under STRICT at most one, the one that is thrown
 * @param stats the counts at the end
 * @param resumePoint where to go on at the end
 */
public record OracleResult(
        List<FlowTuple> rows, List<OracleProblem> problems, ReadStats stats, ResumePoint resumePoint) {

    /** Copies the lists. */
    public OracleResult {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }
}
