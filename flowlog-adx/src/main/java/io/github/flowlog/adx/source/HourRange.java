package io.github.flowlog.adx.source;

import java.time.Duration;
import java.time.Instant;

/**
 * Hours that follow each other, each named by its start.
 *
 * @param first start of the first hour
 * @param last start of the last hour; the same when there is one
 */
public record HourRange(Instant first, Instant last) {
    /** How many hours. */
    public long hours() {
        return Duration.between(first, last).toHours() + 1;
    }
}
