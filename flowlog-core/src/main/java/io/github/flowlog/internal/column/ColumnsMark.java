package io.github.flowlog.internal.column;

/** How far columns were filled at a moment, to go back to; reused, so that marking costs nothing. Not thread-safe. */
public final class ColumnsMark {
    private int rows;
    private int groups;
    private int records;
    private int ipv6;

    /** Remembers how far the columns are filled. */
    public void set(FlowColumns columns) {
        rows = columns.rows();
        groups = columns.groups();
        records = columns.records();
        ipv6 = columns.ipv6Count();
    }

    /** Drops what was added to the same columns since. */
    public void restore(FlowColumns columns) {
        columns.truncate(rows, groups, records, ipv6);
    }

    /** How many rows there were. */
    public int rows() {
        return rows;
    }

    /** How many groups there were. */
    public int groups() {
        return groups;
    }
}
