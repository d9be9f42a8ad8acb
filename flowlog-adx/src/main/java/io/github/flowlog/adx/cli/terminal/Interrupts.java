package io.github.flowlog.adx.cli.terminal;

import java.util.function.BooleanSupplier;

/** How a command learns that it is to stop: the user pressed Ctrl-C, or a service or container is stopped. */
public interface Interrupts {
    /**
     * From now on the first signal asks the command to stop, and a second one halts the process.
     *
     * @param firstTime runs at the first signal
     * @return whether there was one
     */
    BooleanSupplier watch(Runnable firstTime);

    /**
     * What the process says to its caller.
     *
     * @param exitCode what the command came to
     */
    default int exitCode(int exitCode) {
        return exitCode;
    }
}
