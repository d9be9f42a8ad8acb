package io.github.flowlog.aggregate;

/** What groups are ranked by. */
public enum Metric {
    /** How many flow tuples there are. */
    FLOWS,
    /** Bytes of both directions. */
    BYTES,
    /** Packets of both directions. */
    PACKETS
}
