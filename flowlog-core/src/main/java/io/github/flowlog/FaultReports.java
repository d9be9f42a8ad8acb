package io.github.flowlog;

import io.github.flowlog.internal.scan.FaultListener;
import io.github.flowlog.internal.scan.KnownKey;
import io.github.flowlog.internal.scan.SyntaxFault;
import io.github.flowlog.internal.scan.Window;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import io.github.flowlog.problem.ParseProblem;

/**
 * Reports what is wrong, at its place in the source, as the options say.
 *
 * <p>Strict reading has it thrown, skipping has it told to the listener. Not thread-safe.
 */
final class FaultReports implements FaultListener {
    private static final int EXCERPT = 64;
    private static final int NONE = -1;

    private final Window window;
    private final String source;
    private final ReadOptions options;

    FaultReports(Window window, String source, ReadOptions options) {
        this.window = window;
        this.source = source;
        this.options = options;
    }

    boolean areStrict() {
        return options.badInput() == BadInputPolicy.STRICT;
    }

    @Override
    public void onBadRecord(
            ParseProblem problem, String field, int from, int to, int recordAt, int recordIndex, String expectation) {
        tell(badInput(problem, BadInput.Scope.RECORD, field, from, to, recordAt, recordIndex, NONE, expectation));
    }

    @Override
    public void onBadTuple(
            ParseProblem problem,
            String field,
            int from,
            int to,
            int recordAt,
            int recordIndex,
            int tupleIndex,
            String expectation) {
        tell(badInput(problem, BadInput.Scope.TUPLE, field, from, to, recordAt, recordIndex, tupleIndex, expectation));
    }

    /** Tells of a part of an envelope that stands beside its records. */
    void onBadEnvelope(ParseProblem problem, KnownKey key, int from, int to, String expectation) {
        onBadRecord(problem, key.text(), from, to, NONE, NONE, expectation);
    }

    /** What ends a document; {@code recordAt} is the index of the record that is open, or negative. */
    BadInput endOfDocument(SyntaxFault fault, int recordAt, int recordIndex) {
        return badInput(
                fault.problem(),
                BadInput.Scope.DOCUMENT,
                "",
                fault.at(),
                window.limit(),
                recordAt,
                recordAt < 0 ? NONE : recordIndex,
                NONE,
                fault.expectation());
    }

    /** Hands a problem to the listener, or throws it. */
    void tell(BadInput badInput) {
        if (areStrict()) {
            throw new FlowLogParseException(badInput);
        }
        options.listener().onBadInput(badInput);
    }

    private BadInput badInput(
            ParseProblem problem,
            BadInput.Scope scope,
            String field,
            int from,
            int to,
            int recordAt,
            int recordIndex,
            int tupleIndex,
            String expectation) {
        return new BadInput(
                problem,
                scope,
                field,
                source,
                window.offset(from),
                recordAt < 0 ? NONE : window.offset(recordAt),
                recordIndex,
                tupleIndex,
                excerpt(from, to),
                expectation,
                0);
    }

    private String excerpt(int from, int to) {
        int end = Math.min(to, from + EXCERPT);
        StringBuilder text = new StringBuilder(EXCERPT);
        byte[] bytes = window.bytes();
        for (int i = from; i < end; i++) {
            boolean printable = bytes[i] >= ' ' && bytes[i] < 0x7F;
            text.append(printable ? (char) bytes[i] : '.');
        }
        return text.toString();
    }
}
