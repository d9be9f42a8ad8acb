package io.github.flowlog.internal.scan;

/**
 * Says that the window ended inside something, while the source has more.
 *
 * <p>A signal, not an error: it unwinds the parser to the start of the record, which is parsed again with more bytes.
 * It carries nothing and has no stack trace, so one instance serves a scanner for good.
 */
public final class Underflow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Underflow() {
        super(null, null, false, false);
    }
}
