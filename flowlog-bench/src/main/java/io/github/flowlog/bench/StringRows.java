package io.github.flowlog.bench;

import java.io.IOException;

/** The rows of a peer whose library gives strings: splits each tuple and hands on full batches. */
final class StringRows {
    private final PeerRows rows = new PeerRows();
    private RowSink sink = new RowCount();

    /** Begins a log, whose rows go to {@code newSink}. */
    void begin(RowSink newSink) {
        sink = newSink;
    }

    /** Adds a tuple; {@code version} is 1, 2 or 4. */
    void add(String tuple, int version) throws IOException {
        SplitTuple.fill(tuple, version, rows);
        rows.flushIfFull(sink);
    }

    /** Hands on the rows that remain. */
    void end() {
        rows.flush(sink);
    }
}
