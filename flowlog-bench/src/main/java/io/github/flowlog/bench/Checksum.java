package io.github.flowlog.bench;

/**
 * An order-sensitive checksum over the values of rows, the same whoever holds the columns.
 *
 * <p>A row is a polynomial of its values and the whole a polynomial of its rows.
 */
final class Checksum {
    /** What a row and a whole log begin with. */
    static final long START = 1;

    /** Odd, 2^64 divided by the golden ratio: neighbouring values end far apart. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Checksum() {}

    /** The checksum of what {@code before} stands for, followed by {@code next}. */
    static long with(long before, long next) {
        return before * MULTIPLIER + next;
    }
}
