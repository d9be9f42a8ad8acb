package io.github.flowlog.internal.scan;

import io.github.flowlog.internal.ascii.Iso8601;
import io.github.flowlog.internal.column.FlowColumns;
import io.github.flowlog.internal.column.StringDictionary;

/** What is known of one record while it is being parsed; reused for the next record at the same level of nesting. */
final class RecordState {
    /** No version was met yet. */
    static final int UNKNOWN = 0;
    /** The version is missing or wrong, so the tuples cannot be read. */
    static final int UNUSABLE = -1;

    int at;
    int depth;
    int index;
    int ordinal;

    boolean bad;
    boolean nsg;
    boolean vnet;
    boolean envelope;
    boolean hasFlowLogVersion;
    int version;
    long time;
    int resourceId;
    int targetResourceId;
    int mac;
    int interfaceMac;
    boolean interfaceMacsDiffer;

    int tuples;
    int badTuples;
    int columnsRecord;

    int rowsBefore;
    int groupsBefore;
    int recordsBefore;
    int ipv6Before;

    void start(int brace, int recordDepth, int recordIndex, int recordOrdinal, FlowColumns columns) {
        at = brace;
        depth = recordDepth;
        index = recordIndex;
        ordinal = recordOrdinal;
        bad = false;
        nsg = false;
        vnet = false;
        envelope = false;
        hasFlowLogVersion = false;
        version = UNKNOWN;
        time = Iso8601.NOT_A_TIME;
        resourceId = StringDictionary.EMPTY;
        targetResourceId = StringDictionary.EMPTY;
        mac = StringDictionary.EMPTY;
        interfaceMac = StringDictionary.EMPTY;
        interfaceMacsDiffer = false;
        tuples = 0;
        badTuples = 0;
        columnsRecord = -1;
        rowsBefore = columns.rows();
        groupsBefore = columns.groups();
        recordsBefore = columns.records();
        ipv6Before = columns.ipv6Count();
    }

    void dropRows(FlowColumns columns) {
        columns.truncate(rowsBefore, groupsBefore, recordsBefore, ipv6Before);
        columnsRecord = -1;
    }

    boolean hasContent() {
        return nsg || vnet;
    }
}
