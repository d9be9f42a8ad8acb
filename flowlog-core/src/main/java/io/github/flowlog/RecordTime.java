package io.github.flowlog;

import java.time.Instant;

/** Conversions of a record's time, which counts steps of 100 ns since the epoch. */
final class RecordTime {
    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final int NANOS_PER_TICK = 100;

    private RecordTime() {}

    static Instant toInstant(long ticks) {
        return Instant.ofEpochSecond(
                Math.floorDiv(ticks, TICKS_PER_SECOND), Math.floorMod(ticks, TICKS_PER_SECOND) * NANOS_PER_TICK);
    }
}
