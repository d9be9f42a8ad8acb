package io.github.flowlog.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a thread read, which JMH gives as rates beside the score. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Volume {
    /** Bytes of the log. */
    public long bytes;

    /** Flow tuples. */
    public long tuples;

    /** Adds one reading of a log. */
    void add(long logBytes, RowCount rows) {
        bytes += logBytes;
        tuples += rows.rows();
    }
}
