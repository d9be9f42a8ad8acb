package io.github.flowlog.adx.storage;

import java.time.Instant;

/**
 * Which hours of logs are wanted.
 *
 * @param first hours that begin before are not wanted
 * @param end hours that begin then or later are not wanted
 */
public record HourWindow(Instant first, Instant end) {
    /** All hours. */
    public static final HourWindow UNLIMITED = new HourWindow(Instant.MIN, Instant.MAX);

    /** Whether an hour is wanted, by its start. */
    public boolean holds(Instant hour) {
        return !hour.isBefore(first) && hour.isBefore(end);
    }

    boolean isUnlimited() {
        return equals(UNLIMITED);
    }
}
