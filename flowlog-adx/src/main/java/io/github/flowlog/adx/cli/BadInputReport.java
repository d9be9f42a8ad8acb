package io.github.flowlog.adx.cli;

import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.BadInputListener;

/** Prints the first problems in full and counts the others. */
final class BadInputReport implements BadInputListener {
    private static final int IN_FULL = 10;

    private final Terminal terminal;
    private long problems;

    BadInputReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void onBadInput(BadInput badInput) {
        problems++;
        if (problems <= IN_FULL) {
            terminal.say("Skipped " + scope(badInput) + ": " + badInput.message());
        }
    }

    private static String scope(BadInput badInput) {
        return switch (badInput.scope()) {
            case TUPLE -> "a flow tuple";
            case RECORD -> "a record";
            case DOCUMENT -> "the rest of a document";
        };
    }

    /** Says how many were not printed. */
    void finish() {
        if (problems > IN_FULL) {
            terminal.say("... and " + Words.count(problems - IN_FULL, "more problem") + " like these.");
        }
    }
}
