package io.github.flowlog;

import io.github.flowlog.internal.column.BatchColumns;
import io.github.flowlog.internal.column.FlowColumns;
import io.github.flowlog.net.Ipv4;
import io.github.flowlog.net.Ipv6;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The columns of some flow tuples, filled by {@link FlowLogReader#next} and filled again by the next call.
 *
 * <p><b>Shape:</b> {@link #size()} rows, each one flow tuple; a batch holds whole records, so it may hold more rows than
 * its capacity. <b>Units:</b> counters are packets and bytes since the flow's last update, {@link #NOT_MEASURED} where
 * the log has none, which is not 0. <b>Ownership:</b> the caller makes and owns the batch; its rows and string codes are
 * valid until it is filled again. <b>Errors:</b> a row outside {@code [0, size())} is an
 * {@link IndexOutOfBoundsException}. <b>Thread-safety:</b> none while it is being filled; any number of readers after.
 */
public final class FlowBatch {
    /** Stands in a counter column where the log has no number; a measured zero is 0. */
    public static final long NOT_MEASURED = -1;

    private static final int DEFAULT_CAPACITY = 8_192;

    static {
        BatchColumns.open(batch -> ((FlowBatch) batch).columns);
    }

    FlowColumns columns;
    private final int capacity;

    private FlowBatch(int capacity) {
        this.capacity = capacity;
        this.columns = new FlowColumns(capacity);
    }

    /** Makes an empty batch that is full at 8,192 rows. */
    public static FlowBatch create() {
        return new FlowBatch(DEFAULT_CAPACITY);
    }

    /** Makes an empty batch that is full when it holds this many rows or more. */
    public static FlowBatch withCapacity(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be at least 1, not " + rows);
        }
        return new FlowBatch(rows);
    }

    /** Takes the rows of another batch, which gets those of this one to be filled again. */
    void swapRows(FlowBatch other) {
        FlowColumns rows = other.columns;
        other.columns = columns;
        columns = rows;
    }

    /** How many rows make the batch full; the last record that it took may go beyond. */
    public int capacity() {
        return capacity;
    }

    /** How many rows there are. */
    public int size() {
        return columns.rows();
    }

    /** When the tuple was written, in milliseconds since the epoch, UTC, as {@link Instant#ofEpochMilli} takes them. */
    public long time(int row) {
        return columns.time(check(row));
    }

    /** Whether the source is an IPv6 address. */
    public boolean isSourceIpv6(int row) {
        return columns.hasFlag(check(row), FlowColumns.SOURCE_IPV6);
    }

    /** The IPv4 source, 10.0.0.1 being 0x0A000001; only when not {@link #isSourceIpv6}. */
    public int sourceIpv4(int row) {
        return columns.source(checkIpv4(row, FlowColumns.SOURCE_IPV6));
    }

    /** The upper 64 bits of an IPv6 source; only when {@link #isSourceIpv6}. */
    public long sourceIpv6High(int row) {
        return columns.ipv6(columns.source(checkIpv6(row, FlowColumns.SOURCE_IPV6)));
    }

    /** The lower 64 bits of an IPv6 source; only when {@link #isSourceIpv6}. */
    public long sourceIpv6Low(int row) {
        return columns.ipv6(columns.source(checkIpv6(row, FlowColumns.SOURCE_IPV6)) + 1);
    }

    /** The source as canonical text (dotted quad; RFC 5952). */
    public String source(int row) {
        return isSourceIpv6(row) ? Ipv6.format(sourceIpv6High(row), sourceIpv6Low(row)) : Ipv4.format(sourceIpv4(row));
    }

    /** Whether the destination is an IPv6 address. */
    public boolean isDestinationIpv6(int row) {
        return columns.hasFlag(check(row), FlowColumns.DESTINATION_IPV6);
    }

    /** The IPv4 destination, 10.0.0.1 being 0x0A000001; only when not {@link #isDestinationIpv6}. */
    public int destinationIpv4(int row) {
        return columns.destination(checkIpv4(row, FlowColumns.DESTINATION_IPV6));
    }

    /** The upper 64 bits of an IPv6 destination; only when {@link #isDestinationIpv6}. */
    public long destinationIpv6High(int row) {
        return columns.ipv6(columns.destination(checkIpv6(row, FlowColumns.DESTINATION_IPV6)));
    }

    /** The lower 64 bits of an IPv6 destination; only when {@link #isDestinationIpv6}. */
    public long destinationIpv6Low(int row) {
        return columns.ipv6(columns.destination(checkIpv6(row, FlowColumns.DESTINATION_IPV6)) + 1);
    }

    /** The destination as canonical text (dotted quad; RFC 5952). */
    public String destination(int row) {
        return isDestinationIpv6(row)
                ? Ipv6.format(destinationIpv6High(row), destinationIpv6Low(row))
                : Ipv4.format(destinationIpv4(row));
    }

    /** The source port, 0 to 65,535. */
    public int sourcePort(int row) {
        return columns.sourcePort(check(row));
    }

    /** The destination port, 0 to 65,535. */
    public int destinationPort(int row) {
        return columns.destinationPort(check(row));
    }

    /** The IANA protocol number, 0 to 255; {@link IpProtocol} names it. */
    public int protocol(int row) {
        return columns.protocol(check(row));
    }

    /** Which way the flow crossed the interface. */
    public Direction direction(int row) {
        return columns.hasFlag(check(row), FlowColumns.OUTBOUND) ? Direction.OUTBOUND : Direction.INBOUND;
    }

    /** What the rule did with the flow. */
    public Decision decision(int row) {
        return columns.hasFlag(check(row), FlowColumns.DENIED) ? Decision.DENIED : Decision.ALLOWED;
    }

    /** Where in its life the flow was. */
    public FlowState state(int row) {
        return FlowState.ofOrdinal(columns.state(check(row)));
    }

    /** The flow encryption code as the log spells it; empty for NSG flow logs. */
    public String encryption(int row) {
        int code = columns.encryption(check(row));
        return code == FlowColumns.OTHER_ENCRYPTION
                ? columns.strings().text(columns.otherEncryption(row))
                : FlowEncryption.ofCode(code).text();
    }

    /** Packets from source to destination, or {@link #NOT_MEASURED}. */
    public long packetsSourceToDestination(int row) {
        return columns.packetsSourceToDestination(check(row));
    }

    /** Bytes from source to destination, or {@link #NOT_MEASURED}. */
    public long bytesSourceToDestination(int row) {
        return columns.bytesSourceToDestination(check(row));
    }

    /** Packets from destination to source, or {@link #NOT_MEASURED}. */
    public long packetsDestinationToSource(int row) {
        return columns.packetsDestinationToSource(check(row));
    }

    /** Bytes from destination to source, or {@link #NOT_MEASURED}. */
    public long bytesDestinationToSource(int row) {
        return columns.bytesDestinationToSource(check(row));
    }

    /** Whether source and destination are private or public. */
    public FlowType type(int row) {
        boolean sourcePrivate =
                isSourceIpv6(row) ? Ipv6.isUniqueLocal(sourceIpv6High(row)) : Ipv4.isPrivate(sourceIpv4(row));
        boolean destinationPrivate = isDestinationIpv6(row)
                ? Ipv6.isUniqueLocal(destinationIpv6High(row))
                : Ipv4.isPrivate(destinationIpv4(row));
        return FlowType.of(sourcePrivate, destinationPrivate);
    }

    /** The rule that decided, as the log spells it. */
    public String rule(int row) {
        return text(ruleCode(row));
    }

    /** The dictionary code of the rule. */
    public int ruleCode(int row) {
        return columns.rule(check(row));
    }

    /** The id of the access control list: version 4's {@code aclID}, for NSG flow logs the resource id of the NSG; empty when the log has none. */
    public String aclId(int row) {
        return text(aclIdCode(row));
    }

    /** The dictionary code of the ACL id. */
    public int aclIdCode(int row) {
        return columns.acl(check(row));
    }

    /** The MAC address of the interface, 12 upper-case hex digits; empty when the log has none. */
    public String mac(int row) {
        return text(macCode(row));
    }

    /** The dictionary code of the MAC address. */
    public int macCode(int row) {
        return columns.mac(check(row));
    }

    /** The full id of what the log is about: NSG, virtual network, subnet or network interface; empty when the log has none. */
    public String resourceId(int row) {
        return text(resourceIdCode(row));
    }

    /** The dictionary code of the resource id. */
    public int resourceIdCode(int row) {
        return columns.resource(check(row));
    }

    /** The format of the record that the tuple stands in. */
    public FlowLogFormat format(int row) {
        return FlowLogFormat.ofVersion(columns.version(check(row)));
    }

    /**
     * The record's own time in steps of 100 ns since the epoch, UTC.
     *
     * <p>It is never before the epoch: {@code Instant.ofEpochSecond(time / 10_000_000, time % 10_000_000 * 100)} is the same moment.
     */
    public long recordTime(int row) {
        return columns.recordTime(check(row));
    }

    /** Absolute offset of the record's opening brace in the uncompressed source; with {@link #tupleIndex} the row's identity. */
    public long recordOffset(int row) {
        return columns.recordOffset(check(row));
    }

    /** Position of the tuple among all elements of all {@code flowTuples} of its record, from 0, skipped ones counted. */
    public int tupleIndex(int row) {
        return columns.tupleIndex(check(row));
    }

    /** How many distinct strings the batch's dictionary holds; codes are smaller than this. */
    public int dictionarySize() {
        return columns.strings().size();
    }

    /** The string of a dictionary code of this batch. */
    public String text(int code) {
        return columns.strings().text(Objects.checkIndex(code, columns.strings().size()));
    }

    /** One row as an object of its own, for those who do not care about speed. */
    public FlowTuple tuple(int row) {
        return new FlowTuple(
                Instant.ofEpochMilli(time(row)),
                source(row),
                destination(row),
                sourcePort(row),
                destinationPort(row),
                protocol(row),
                direction(row),
                decision(row),
                state(row),
                encryption(row),
                measured(packetsSourceToDestination(row)),
                measured(bytesSourceToDestination(row)),
                measured(packetsDestinationToSource(row)),
                measured(bytesDestinationToSource(row)),
                rule(row),
                aclId(row),
                mac(row),
                resourceId(row),
                format(row),
                RecordTime.toInstant(recordTime(row)),
                recordOffset(row),
                tupleIndex(row));
    }

    private static @Nullable Long measured(long counter) {
        return counter == NOT_MEASURED ? null : counter;
    }

    private int check(int row) {
        return Objects.checkIndex(row, columns.rows());
    }

    private int checkIpv4(int row, int flag) {
        if (columns.hasFlag(check(row), flag)) {
            throw new IllegalStateException("row " + row + " has an IPv6 address here");
        }
        return row;
    }

    private int checkIpv6(int row, int flag) {
        if (!columns.hasFlag(check(row), flag)) {
            throw new IllegalStateException("row " + row + " has an IPv4 address here");
        }
        return row;
    }
}
