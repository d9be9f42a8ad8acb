package io.github.flowlog.adx.source;

import java.io.IOException;

/** Thrown when an argument leads to no log; the message is one sentence that names the argument. */
public final class SourceNotFoundException extends IOException {
    private static final long serialVersionUID = 1L;

    SourceNotFoundException(String message) {
        super(message);
    }
}
