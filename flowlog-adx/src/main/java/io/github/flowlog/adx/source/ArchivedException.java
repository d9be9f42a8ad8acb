package io.github.flowlog.adx.source;

import java.io.IOException;

/** Thrown when a log is stored in a way that has to be undone before it can be read; the message says how. */
public final class ArchivedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what to do. */
    public ArchivedException(String message) {
        super(message);
    }
}
