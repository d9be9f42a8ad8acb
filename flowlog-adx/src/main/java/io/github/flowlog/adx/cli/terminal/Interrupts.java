package io.github.flowlog.adx.cli.terminal;

import java.util.function.BooleanSupplier;

/** How a command learns that the user pressed Ctrl-C. */
public interface Interrupts {
    /**
     * From now on the first Ctrl-C asks the command to stop, and a second one halts the process.
     *
     * @param firstTime runs at the first Ctrl-C
     * @return whether there was one
     */
    BooleanSupplier watch(Runnable firstTime);
}
