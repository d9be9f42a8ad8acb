package io.github.flowlog.adx.source;

import java.time.Duration;
import java.time.Instant;

/**
 * One hour of a flow log.
 *
 * @param start when it begins, UTC
 */
public record LoggedHour(Instant start) {
    /** So long after its end an hour may still get records: they have been seen a minute late, never a quarter of an hour. */
    public static final Duration SETTLE_TIME = Duration.ofMinutes(15);

    /** When the next one begins. */
    public Instant end() {
        return start.plus(Duration.ofHours(1));
    }

    /** Whether it ended so long ago that nothing is written to its log any more. */
    public boolean hasSettled(Instant now) {
        return hasSettledSince(end(), now);
    }

    /** Whether what was written to last at some time is not written to any more. */
    public static boolean hasSettledSince(Instant lastWrite, Instant now) {
        return !lastWrite.plus(SETTLE_TIME).isAfter(now);
    }
}
