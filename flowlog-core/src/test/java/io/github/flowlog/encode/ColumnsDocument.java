package io.github.flowlog.encode;

import java.util.List;

/**
 * The text of docs/COLUMNS.md: names, types and meanings out of the code, and beside them, here, where each value comes
 * from and what to beware of.
 */
final class ColumnsDocument {
    private static final String SAME = "same";
    private static final String TUPLE = "tuple field ";

    private ColumnsDocument() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
                # Columns

                <!-- Generated from FlowColumn, ResourceColumn and SourceColumn. To change it, change those and run:
                     mvn -pl flowlog-core test -Dtest=ColumnsDocumentTest -Dgolden.update -->

                The three tables that a load fills, in Azure Data Explorer (ADX) and in DuckDB alike. CSV files have the
                columns in this order, JSON lines have them as keys. Names follow Microsoft's table NTANetAnalytics where
                the meaning is the same.

                - **null** in the column "null" means: there may be no value. Only the four counters can be null, and null
                  says *not measured*, which is not 0: a measured zero is 0. Sums and averages leave nulls out.
                - All other columns always have a value. A string that the log does not have is empty: ADX has no null
                  strings, and in DuckDB these columns are `NOT NULL`.
                - CSV writes null as nothing between two commas, and the empty string too; the column tells which it is. Text
                  is never altered, also where it starts with `=`, `+`, `-` or `@`: the files are for programs. Import them
                  into a spreadsheet as text.
                - Versions 1 and 2 are NSG flow logs, version 4 is virtual network flow logs. Tuple fields are counted from 0.

                """);
        for (TableSchema table :
                List.of(TableSchema.FLOW_LOGS, TableSchema.FLOW_LOG_RESOURCES, TableSchema.FLOW_LOG_SOURCES)) {
            appendTable(table, text);
        }
        appendOrigins(text);
        appendNotes(text);
        return text.toString();
    }

    private static void appendTable(TableSchema table, StringBuilder text) {
        text.append("## ")
                .append(table.name())
                .append("\n\n")
                .append(introduction(table))
                .append("\n\n");
        appendRow(text, "#", "column", "ADX type", "DuckDB type", "null", "meaning");
        appendRow(text, "--:", "---", "---", "---", "---", "---");
        for (TableColumn column : table.columns()) {
            appendRow(
                    text,
                    Integer.toString(column.ordinal()),
                    column.columnName(),
                    column.adxType(),
                    column.duckDbType() + (column.nullable() ? "" : " NOT NULL"),
                    column.nullable() ? "not measured" : "no",
                    column.description());
        }
        text.append('\n');
    }

    private static String introduction(TableSchema table) {
        return switch (table.name()) {
            case "FlowLogs" ->
                "One row a flow tuple. SourceId, RecordOffset and TupleIndex together are the row's identity: no two rows\n"
                        + "share them, while rows that are equal in everything else are legal and stay.";
            case "FlowLogResources" ->
                "What ResourceKey and AclKey of FlowLogs stand for. A key may have several rows; read any one of them.";
            case "FlowLogSources" ->
                "What SourceId of FlowLogs stands for, for audits. A key may have several rows; read any one of them.";
            default -> throw new IllegalStateException("no introduction for " + table.name());
        };
    }

    private static void appendOrigins(StringBuilder text) {
        text.append("## Where the values of FlowLogs come from\n\n");
        appendRow(text, "column", "version 1", "version 2", "version 4");
        appendRow(text, "---", "---", "---", "---");
        for (FlowColumn column : FlowColumn.values()) {
            Origin origin = origin(column);
            appendRow(text, column.columnName(), origin.v1, origin.v2, origin.v4);
        }
        text.append('\n');
    }

    private static Origin origin(FlowColumn column) {
        return switch (column) {
            case TIMESTAMP -> new Origin(TUPLE + "0, seconds", SAME, TUPLE + "0, milliseconds");
            case SRC_IP -> everywhere(TUPLE + 1);
            case DEST_IP -> everywhere(TUPLE + 2);
            case SRC_PORT -> everywhere(TUPLE + 3);
            case DEST_PORT -> everywhere(TUPLE + 4);
            case PROTOCOL -> new Origin(TUPLE + "5: `T`, `U`, `I`", SAME, TUPLE + "5: the IANA number");
            case FLOW_DIRECTION -> everywhere(TUPLE + "6: `I`, `O`");
            case FLOW_STATUS ->
                new Origin(TUPLE + "7: `A`, `D`", SAME, "Denied when " + TUPLE + "7 is `D`, else Allowed");
            case FLOW_STATE -> new Origin("empty", TUPLE + "8: `B`, `C`, `E`", TUPLE + "7: `B`, `C`, `E`, `D`");
            case FLOW_ENCRYPTION -> new Origin("empty", "empty", TUPLE + 8);
            case PACKETS_SRC_TO_DEST -> counter(9);
            case BYTES_SRC_TO_DEST -> counter(10);
            case PACKETS_DEST_TO_SRC -> counter(11);
            case BYTES_DEST_TO_SRC -> counter(12);
            case FLOW_TYPE -> everywhere("computed from both addresses");
            case ACL_RULE -> new Origin("`rule` in `properties.flows[]`", SAME, "`rule` in `flowGroups[]`");
            case ACL_GROUP -> new Origin("last segment of `resourceId`", SAME, "last segment of `aclID`, or `aclID`");
            case MAC_ADDRESS ->
                new Origin("`mac` of the flow, `macAddress` of the record", SAME, "`macAddress` of the record");
            case RESOURCE -> new Origin("last segment of `resourceId`", SAME, "last segment(s) of `targetResourceID`");
            case FLOW_LOG_VERSION -> new Origin("`properties.Version`", SAME, "`flowLogVersion`");
            case RECORD_TIME -> everywhere("`time` of the record");
            case RESOURCE_KEY -> new Origin("hash of `resourceId`", SAME, "hash of `targetResourceID`");
            case ACL_KEY -> new Origin("hash of `resourceId`", SAME, "hash of `aclID` when it starts with `/`");
            case SOURCE_ID -> everywhere("hash of account, container, blob and generation");
            case RECORD_OFFSET -> everywhere("place of the record's `{` in the uncompressed source");
            case TUPLE_INDEX -> everywhere("place in all `flowTuples` of the record, in text order");
            case BATCH_ID -> everywhere("given by the loader");
        };
    }

    private static Origin counter(int field) {
        return new Origin("null", TUPLE + field + ", null when empty", SAME);
    }

    private static Origin everywhere(String origin) {
        return new Origin(origin, SAME, SAME);
    }

    private static void appendNotes(StringBuilder text) {
        text.append("""
                ## Notes

