package io.github.flowlog.oracle;

import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.ParseProblem;

/**
 * One thing that the oracle could not read; the parts of {@link BadInput} that matter for a comparison.
 *
 * @param problem what kind of thing is wrong
 * @param scope how much is lost by it
 * @param field key or tuple field, or empty
 * @param byteOffset absolute offset of the first wrong byte
 * @param recordOffset absolute offset of the record's brace, or -1
 * @param recordIndex position of the record, or -1
 * @param tupleIndex position of the tuple in its record, or -1
 * @param unreadBytes bytes given up because of it
 */
public record OracleProblem(
        ParseProblem problem,
        BadInput.Scope scope,
        String field,
        long byteOffset,
        long recordOffset,
        int recordIndex,
        int tupleIndex,
        long unreadBytes) {

    /** The same parts of what the library reports. */
    public static OracleProblem of(BadInput badInput) {
        return new OracleProblem(
                badInput.problem(),
                badInput.scope(),
                badInput.field(),
                badInput.byteOffset(),
                badInput.recordOffset(),
                badInput.recordIndex(),
                badInput.tupleIndex(),
                badInput.unreadBytes());
    }
}
