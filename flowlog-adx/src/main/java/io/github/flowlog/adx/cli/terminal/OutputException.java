package io.github.flowlog.adx.cli.terminal;

import java.io.IOException;

/** Thrown when output cannot be written, so that it is not taken for a source that cannot be read. */
public final class OutputException extends IOException {
    private static final long serialVersionUID = 1L;

    public OutputException(String name, IOException cause) {
        super("Cannot write " + name + ": " + FailureText.reason(cause) + ".", cause);
    }
}
