package io.github.flowlog.aggregate;

/**
 * Thrown when there are more groups than the memory that was given to them can hold.
 *
 * <p>It comes before the arrays are made that would not fit, so the program is not short of memory.
 */
public final class AggregationLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long groups;
    private final long memoryBytes;

    AggregationLimitException(long groups, long memoryBytes) {
        super(groups + " groups fill the " + memoryBytes
                + " bytes given to them; give more, group by a coarser key, or filter");
        this.groups = groups;
        this.memoryBytes = memoryBytes;
    }

    /** How many groups there were. */
    public long groups() {
        return groups;
    }

    /** How many bytes they were given. */
    public long memoryBytes() {
        return memoryBytes;
    }
}
