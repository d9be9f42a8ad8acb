package io.github.flowlog.adx.cli.terminal;

import java.io.IOException;

/** Thrown when whoever reads our output has seen enough; the command ends without a word. */
public final class ClosedPipeException extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedPipeException(IOException cause) {
        super("nobody reads the output any more", cause);
    }
}
