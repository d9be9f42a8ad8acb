package io.github.flowlog.adx.cli.load;

/** Something on standard error that shows how far a load is. */
interface ProgressDisplay {
    /** Shows nothing. */
    ProgressDisplay NONE = (bytes, tuples, nanos) -> {};

    /** So much is done, since so long. */
    void show(long bytes, long tuples, long nanos);

    /** Makes way for a line of text. */
    default void clear() {}

    /** Goes away. */
    default void close() {}
}
