package io.github.flowlog.adx;

import io.github.flowlog.problem.BadInput;

/**
 * Hears how a load goes on. Every method may be left out.
 *
 * <p><b>Thread-safety:</b> one call at a time; not always on the thread that loads, because a target may read rows on threads
 * of its own.
 */
public interface LoadListener {
    /** Hears nothing. */
    LoadListener NONE = new LoadListener() {};

    /** The work ahead: so many sources, so many stored bytes. */
    default void planned(int sources, long storedBytes) {}

    /** A source is being read. */
    default void started(String source) {}

    /** So many stored bytes and tuples are behind, counted over all sources. */
    default void progressed(long storedBytes, long tuples) {}

    /** Something could not be read. */
    default void skipped(BadInput badInput) {}

    /** A batch is durable. */
    default void committed(String batchId, long rows) {}

    /** Everything is read; what is still on its way to the table is waited for. */
    default void settling() {}

    /** A source is done. */
    default void finished(SourceOutcome outcome) {}
}
