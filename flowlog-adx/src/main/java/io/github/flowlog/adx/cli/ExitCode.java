package io.github.flowlog.adx.cli;

/** What the process says to its caller. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int NEEDS_A_PERSON = 3;
    static final int DIFFERENT = 4;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
