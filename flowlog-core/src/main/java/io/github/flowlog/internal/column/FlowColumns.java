package io.github.flowlog.internal.column;

import java.util.Arrays;

/**
 * The rows of one batch as arrays of primitives, with what a run of rows shares kept once for the run.
 *
 * <p><b>Shape:</b> a row belongs to a group (the tuples that stand together under one rule), a group to a record. Rule,
 * ACL and MAC are stored for each group, offset, time, format and resource for each record; so a part that the text
 * names only after the tuples is filled in at no cost. A group's rows are consecutive and their tuple indexes too;
 * where a tuple was skipped, a new group begins. What a row belongs to can be asked once its group has ended.
 *
 * <p>An IPv4 address lies in the row itself; an IPv6 address in a side table, and the row holds its index. Both the
 * side table and the column of unknown encryption codes cost nothing until they are needed.
 *
 * <p>The arrays grow; nothing is given back until the batch is dropped. Not thread-safe.
 */
public final class FlowColumns {
    /** Flag: the flow was outbound. */
    public static final int OUTBOUND = 1;
    /** Flag: the flow was denied. */
    public static final int DENIED = 1 << 1;
    /** Flag: the source is an IPv6 address. */
    public static final int SOURCE_IPV6 = 1 << 5;
    /** Flag: the destination is an IPv6 address. */
    public static final int DESTINATION_IPV6 = 1 << 6;
    /** Beyond the largest number that the flags of direction, decision and state make. */
    public static final int TUPLE_FLAGS = 1 << 5;
    /** How far the flow state, an ordinal of three bits, is shifted within the flags. */
    public static final int STATE_SHIFT = 2;
    /** Encryption code of a text that has no number of its own. */
    public static final int OTHER_ENCRYPTION = 255;

    private static final int STATE_MASK = 7;
    private static final int ENCRYPTION_SHIFT = 8;
    private static final int PROTOCOL_SHIFT = 16;
    private static final int BYTE_MASK = 0xFF;
    private static final int PORT_MASK = 0xFFFF;
    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    private final StringDictionary strings = new StringDictionary();

    private final TextSequence rules = new TextSequence(strings);
    private final TextSequence acls = new TextSequence(strings);
    private final TextSequence macs = new TextSequence(strings);
    private final TextSequence resources = new TextSequence(strings);

    private int rows;
    private long[] times;
    /** Source in the upper half, destination in the lower. */
    private long[] addresses;
    /** Source in the upper half, destination in the lower. */
    private int[] ports;
    /** From the lowest byte up: flags, encryption, protocol. */
    private int[] kinds;

    private long[] packetsSourceToDestination;
    private long[] bytesSourceToDestination;
    private long[] packetsDestinationToSource;
    private long[] bytesDestinationToSource;
    private int[] rowGroups;
    private int[] otherEncryptions = new int[0];

    private int ipv6Longs;
    private long[] ipv6 = new long[0];

    private int groups;
    private int[] groupFirstRows = new int[64];
    private int[] groupFirstTuples = new int[64];
    private int[] groupRules = new int[64];
    private int[] groupAcls = new int[64];
    private int[] groupMacs = new int[64];
    private int[] groupRecords = new int[64];

    private int records;
    private long[] recordOffsets = new long[32];
    private long[] recordTimes = new long[32];
    private byte[] recordVersions = new byte[32];
    private int[] recordResources = new int[32];

    /** Makes columns with room for this many rows before they grow. */
    public FlowColumns(int capacity) {
        times = new long[capacity];
        addresses = new long[capacity];
        ports = new int[capacity];
        kinds = new int[capacity];
        packetsSourceToDestination = new long[capacity];
        bytesSourceToDestination = new long[capacity];
        packetsDestinationToSource = new long[capacity];
        bytesDestinationToSource = new long[capacity];
        rowGroups = new int[capacity];
    }

    /** Drops all rows, groups, records and strings. */
    public void clear() {
        truncate(0, 0, 0, 0);
        strings.clear();
        rules.clear();
        acls.clear();
        macs.clear();
        resources.clear();
    }

