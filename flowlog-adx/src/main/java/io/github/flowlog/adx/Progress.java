package io.github.flowlog.adx;

import java.util.HashMap;
import java.util.Map;

/** Adds up stored bytes and tuples over all sources, those included that are read but not durable yet. */
final class Progress {
    private final LoadListener listener;
    private final Map<RowSource, Long> bytesOfOpen = new HashMap<>();
    private long bytes;
    private long tuples;

    Progress(LoadListener listener) {
        this.listener = listener;
    }

    /** So many tuples of a source were read. */
    void advance(RowSource reading, int newTuples) {
        tuples += newTuples;
        move(reading, Math.min(reading.stats().bytes(), reading.storedBytes()));
    }

    /** A source that was read is behind. */
    void done(RowSource reading) {
        move(reading, reading.storedBytes());
        bytesOfOpen.remove(reading);
    }

    /** What was read of a source since its last batch is dropped, and will be read again. */
    void dropped(RowSource reading) {
        tuples -= reading.rows() - reading.committedRows();
        bytesOfOpen.remove(reading);
    }

    /** A source that need not be read is behind. */
    void passed(long storedBytes) {
        bytes += storedBytes;
        listener.progressed(bytes, tuples);
    }

    private void move(RowSource reading, long to) {
        Long before = bytesOfOpen.put(reading, to);
        passed(to - (before == null ? 0 : before));
    }
}
