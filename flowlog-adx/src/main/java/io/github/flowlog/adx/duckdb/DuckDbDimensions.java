package io.github.flowlog.adx.duckdb;

import io.github.flowlog.adx.target.LoadedSource;
import io.github.flowlog.encode.FlowLogResource;
import io.github.flowlog.encode.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The small tables that say what keys of rows stand for. */
final class DuckDbDimensions {
    private static final String FRESH = "fresh_rows";

    private final Connection connection;

    DuckDbDimensions(Connection connection) {
        this.connection = connection;
    }

    void addResources(List<FlowLogResource> resources) throws SQLException {
        add(TableSchema.FLOW_LOG_RESOURCES, rows -> {
            for (FlowLogResource resource : resources) {
                rows.beginRow()
                        .append(resource.key())
                        .append(resource.resourceId())
                        .append(resource.subscriptionId())
                        .append(resource.resourceGroup())
                        .append(resource.name())
                        .endRow();
            }
        });
    }

    void addSources(List<LoadedSource> sources) throws SQLException {
        add(TableSchema.FLOW_LOG_SOURCES, rows -> {
            for (LoadedSource source : sources) {
                rows.beginRow()
                        .append(source.sourceId())
                        .append(source.account())
                        .append(source.container())
                        .append(source.blob())
                        .append(source.generation())
                        .append(LocalDateTime.ofInstant(source.hour(), ZoneOffset.UTC))
                        .endRow();
            }
        });
    }

    /** Keys are made from content, so a row whose key is there already says nothing new. */
    private void add(TableSchema table, Rows rows) throws SQLException {
        String name = DuckDbTables.name(table);
        String key = DuckDbTables.quoted(table.columns().get(0).columnName());
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE " + FRESH + " AS FROM " + name + " LIMIT 0");
            try (DuckDBAppender appender =
                    connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", FRESH)) {
                rows.appendTo(appender);
            }
            statement.executeUpdate("INSERT INTO " + name + " FROM temp." + FRESH + " WHERE " + key
                    + " NOT IN (SELECT " + key + " FROM " + name + ") QUALIFY row_number() OVER (PARTITION BY " + key
                    + ") = 1");
        }
    }

    /** The rows that may be new. */
    private interface Rows {
        void appendTo(DuckDBAppender appender) throws SQLException;
    }
}
