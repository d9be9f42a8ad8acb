package io.github.flowlog.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableSchemaTest {

    @Test
    void flowLogsHasTheColumnsThatLoadedTablesHave() {
        assertThat(TableSchema.FLOW_LOGS.name()).isEqualTo("FlowLogs");
        assertThat(TableSchema.FLOW_LOGS.columns())
                .extracting(column -> column.columnName() + ":" + column.adxType())
                .containsExactly(
                        "Timestamp:datetime",
                        "SrcIp:string",
                        "DestIp:string",
                        "SrcPort:int",
                        "DestPort:int",
                        "Protocol:string",
                        "FlowDirection:string",
                        "FlowStatus:string",
                        "FlowState:string",
                        "FlowEncryption:string",
                        "PacketsSrcToDest:long",
                        "BytesSrcToDest:long",
                        "PacketsDestToSrc:long",
                        "BytesDestToSrc:long",
                        "FlowType:string",
                        "AclRule:string",
                        "AclGroup:string",
                        "MacAddress:string",
                        "Resource:string",
                        "FlowLogVersion:int",
                        "RecordTime:datetime",
                        "ResourceKey:string",
                        "AclKey:string",
                        "SourceId:string",
                        "RecordOffset:long",
                        "TupleIndex:int",
                        "BatchId:string");
    }

    @Test
    void onlyTheFourCountersMayBeNull() {
        assertThat(TableSchema.FLOW_LOGS.columns())
                .filteredOn(TableColumn::nullable)
                .containsExactly(
                        FlowColumn.PACKETS_SRC_TO_DEST,
                        FlowColumn.BYTES_SRC_TO_DEST,
                        FlowColumn.PACKETS_DEST_TO_SRC,
                        FlowColumn.BYTES_DEST_TO_SRC);
        assertThat(TableSchema.FLOW_LOG_RESOURCES.columns()).noneMatch(TableColumn::nullable);
        assertThat(TableSchema.FLOW_LOG_SOURCES.columns()).noneMatch(TableColumn::nullable);
    }

    @Test
    void recordTimeKeepsItsPrecisionInDuckDb() {
        assertThat(FlowColumn.TIMESTAMP.duckDbType()).isEqualTo("TIMESTAMP");
        assertThat(FlowColumn.RECORD_TIME.duckDbType()).isEqualTo("TIMESTAMP_NS");
        assertThat(FlowColumn.RECORD_OFFSET.duckDbType()).isEqualTo("BIGINT");
        assertThat(FlowColumn.TUPLE_INDEX.duckDbType()).isEqualTo("INTEGER");
        assertThat(FlowColumn.SRC_IP.duckDbType()).isEqualTo("VARCHAR");
    }

    @Test
    void keysHaveTablesOfTheirOwn() {
        assertThat(TableSchema.FLOW_LOG_RESOURCES.columns())
                .extracting(TableColumn::columnName)
                .containsExactly("Key", "ResourceId", "SubscriptionId", "ResourceGroup", "Name");
        assertThat(TableSchema.FLOW_LOG_SOURCES.columns())
                .extracting(TableColumn::columnName)
                .containsExactly("SourceId", "Account", "Container", "Blob", "Generation", "Hour");
    }
}
