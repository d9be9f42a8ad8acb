package io.github.flowlog.internal.scan;

import io.github.flowlog.problem.ParseProblem;
import java.io.IOException;

/** Says that a compressed source cannot be expanded any further; the source itself could be read. */
public final class CompressionFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final ParseProblem problem;
    private final String expectation;

    CompressionFault(ParseProblem problem, String expectation) {
        super(expectation);
        this.problem = problem;
        this.expectation = expectation;
    }

    /** What was expected. */
    public String expectation() {
        return expectation;
    }

    /** COMPRESSION for damaged bytes, LIMIT for bytes that expand beyond what is allowed. */
    public ParseProblem problem() {
        return problem;
    }
}
