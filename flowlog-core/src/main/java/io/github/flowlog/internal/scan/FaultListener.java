package io.github.flowlog.internal.scan;

import io.github.flowlog.problem.ParseProblem;

/** Is told what is wrong inside a top-level record that is complete; indexes are those of the window. */
public interface FaultListener {
    /**
     * A record is skipped as a whole; {@code recordAt} is the index of its first byte. Both it and {@code recordIndex} are
     * -1 when the object is an envelope of nested records, which are not skipped.
     */
    void onBadRecord(
            ParseProblem problem, String field, int from, int to, int recordAt, int recordIndex, String expectation);

    /** One flow tuple of a record that is otherwise good is skipped. */
    void onBadTuple(
            ParseProblem problem,
            String field,
            int from,
            int to,
            int recordAt,
            int recordIndex,
            int tupleIndex,
            String expectation);
}