    /** Drops everything behind the given counts, which were taken from this object earlier. */
    public void truncate(int rowCount, int groupCount, int recordCount, int ipv6Count) {
        rows = rowCount;
        groups = groupCount;
        records = recordCount;
        ipv6Longs = ipv6Count;
    }

    /** The dictionary that all string codes of these columns refer to. */
    public StringDictionary strings() {
        return strings;
    }

    /** The order of rules. */
    public TextSequence rules() {
        return rules;
    }

    /** The order of ACL ids. */
    public TextSequence acls() {
        return acls;
    }

    /** The order of MAC addresses that are spelt as they are stored. */
    public TextSequence macs() {
        return macs;
    }

    /** The order of resource ids. */
    public TextSequence resources() {
        return resources;
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** How many groups there are. */
    public int groups() {
        return groups;
    }

    /** How many records that have tuples there are. */
    public int records() {
        return records;
    }

    /** How far the IPv6 side table is filled, in longs. */
    public int ipv6Count() {
        return ipv6Longs;
    }

    /** Adds a record whose brace stands at {@code offset}; the rest of it follows by {@link #endRecord}. */
    public int addRecord(long offset) {
        if (records == recordOffsets.length) {
            int capacity = grown(records);
            recordOffsets = Arrays.copyOf(recordOffsets, capacity);
            recordTimes = Arrays.copyOf(recordTimes, capacity);
            recordVersions = Arrays.copyOf(recordVersions, capacity);
            recordResources = Arrays.copyOf(recordResources, capacity);
        }
        recordOffsets[records] = offset;
        return records++;
    }

    /** Fills in what is known of a record when it closes, and its MAC wherever a group from {@code firstGroup} on has none. */
    public void endRecord(int record, int firstGroup, int version, long time, int resource, int mac) {
        recordVersions[record] = (byte) version;
        recordTimes[record] = time;
        recordResources[record] = resource;
        for (int group = firstGroup; group < groups; group++) {
            if (groupMacs[group] == StringDictionary.EMPTY) {
                groupMacs[group] = mac;
            }
        }
    }

    /** Adds a group to a record; its first row will have the given tuple index. */
    public void addGroup(int record, int firstTuple) {
        if (groups == groupFirstRows.length) {
            int capacity = grown(groups);
            groupFirstRows = Arrays.copyOf(groupFirstRows, capacity);
            groupFirstTuples = Arrays.copyOf(groupFirstTuples, capacity);
            groupRules = Arrays.copyOf(groupRules, capacity);
            groupAcls = Arrays.copyOf(groupAcls, capacity);
            groupMacs = Arrays.copyOf(groupMacs, capacity);
            groupRecords = Arrays.copyOf(groupRecords, capacity);
        }
        groupFirstRows[groups] = rows;
        groupFirstTuples[groups] = firstTuple;
        groupRules[groups] = StringDictionary.EMPTY;
        groupAcls[groups] = StringDictionary.EMPTY;
        groupMacs[groups] = StringDictionary.EMPTY;
        groupRecords[groups] = record;
        groups++;
    }

    /** Sets the rule of all groups from {@code firstGroup} on. */
    public void setRule(int firstGroup, int rule) {
        fill(groupRules, firstGroup, rule);
    }

    /** Sets the ACL of all groups from {@code firstGroup} on. */
    public void setAcl(int firstGroup, int acl) {
        fill(groupAcls, firstGroup, acl);
    }

    /** Sets the MAC of all groups from {@code firstGroup} on. */
    public void setMac(int firstGroup, int mac) {
        fill(groupMacs, firstGroup, mac);
    }

    private void fill(int[] perGroup, int firstGroup, int value) {
        if (firstGroup == groups - 1) {
            perGroup[firstGroup] = value;
        } else {
            Arrays.fill(perGroup, firstGroup, groups, value);
        }
    }

    /** Makes room for a row behind the last and returns its index; it counts once {@link #commitRow} was called. */
    public int openRow() {
        if (rows == times.length) {
            growRows();
        }
        return rows;
    }

    /** Sets a row's time in milliseconds since the epoch. */
    public void setTime(int row, long time) {
        times[row] = time;
    }

    /** Sets a row's IPv4 addresses; {@link #setIpv6} then replaces those that are IPv6. */
    public void setAddresses(int row, int source, int destination) {
        addresses[row] = ((long) source << Integer.SIZE) | (destination & LOWER_HALF);
    }

    /** Sets a row's ports. */
    public void setPorts(int row, int source, int destination) {
        ports[row] = (source << Short.SIZE) | destination;
    }

    /** Sets a row's IANA protocol number, its flags without those of IPv6, and its encryption code. */
    public void setKind(int row, int protocol, int flags, int encryption) {
        kinds[row] = (protocol << PROTOCOL_SHIFT) | (encryption << ENCRYPTION_SHIFT) | flags;
    }

    /** Sets a row's counters; -1 was not measured. */
    public void setCounters(int row, long packetsOut, long bytesOut, long packetsBack, long bytesBack) {
        packetsSourceToDestination[row] = packetsOut;
        bytesSourceToDestination[row] = bytesOut;
        packetsDestinationToSource[row] = packetsBack;
        bytesDestinationToSource[row] = bytesBack;
    }

    /** Makes a row's addresses IPv6 where the flags say so; {@code words} holds source high, low, destination high, low. */
    public void setIpv6(int row, int ipv6Flags, long[] words) {
        if (ipv6Longs + 4 > ipv6.length) {
            ipv6 = Arrays.copyOf(ipv6, Math.max(256, grown(ipv6.length)));
        }
        if ((ipv6Flags & SOURCE_IPV6) != 0) {
            setAddresses(row, ipv6Longs, destination(row));
            ipv6[ipv6Longs++] = words[0];
            ipv6[ipv6Longs++] = words[1];
        }
        if ((ipv6Flags & DESTINATION_IPV6) != 0) {
            setAddresses(row, source(row), ipv6Longs);
            ipv6[ipv6Longs++] = words[2];
            ipv6[ipv6Longs++] = words[3];
        }
        kinds[row] |= ipv6Flags;
    }

    /** Gives a row an encryption text that has no number of its own. */
    public void setOtherEncryption(int row, int text) {
        if (otherEncryptions.length < times.length) {
            otherEncryptions = Arrays.copyOf(otherEncryptions, times.length);
        }
        otherEncryptions[row] = text;
        kinds[row] |= OTHER_ENCRYPTION << ENCRYPTION_SHIFT;
    }

    /** Adds the open row, of which everything was set, to the last group. */
    public void commitRow() {
        rows++;
    }

    /** Ends the last group: all rows from its first on are its own. A group without rows is dropped. */
    public void endGroup() {
        int group = groups - 1;
        int firstRow = groupFirstRows[group];
        if (firstRow == rows) {
            groups = group;
        }
        Arrays.fill(rowGroups, firstRow, rows, group);
    }

    /** The row's time in milliseconds since the epoch. */
    public long time(int row) {
        return times[row];
    }

    /** The row's IPv4 source, or the index of its IPv6 source in the side table. */
    public int source(int row) {
        return (int) (addresses[row] >>> Integer.SIZE);
    }

    /** The row's IPv4 destination, or the index of its IPv6 destination in the side table. */
    public int destination(int row) {
        return (int) addresses[row];
    }

    /** A long of the IPv6 side table. */
    public long ipv6(int index) {
        return ipv6[index];
    }

    /** The row's source port. */
    public int sourcePort(int row) {
        return ports[row] >>> Short.SIZE;
    }

    /** The row's destination port. */
    public int destinationPort(int row) {
        return ports[row] & PORT_MASK;
    }

    /** The row's protocol, encryption code and flags in one number, which {@link #protocolOf} and its like take apart. */
    public int kind(int row) {
        return kinds[row];
    }

    /** The IANA protocol number of a {@link #kind}. */
    public static int protocolOf(int kind) {
        return kind >>> PROTOCOL_SHIFT;
    }

    /** The encryption code of a {@link #kind}. */
    public static int encryptionOf(int kind) {
        return kind >>> ENCRYPTION_SHIFT & BYTE_MASK;
    }

    /** The direction, decision and state of a {@link #kind} as a number below {@link #TUPLE_FLAGS}. */
    public static int tupleFlagsOf(int kind) {
        return kind & (TUPLE_FLAGS - 1);
    }

    /** The row's IANA protocol number. */
    public int protocol(int row) {
        return protocolOf(kinds[row]);
    }

    /** Whether the row has a flag. */
    public boolean hasFlag(int row, int flag) {
        return (kinds[row] & flag) != 0;
    }

    /** The ordinal of the row's flow state. */
    public int state(int row) {
        return kinds[row] >>> STATE_SHIFT & STATE_MASK;
    }

    /** The row's encryption code. */
    public int encryption(int row) {
        return encryptionOf(kinds[row]);
    }

    /** The string code of an encryption that has no number of its own. */
    public int otherEncryption(int row) {
        return otherEncryptions[row];
    }

    /** Packets from source to destination, -1 when not measured. */
    public long packetsSourceToDestination(int row) {
        return packetsSourceToDestination[row];
    }

    /** Bytes from source to destination, -1 when not measured. */
    public long bytesSourceToDestination(int row) {
        return bytesSourceToDestination[row];
    }

    /** Packets from destination to source, -1 when not measured. */
    public long packetsDestinationToSource(int row) {
        return packetsDestinationToSource[row];
    }

    /** Bytes from destination to source, -1 when not measured. */
    public long bytesDestinationToSource(int row) {
        return bytesDestinationToSource[row];
    }

    /** String code of the row's rule. */
    public int rule(int row) {
        return groupRules[rowGroups[row]];
    }

    /** String code of the row's ACL id. */
    public int acl(int row) {
        return groupAcls[rowGroups[row]];
    }

    /** String code of the row's MAC. */
    public int mac(int row) {
        return groupMacs[rowGroups[row]];
    }

    /** The index behind the last row of the group that the row belongs to. */
    public int groupEnd(int row) {
        int next = rowGroups[row] + 1;
        return next < groups ? groupFirstRows[next] : rows;
    }

    /** The row's position among all elements of the flowTuples of its record. */
    public int tupleIndex(int row) {
        int group = rowGroups[row];
        return groupFirstTuples[group] + (row - groupFirstRows[group]);
    }

    /** String code of the resource id of the row's record. */
    public int resource(int row) {
        return recordResources[record(row)];
    }

    /** Version of the row's record. */
    public int version(int row) {
        return recordVersions[record(row)];
    }

    /** Time of the row's record in 100 ns since the epoch. */
    public long recordTime(int row) {
        return recordTimes[record(row)];
    }

    /** Absolute offset of the brace of the row's record. */
    public long recordOffset(int row) {
        return recordOffsets[record(row)];
    }

    private int record(int row) {
        return groupRecords[rowGroups[row]];
    }

    private void growRows() {
        int capacity = grown(times.length);
        times = Arrays.copyOf(times, capacity);
        addresses = Arrays.copyOf(addresses, capacity);
        ports = Arrays.copyOf(ports, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        packetsSourceToDestination = Arrays.copyOf(packetsSourceToDestination, capacity);
        bytesSourceToDestination = Arrays.copyOf(bytesSourceToDestination, capacity);
        packetsDestinationToSource = Arrays.copyOf(packetsDestinationToSource, capacity);
        bytesDestinationToSource = Arrays.copyOf(bytesDestinationToSource, capacity);
        rowGroups = Arrays.copyOf(rowGroups, capacity);
    }

    private static int grown(int capacity) {
        return Math.max(Math.addExact(capacity, capacity >> 1), 16);
    }
}
