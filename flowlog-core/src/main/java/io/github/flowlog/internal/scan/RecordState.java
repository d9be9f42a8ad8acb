package io.github.flowlog.internal.scan;

import io.github.flowlog.internal.ascii.Iso8601;
import io.github.flowlog.internal.column.ColumnsMark;
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
    private int interfaceMac;
    private boolean interfaceMacsDiffer;

    int tuples;
    int badTuples;
    int columnsRecord;

    final ColumnsMark before = new ColumnsMark();

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
        before.set(columns);
    }

    void dropRows(FlowColumns columns) {
        before.restore(columns);
        columnsRecord = -1;
    }

    /** Takes the record's own MAC; false where an interface was named otherwise before. */
    boolean takeMac(int recordMac) {
        mac = recordMac;
        return recordMac == StringDictionary.EMPTY
                || interfaceMac == StringDictionary.EMPTY
                || (interfaceMac == recordMac && !interfaceMacsDiffer);
    }

    /** Takes the MAC of one interface; false where the record was named otherwise before. */
    boolean takeInterfaceMac(int nextMac) {
        if (nextMac == StringDictionary.EMPTY) {
            return true;
        }
        interfaceMacsDiffer |= interfaceMac != StringDictionary.EMPTY && interfaceMac != nextMac;
        interfaceMac = nextMac;
        return mac == StringDictionary.EMPTY || mac == nextMac;
    }

    boolean hasContent() {
        return nsg || vnet;
    }
}
