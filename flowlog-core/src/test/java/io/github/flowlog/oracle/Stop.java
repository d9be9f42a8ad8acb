package io.github.flowlog.oracle;

import io.github.flowlog.problem.ParseProblem;

/** Ends the walk over one document at the first byte that no JSON text has there. */
final class Stop extends Exception {
    private static final long serialVersionUID = 1L;

    final ParseProblem problem;
    final int at;

    Stop(ParseProblem problem, int at) {
        super(problem + " at position " + at, null, false, false);
        this.problem = problem;
        this.at = at;
    }
}