                - **FlowType is not Traffic Analytics' FlowType.** Here it says which ends are private by their addresses alone
                  (RFC 1918 or fc00::/7). The column of that name in NTANetAnalytics describes the path through Azure
                  (IntraVNet, InterVNet, S2S, P2S, AzurePublic, ExternalPublic, MaliciousFlow, ...) and needs knowledge that the
                  log does not hold. Do not compare the two.
                - **Counters** are documented as changes since the flow's last update, so that a flow's total is the sum over its
                  rows. Where public version 4 samples log the same flow a second time, though, the later End row seems to
                  contain the earlier one; a sum counts such flows twice. In version 2 counters are empty in Begin rows and on
                  denied flows (null here); version 4 writes zeros there (0 here). Version 1 has none.
                - **RecordTime** has 7 decimals, hence `TIMESTAMP_NS` in DuckDB, whose `TIMESTAMP` holds 6.
                - **Timestamp** is taken as milliseconds from 10^11 on and as seconds below, whatever the version; it is when the
                  tuple was written, 1 to 70 s before RecordTime; a blob's first record may hold tuples
                  of the hour before.
                - **SrcIp** is the initiator in both directions; FlowDirection is relative to the network interface.
                - **Protocol** has the keywords of IANA's registry (`TCP`, `UDP`, `ICMP`, `IPv6-ICMP`, ...); numbers without a
                  keyword stand as decimal numbers.
                - **Identity.** SourceId, RecordOffset and TupleIndex do not change when a source is read again or grows. Nothing
                  is ever de-duplicated by content.
                - **Keys** are the first 16 hex digits (lower case) of SHA-256 over UTF-8. Resource ids are lower-cased first,
                  independent of any locale, because Azure writes the same id in different cases; the parts of a SourceId are not.
                """);
    }

    private static void appendRow(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private record Origin(String v1, String v2, String v4) {}
}
