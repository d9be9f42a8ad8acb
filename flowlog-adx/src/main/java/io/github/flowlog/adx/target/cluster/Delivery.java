package io.github.flowlog.adx.target.cluster;

import java.time.Duration;
import java.util.Objects;

/**
 * How patiently batches are delivered.
 *
 * @param confirming whether a load ends only when its batches are confirmed, or when they are queued
 * @param waitLimit how long a batch counts as being ingested after it was queued; after that it is queued once more
 * @param poll how long to wait between two looks at what was queued
 * @param retention how long the table keeps rows; older hours are not loaded
 * @param tries how often a step is taken whose failure may pass
 * @param pause how long to wait after its first failure; each further pause is longer
 */
public record Delivery(
        boolean confirming, Duration waitLimit, Duration poll, Duration retention, int tries, Duration pause) {
    /** So often a batch is queued before its delivery counts as failed. */
    static final int ATTEMPTS = 3;

    private static final Duration WAIT_LIMIT = Duration.ofMinutes(30);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final int TRIES = 6;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration ALL_TIME = Duration.ofDays(100 * 365);

    /** Checks the arguments. */
    public Delivery {
        Objects.requireNonNull(waitLimit, "waitLimit");
        Objects.requireNonNull(poll, "poll");
        Objects.requireNonNull(retention, "retention");
        Objects.requireNonNull(pause, "pause");
        if (tries < 1) {
            throw new IllegalArgumentException("tries must be at least 1, was " + tries);
        }
    }

    /** Waits for confirmation, half an hour for each attempt, into a table that keeps everything. */
    public static Delivery defaults() {
        return new Delivery(true, WAIT_LIMIT, POLL, ALL_TIME, TRIES, PAUSE);
    }

    /** The same, waiting for confirmation or not. */
    public Delivery withConfirming(boolean whether) {
        return new Delivery(whether, waitLimit, poll, retention, tries, pause);
    }

    /** The same with another limit. */
    public Delivery withWaitLimit(Duration limit) {
        return new Delivery(confirming, limit, poll, retention, tries, pause);
    }

    /** The same with another pause between two looks. */
    public Delivery withPoll(Duration between) {
        return new Delivery(confirming, waitLimit, between, retention, tries, pause);
    }

    /** The same for a table that keeps rows for some time. */
    public Delivery withRetention(Duration period) {
        return new Delivery(confirming, waitLimit, poll, period, tries, pause);
    }

    /** The same, taking a step that fails so often, with this pause after the first failure. */
    public Delivery withRetries(int most, Duration first) {
        return new Delivery(confirming, waitLimit, poll, retention, most, first);
    }
}
