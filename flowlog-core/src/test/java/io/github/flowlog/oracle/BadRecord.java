package io.github.flowlog.oracle;

import io.github.flowlog.problem.ParseProblem;

/** Ends the reading of one record at its first problem. */
final class BadRecord extends Exception {
    private static final long serialVersionUID = 1L;

    final ParseProblem problem;
    final String field;
    final int at;

    BadRecord(ParseProblem problem, String field, int at) {
        super(problem + " " + field, null, false, false);
        this.problem = problem;
        this.field = field;
        this.at = at;
    }
}
