package io.github.flowlog;

import io.github.flowlog.problem.BadInputListener;
import io.github.flowlog.problem.BadInputPolicy;
import java.util.Objects;

/**
 * How to read: what to do with bad input, within which limits, with how large a buffer.
 *
 * <p>Immutable; {@link #defaults()} is strict.
 */
public final class ReadOptions {
    private static final ReadOptions DEFAULTS =
            new ReadOptions(BadInputPolicy.STRICT, problem -> {}, ReadLimits.defaults(), 1 << 20);

    private final BadInputPolicy badInput;
    private final BadInputListener listener;
    private final ReadLimits limits;
    private final int bufferBytes;

    private ReadOptions(BadInputPolicy badInput, BadInputListener listener, ReadLimits limits, int bufferBytes) {
        this.badInput = badInput;
        this.listener = Objects.requireNonNull(listener, "listener");
        this.limits = Objects.requireNonNull(limits, "limits");
        if (bufferBytes < 1) {
            throw new IllegalArgumentException("bufferBytes must be at least 1, not " + bufferBytes);
        }
        this.bufferBytes = bufferBytes;
    }

    /** Strict, default limits, a window of 1 MiB. */
    public static ReadOptions defaults() {
        return DEFAULTS;
    }

    /** The same options under {@link BadInputPolicy#SKIP}: each problem goes to the listener. */
    public ReadOptions skippingBadInput(BadInputListener newListener) {
        return new ReadOptions(BadInputPolicy.SKIP, newListener, limits, bufferBytes);
    }

    /** The same options with other limits. */
    public ReadOptions withLimits(ReadLimits newLimits) {
        return new ReadOptions(badInput, listener, newLimits, bufferBytes);
    }

    /** The same options with another window, in bytes. */
    public ReadOptions withBufferBytes(int bytes) {
        return new ReadOptions(badInput, listener, limits, bytes);
    }

    /** What happens to input that does not follow the format. */
    public BadInputPolicy badInput() {
        return badInput;
    }

    /** What receives each problem under {@link BadInputPolicy#SKIP}. */
    public BadInputListener listener() {
        return listener;
    }

    /** Bounds for hostile input. */
    public ReadLimits limits() {
        return limits;
    }

    /** How large the window over a stream or file may become before a larger record needs more; default 1 MiB. */
    public int bufferBytes() {
        return bufferBytes;
    }
}
