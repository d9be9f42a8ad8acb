package io.github.flowlog.encode;

import java.util.List;

/**
 * A table by its usual name and its columns in order.
 *
 * @param name the name unless the user chose another
 * @param columns the columns; the ordinal of each is its index here
 */
public record TableSchema(String name, List<TableColumn> columns) {
    /** One row a flow tuple. */
    public static final TableSchema FLOW_LOGS = new TableSchema("FlowLogs", List.of(FlowColumn.values()));
    /** What ResourceKey and AclKey stand for; read through any row of a key. */
    public static final TableSchema FLOW_LOG_RESOURCES =
            new TableSchema("FlowLogResources", List.of(ResourceColumn.values()));
    /** What SourceId stands for; read through any row of a key. */
    public static final TableSchema FLOW_LOG_SOURCES =
            new TableSchema("FlowLogSources", List.of(SourceColumn.values()));

    /** Copies the columns. */
    public TableSchema {
        columns = List.copyOf(columns);
    }
}
