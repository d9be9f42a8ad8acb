package io.github.flowlog.adx.duckdb;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query, row by row.
 *
 * <p><b>Shape:</b> a value is null, a {@link Boolean}, a {@link Number}, or text as DuckDB writes it; lists and structs
 * are text. <b>Thread-safety:</b> none.
 */
public final class QueryRows implements AutoCloseable {
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private final Statement statement;
    private final @Nullable ResultSet rows;
    private final List<String> columns;
    private final List<Boolean> timestamps;

    private QueryRows(Statement statement, @Nullable ResultSet rows, List<String> columns, List<Boolean> timestamps) {
        this.statement = statement;
        this.rows = rows;
        this.columns = List.copyOf(columns);
        this.timestamps = List.copyOf(timestamps);
    }

    static QueryRows none(Statement statement) {
        return new QueryRows(statement, null, List.of(), List.of());
    }

    static QueryRows of(Statement statement, ResultSet rows) throws SQLException {
        ResultSetMetaData metadata = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        List<Boolean> timestamps = new ArrayList<>();
        for (int column = 1; column <= metadata.getColumnCount(); column++) {
            columns.add(metadata.getColumnName(column));
            String type = metadata.getColumnTypeName(column);
            timestamps.add(type.startsWith("TIMESTAMP") && !type.endsWith("TIME ZONE"));
        }
        return new QueryRows(statement, rows, columns, timestamps);
    }

    /** The names of the columns; empty when the statement has no answer. */
    public List<String> columns() {
        return columns;
    }

    /** The next row, or null at the end. */
    public @Nullable List<@Nullable Object> nextOrNull() throws IOException {
        if (rows == null) {
            return null;
        }
        try {
            if (!rows.next()) {
                return null;
            }
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (int column = 0; column < columns.size(); column++) {
                values.add(value(rows, column));
            }
            return values;
        } catch (SQLException e) {
            throw DuckDbException.of(e);
        }
    }

    private @Nullable Object value(ResultSet row, int column) throws SQLException {
        if (timestamps.get(column)) {
            // Through java.sql.Timestamp the time would pass through the time zone of the machine.
            LocalDateTime time = row.getObject(column + 1, LocalDateTime.class);
            return time == null ? null : TIMESTAMP.format(time);
        }
        Object value = row.getObject(column + 1);
        if (value == null || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        return row.getString(column + 1);
    }

    @Override
    public void close() throws IOException {
        try {
            statement.close();
        } catch (SQLException e) {
            throw DuckDbException.of(e);
        }
    }
}
