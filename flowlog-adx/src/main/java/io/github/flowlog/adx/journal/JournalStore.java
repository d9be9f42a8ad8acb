package io.github.flowlog.adx.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Where the bytes of a journal lie. Whoever has it open has it alone.
 *
 * <p><b>Errors:</b> {@link io.github.flowlog.adx.target.LoadException} with a sentence that says what to do. Not thread-safe.
 */
public interface JournalStore extends AutoCloseable {
    /** What messages call it; holds no secret. */
    String name();

    /** All bytes, which may be more than fit into memory; the caller closes the stream before anything else is done. */
    InputStream read() throws IOException;

    /** Drops all bytes behind a place, which an append that was cut has left. */
    void truncate(long size) throws IOException;

    /**
     * Appends bytes, which are durable on return.
     *
     * <p>When it fails and any of them is there, no other bytes are taken behind them until the journal is opened again: all of them, when
     * only the answer was lost, or a part, which the opening drops.
     */
    void append(byte[] line) throws IOException;

    /** Whether there are so many appends behind the last replacement that soon no more are taken. */
    default boolean isNearlyFull() {
        return false;
    }

    /** Puts other bytes in place of all that there are, in one step: a process that ends meanwhile leaves the old ones. */
    void replaceBy(Content all) throws IOException;

    /** Bytes that are made while they are written. */
    @FunctionalInterface
    interface Content {
        /** Writes all of them; the stream stays open. */
        void writeTo(OutputStream out) throws IOException;
    }

    @Override
    void close() throws IOException;
}
