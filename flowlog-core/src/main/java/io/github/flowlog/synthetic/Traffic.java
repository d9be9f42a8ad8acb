package io.github.flowlog.synthetic;

/** The flow tuples that one network interface logs, minute after minute. */
interface Traffic {

    /**
     * Starts the next minute.
     *
     * @param format format of this minute's records, not MIXED
     * @param recordMillis the {@code time} of this minute's records
     */
    void begin(GeneratedFormat format, long recordMillis);

    /** Fills in the next tuple of the minute, or returns false when the minute has no more. */
    boolean next(Tuple tuple);
}
