package io.github.flowlog.internal.scan;

import io.github.flowlog.problem.ParseProblem;

/** Says that the document cannot be read any further: what is wrong, at which index of the window, what was expected. */
public final class SyntaxFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ParseProblem problem;
    private final int at;
    private final int passed;
    private final String expectation;

    /** Makes a fault; it has no stack trace, because hostile input may cause many. */
    public SyntaxFault(ParseProblem problem, int at, String expectation) {
        this(problem, at, at, expectation);
    }

    /** Makes a fault of what begins at {@code at} and was passed up to {@code passed}. */
    public SyntaxFault(ParseProblem problem, int at, int passed, String expectation) {
        super(expectation, null, false, false);
        this.problem = problem;
        this.at = at;
        this.passed = passed;
        this.expectation = expectation;
    }

    /** What kind of thing is wrong. */
    public ParseProblem problem() {
        return problem;
    }

    /** Index of the offending byte in the window. */
    public int at() {
        return at;
    }

    /** Index of the first byte behind what need not be looked at again. */
    public int passed() {
        return passed;
    }

    /** What was expected. */
    public String expectation() {
        return expectation;
    }
}
