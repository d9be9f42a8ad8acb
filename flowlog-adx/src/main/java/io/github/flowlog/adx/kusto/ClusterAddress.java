package io.github.flowlog.adx.kusto;

/**
 * What {@code https://CLUSTER.REGION.kusto.windows.net/DATABASE[/TABLE]} names.
 *
 * @param endpoint scheme, host and port of the engine, without {@code ingest-}
 * @param database name of the database
 * @param table name of the table of flow tuples
 */
public record ClusterAddress(String endpoint, String database, String table) {
    /** The table unless another is named. */
    public static final String DEFAULT_TABLE = "FlowLogs";

    @Override
    public String toString() {
        return endpoint + "/" + database + (table.equals(DEFAULT_TABLE) ? "" : "/" + table);
    }
}
