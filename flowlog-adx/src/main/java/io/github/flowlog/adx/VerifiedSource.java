package io.github.flowlog.adx;

import java.time.Instant;

/**
 * What a source holds and what the table holds of it.
 *
 * @param name what messages call the source
 * @param hour the hour in its path, else that of its first rows; the epoch where nothing tells
 * @param state how they compare
 * @param tuples flow tuples of the source up to where it is loaded
 * @param rows its rows in the table
 * @param message what is to be known about it, else empty
 */
public record VerifiedSource(String name, Instant hour, State state, long tuples, long rows, String message) {
    /** How a source and its rows compare. */
    public enum State {
        /** There are as many of the one as of the other. */
        EQUAL,
        /** There are not. */
        DIFFERENT,
        /** There are fewer rows, and the table keeps none of that hour any more. */
        EXPIRED,
        /** Nothing of it was ever loaded. */
        NOT_LOADED,
        /** It is not what was loaded any more. */
        REWRITTEN,
        /** It cannot be read. */
        UNREADABLE
    }

    /** How many rows too many the table has; negative when some are missing. */
    public long difference() {
        return rows - tuples;
    }
}
