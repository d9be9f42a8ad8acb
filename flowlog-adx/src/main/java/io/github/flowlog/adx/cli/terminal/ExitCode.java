package io.github.flowlog.adx.cli.terminal;

/** What the process says to its caller. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int NEEDS_A_PERSON = 3;
    public static final int DIFFERENT = 4;
    public static final int INTERRUPTED = 130;
    /** As {@link #INTERRUPTED}, by the signal with which services and containers are stopped. */
    public static final int TERMINATED = 143;

    private ExitCode() {}
}
