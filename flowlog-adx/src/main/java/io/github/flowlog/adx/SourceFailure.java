package io.github.flowlog.adx;

import java.io.IOException;

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
}
