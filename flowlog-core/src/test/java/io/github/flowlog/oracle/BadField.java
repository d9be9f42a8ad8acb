package io.github.flowlog.oracle;

import io.github.flowlog.problem.ParseProblem;

/** Ends the reading of one tuple at its first bad field. */
final class BadField extends Exception {
    private static final long serialVersionUID = 1L;

    final ParseProblem problem;
    final String field;
    /** Position of the field in the tuple, in bytes of its unescaped text. */
    final int bytesBefore;

    BadField(ParseProblem problem, String field, int bytesBefore) {
        super(problem + " " + field, null, false, false);
        this.problem = problem;
        this.field = field;
        this.bytesBefore = bytesBefore;
    }
}
