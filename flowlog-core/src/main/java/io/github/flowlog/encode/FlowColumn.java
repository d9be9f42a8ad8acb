package io.github.flowlog.encode;

import io.github.flowlog.FlowBatch;

/**
 * The columns of table FlowLogs, one row a flow tuple, in the order of the row.
 *
 * <p>Names follow Microsoft's NTANetAnalytics where the meaning is the same. docs/COLUMNS.md is generated from here.
 */
public enum FlowColumn implements TableColumn {
    /** {@link FlowBatch#time}. */
    TIMESTAMP("Timestamp", ColumnType.TIME, "When the flow tuple was written, UTC, to the millisecond."),
    /** {@link FlowBatch#source}. */
    SRC_IP("SrcIp", ColumnType.STRING, "Address of the initiator: dotted quad, or IPv6 in the form of RFC 5952."),
    /** {@link FlowBatch#destination}. */
    DEST_IP("DestIp", ColumnType.STRING, "Address of the other end, likewise."),
    /** {@link FlowBatch#sourcePort}. */
    SRC_PORT("SrcPort", ColumnType.INT, "Port of the initiator, 0 to 65535."),
    /** {@link FlowBatch#destinationPort}. */
    DEST_PORT("DestPort", ColumnType.INT, "Port of the other end, 0 to 65535."),
    /** {@link FlowBatch#protocol}. */
    PROTOCOL("Protocol", ColumnType.STRING, "IANA keyword of the IP protocol, the number where there is no keyword."),
    /** {@link FlowBatch#direction}. */
    FLOW_DIRECTION(
            "FlowDirection", ColumnType.STRING, "Inbound or Outbound, as the logging network interface sees it."),
    /** {@link FlowBatch#decision}. */
    FLOW_STATUS("FlowStatus", ColumnType.STRING, "Allowed or Denied."),
    /** {@link FlowBatch#state}. */
    FLOW_STATE("FlowState", ColumnType.STRING, "Begin, Continue, End or Deny; empty in version 1."),
    /** {@link FlowBatch#encryption}. */
    FLOW_ENCRYPTION("FlowEncryption", ColumnType.STRING, "Flow encryption code as the log spells it; empty for NSG."),
    /** {@link FlowBatch#packetsSourceToDestination}. */
    PACKETS_SRC_TO_DEST("PacketsSrcToDest", "Packets from source to destination since the flow's last update."),
    /** {@link FlowBatch#bytesSourceToDestination}. */
    BYTES_SRC_TO_DEST("BytesSrcToDest", "Bytes from source to destination since the flow's last update."),
    /** {@link FlowBatch#packetsDestinationToSource}. */
    PACKETS_DEST_TO_SRC("PacketsDestToSrc", "Packets from destination to source since the flow's last update."),
    /** {@link FlowBatch#bytesDestinationToSource}. */
    BYTES_DEST_TO_SRC("BytesDestToSrc", "Bytes from destination to source since the flow's last update."),
    /** {@link FlowBatch#type}. */
    FLOW_TYPE(
            "FlowType",
            ColumnType.STRING,
            "PrivateToPrivate, PrivateToPublic, PublicToPrivate or PublicToPublic, where private is RFC 1918 or fc00::/7."),
    /** {@link FlowBatch#rule}. */
    ACL_RULE("AclRule", ColumnType.STRING, "The rule that decided, as the log spells it."),
    /** {@link FlowLogResource#aclGroup} of {@link FlowBatch#aclId}. */
    ACL_GROUP(
            "AclGroup",
            ColumnType.STRING,
            "Name of the network security group whose rule decided, or the ACL id where it is not a resource id."),
    /** {@link FlowBatch#mac}. */
    MAC_ADDRESS(
            "MacAddress", ColumnType.STRING, "MAC address of the logging network interface, 12 upper-case hex digits."),
    /** {@link FlowLogResource#name} of {@link FlowBatch#resourceId}. */
    RESOURCE(
            "Resource",
            ColumnType.STRING,
            "Name of what the log is about: network security group, virtual network, vnet/subnet or network interface."),
    /** {@link FlowBatch#format}. */
    FLOW_LOG_VERSION("FlowLogVersion", ColumnType.INT, "Version of the record: 1, 2 or 4."),
    /** {@link FlowBatch#recordTime}. */
    RECORD_TIME("RecordTime", ColumnType.PRECISE_TIME, "When the record was written, UTC, to 100 ns."),
    /** {@link FlowLogResource#key} of {@link FlowBatch#resourceId}. */
    RESOURCE_KEY("ResourceKey", ColumnType.STRING, "Key of the resource id in FlowLogResources; empty without one."),
    /** {@link FlowLogResource#key} of {@link FlowBatch#aclId}. */
    ACL_KEY(
            "AclKey",
            ColumnType.STRING,
            "Key of the ACL id in FlowLogResources when it is a resource id; empty when it is not."),
    /** {@link EncoderConstants#sourceId}. */
    SOURCE_ID("SourceId", ColumnType.STRING, "Key of the source in FlowLogSources."),
    /** {@link FlowBatch#recordOffset}. */
    RECORD_OFFSET(
            "RecordOffset", ColumnType.LONG, "Byte offset of the record's opening brace in the uncompressed source."),
    /** {@link FlowBatch#tupleIndex}. */
    TUPLE_INDEX(
            "TupleIndex",
            ColumnType.INT,
            "Position among all flow tuples of the record, from 0, unreadable ones counted."),
    /** {@link EncoderConstants#batchId}. */
    BATCH_ID("BatchId", ColumnType.STRING, "The batch that loaded the row; empty outside a load.");

    private final String columnName;
    private final ColumnType type;
    private final boolean nullable;
    private final String description;

    FlowColumn(String columnName, ColumnType type, String description) {
        this(columnName, type, false, description);
    }

    /** A counter, the only kind of column that may be null: then it was not measured. */
    FlowColumn(String columnName, String description) {
        this(columnName, ColumnType.LONG, true, description);
    }

    FlowColumn(String columnName, ColumnType type, boolean nullable, String description) {
        this.columnName = columnName;
        this.type = type;
        this.nullable = nullable;
        this.description = description;
    }

    @Override
    public String columnName() {
        return columnName;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public boolean nullable() {
        return nullable;
    }

    @Override
    public String description() {
        return description;
    }

    /** Whether rows of one group of tuples share the value, so that it is encoded once for all of them. */
    boolean isShared() {
        return switch (this) {
            case ACL_RULE,
                    ACL_GROUP,
                    MAC_ADDRESS,
                    RESOURCE,
                    FLOW_LOG_VERSION,
                    RECORD_TIME,
                    RESOURCE_KEY,
                    ACL_KEY,
                    SOURCE_ID,
                    RECORD_OFFSET,
                    BATCH_ID -> true;
            default -> false;
        };
    }
}
