package io.github.flowlog.adx;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** A source cannot be read; unchecked, because it passes through a target. */
final class SourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RowSource reading;

    private final IOException ioCause;

    SourceFailure(RowSource reading, IOException cause) {
        super(cause);
        this.reading = reading;
        this.ioCause = cause;
    }

    IOException ioCause() {
        return ioCause;
    }

    RowSource reading() {
        return reading;
    }

    /** What an outcome says of it. */
    static String describe(IOException failed) {
        if (failed instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failed instanceof NoSuchFileException) {
            return "no such file";
        }
        String message = failed.getMessage();
        return message == null ? failed.getClass().getSimpleName() : message;
    }
}
