package io.github.flowlog.adx.stand;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.flowlog.adx.kusto.KustoRows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tables with their rows and extents, in DuckDB.
 *
 * <p>Each ingestion makes one extent: its rows, tags and creation time appear together. <b>Thread-safety:</b> one caller at a time, by the
 * lock of this object.
 */
final class RowStore implements AutoCloseable {
    private static final String EXTENT = "\"$extent\"";
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Connection connection;
    private final Map<String, KustoTable> tables = new LinkedHashMap<>();
    private Duration ahead = Duration.ZERO;
    private Duration tagDelay = Duration.ZERO;
    private long lastExtent;

    private RowStore(Connection connection) {
        this.connection = connection;
    }

    /** One extent as it is now. */
    record Extent(long id, UUID uuid, Instant created, Instant ingested, long rows, List<String> tags) {}

    /** In memory, or in a new file when there will be many rows. */
    static RowStore open(@Nullable Path file) throws SQLException {
        RowStore store = new RowStore(DriverManager.getConnection("jdbc:duckdb:" + (file == null ? "" : file)));
        store.execute("SET threads = 2");
        store.execute("SET preserve_insertion_order = false");
        store.execute(
                "CREATE TABLE \"$extents\" (id BIGINT, uuid VARCHAR, \"table\" VARCHAR, created BIGINT, ingested BIGINT, "
                        + "rows BIGINT, tags VARCHAR)");
        return store;
    }

    /** Now, as retention sees it. */
    synchronized Instant now() {
        return Instant.now().plus(ahead);
    }

    synchronized void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    synchronized void delayTags(Duration delay) {
        tagDelay = delay;
    }

    synchronized @Nullable KustoTable find(String name) {
        return tables.get(name);
    }

    synchronized KustoTable table(String name) throws KustoError {
        KustoTable table = tables.get(name);
        if (table == null) {
            throw new KustoError(
                    400, "BadRequest_EntityNotFound", "Entity ID '" + name + "' of kind 'Table' was not found.");
        }
        return table;
    }

    synchronized List<KustoTable> tables() {
        return new ArrayList<>(tables.values());
    }

    /** Makes a table, or appends the columns that it lacks. */
    synchronized KustoTable merge(String name, Map<String, String> columns) throws KustoError, SQLException {
        KustoTable table = tables.get(name);
        if (table == null) {
            execute("CREATE TABLE " + KqlSubset.quoted(name) + " (" + EXTENT + " BIGINT)");
            table = new KustoTable(name);
            tables.put(name, table);
        }
        for (Map.Entry<String, String> column : columns.entrySet()) {
            String there = table.columns.get(column.getKey());
            if (there == null) {
                execute("ALTER TABLE " + KqlSubset.quoted(name) + " ADD COLUMN " + KqlSubset.quoted(column.getKey())
                        + " "
                        + KustoTable.sqlType(column.getValue())
                        + (column.getValue().equals("string") ? " DEFAULT ''" : ""));
                table.columns.put(column.getKey(), column.getValue());
            } else if (!there.equals(column.getValue())) {
                throw KustoError.badRequest("column " + column.getKey() + " of table " + name + " is of type " + there);
            }
        }
        return table;
    }

    synchronized void drop(String name) throws KustoError, SQLException {
        table(name);
        execute("DROP TABLE " + KqlSubset.quoted(name));
        execute("DELETE FROM \"$extents\" WHERE \"table\" = " + KqlSubset.literal(name));
        tables.remove(name);
    }

    /** Runs a query of the subset. */
    synchronized KustoRows query(String kql) throws KustoError, SQLException {
        return rows(KqlSubset.sql(kql, this::select));
    }

    /** Applies stages of a query to rows that are there. */
    synchronized KustoRows query(KustoRows rows, String stages) throws KustoError, SQLException {
        StringBuilder sql = new StringBuilder("SELECT * FROM (VALUES ");
        List<List<@Nullable Object>> values = new ArrayList<>(rows.rows());
        for (List<@Nullable Object> row : values) {
            sql.append(sql.charAt(sql.length() - 1) == ')' ? ", (" : "(");
            for (int i = 0; i < row.size(); i++) {
                Object value = row.get(i);
                sql.append(i == 0 ? "" : ", ")
                        .append(
                                value instanceof Number
                                        ? value
                                        : KqlSubset.literal(value == null ? "" : value.toString()));
            }
            sql.append(')');
        }
        if (values.isEmpty()) {
            sql.append('(')
                    .append("''" + ", ''".repeat(rows.columns().size() - 1))
                    .append(')');
        }
        sql.append(") AS v(");
        for (int i = 0; i < rows.columns().size(); i++) {
            sql.append(i == 0 ? "" : ", ")
                    .append(KqlSubset.quoted(rows.columns().get(i).name()));
        }
        sql.append(')').append(values.isEmpty() ? " WHERE false" : "");
        return rows(KqlSubset.sqlOver(sql.toString(), stages));
    }

    private String select(String name) throws KustoError {
        KustoTable table = table(name);
        try {
            expire(table);
        } catch (SQLException e) {
            throw new KustoError(500, "Internal", String.valueOf(e.getMessage()));
        }
        return "SELECT * EXCLUDE (" + EXTENT + ") FROM " + KqlSubset.quoted(name);
    }

    /** Deletes the rows that a query of the subset finds. */
    synchronized long delete(String name, String kql) throws KustoError, SQLException {
        table(name);
        String found = KqlSubset.sql(kql, table -> "SELECT rowid AS \"$row\", * FROM " + KqlSubset.quoted(name));
        return update(
                "DELETE FROM " + KqlSubset.quoted(name) + " WHERE rowid IN (SELECT \"$row\" FROM (" + found + "))");
    }

    /** Whether one of these ingest-by tags is on an extent of the table. */
    synchronized boolean isIngested(String name, List<String> once) throws KustoError, SQLException {
        List<String> wanted = once.stream().map(tag -> "ingest-by:" + tag).toList();
        return extents(name).stream().anyMatch(extent -> extent.tags().stream().anyMatch(wanted::contains));
    }

    /**
     * Puts the rows of a gzip CSV file into a table, with their extent, in one transaction.
     *
     * @param fields how many fields a line of the file has
     */
    synchronized long ingest(
            String name, Path file, int fields, String mapping, List<String> tags, @Nullable Instant creation)
            throws KustoError, SQLException {
        KustoTable table = table(name);
        if (creation != null && creation.isBefore(now().minus(softDelete(table)))) {
            throw new KustoError(
                    400,
                    "BadRequest_CreationTimeEarlierThanSoftDeletePeriod",
                    "creationTime " + creation + " is before the soft-delete period of table " + name);
        }
        Map<String, String> values = table.sqlByMapping(mapping);
        StringBuilder fieldNames = new StringBuilder();
        for (int i = 0; i < fields; i++) {
            fieldNames.append(i == 0 ? "" : ", ").append("'c").append(i).append("': 'VARCHAR'");
        }
        long extent = ++lastExtent;
        StringBuilder targets = new StringBuilder(EXTENT);
        StringBuilder sources = new StringBuilder(Long.toString(extent));
        values.forEach((column, sql) -> {
            targets.append(", ").append(KqlSubset.quoted(column));
            sources.append(", ").append(sql);
        });
        Instant now = now();
        connection.setAutoCommit(false);
        try {
            long rows = update("INSERT INTO " + KqlSubset.quoted(name) + " (" + targets + ") SELECT " + sources
                    + " FROM read_csv(" + KqlSubset.literal(file.toString())
                    + ", auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', "
                    + "null_padding = true, parallel = false, compression = 'gzip', max_line_size = 16777216, columns = {"
                    + fieldNames
                    + "})");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO \"$extents\" VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                insert.setLong(1, extent);
                insert.setString(2, UUID.randomUUID().toString());
                insert.setString(3, name);
                insert.setLong(4, (creation == null ? now : creation).toEpochMilli());
                insert.setLong(5, Instant.now().toEpochMilli());
                insert.setLong(6, rows);
                insert.setString(7, String.join("\n", tags));
                insert.executeUpdate();
            }
            connection.commit();
            return rows;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The extents of a table whose tags can be seen yet, without the tags that the retention policy has dropped. */
    synchronized List<Extent> visibleExtents(String name) throws KustoError, SQLException {
        Instant seen = Instant.now().minus(tagDelay);
        return extents(name).stream()
                .filter(extent -> !extent.ingested().isAfter(seen))
                .toList();
    }

    private List<Extent> extents(String name) throws KustoError, SQLException {
        KustoTable table = table(name);
        expire(table);
        List<Extent> extents = new ArrayList<>();
        String sql = "SELECT * FROM \"$extents\" WHERE \"table\" = " + KqlSubset.literal(name) + " ORDER BY id";
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                Instant created = Instant.ofEpochMilli(found.getLong("created"));
                extents.add(new Extent(
                        found.getLong("id"),
                        UUID.fromString(found.getString("uuid")),
                        created,
                        Instant.ofEpochMilli(found.getLong("ingested")),
                        found.getLong("rows"),
                        kept(table, found.getString("tags"), created)));
            }
        }
        return extents;
    }

    /** A period of the policy counts from the extent's creation time. */
    private List<String> kept(KustoTable table, String tags, Instant created) throws KustoError {
        List<String> kept = new ArrayList<>(tags.isEmpty() ? List.of() : List.of(tags.split("\n")));
        for (JsonNode rule : KustoTable.parsed(table.policies.getOrDefault("extent_tags_retention", "[]"))) {
            String prefix = KustoTable.value(rule, "tagprefix", "");
            Duration period = KustoTime.span(KustoTable.value(rule, "retentionperiod", ""));
            if (created.plus(period).isBefore(now())) {
                kept.removeIf(tag -> tag.startsWith(prefix));
            }
        }
        return kept;
    }

    private void expire(KustoTable table) throws KustoError, SQLException {
        Duration kept = softDelete(table);
        String old = " FROM \"$extents\" WHERE \"table\" = " + KqlSubset.literal(table.name) + " AND created < "
                + now().minus(kept).toEpochMilli();
        if (kept.compareTo(FOR_EVER) < 0) {
            update("DELETE FROM " + KqlSubset.quoted(table.name) + " WHERE " + EXTENT + " IN (SELECT id" + old + ")");
            update("DELETE" + old);
        }
    }

    private static Duration softDelete(KustoTable table) throws KustoError {
        String policy = table.policies.get("retention");
        return policy == null
                ? FOR_EVER
                : KustoTime.span(KustoTable.value(KustoTable.parsed(policy), "softdeleteperiod", "36500d"));
    }

    /** Runs SQL of a test. */
    synchronized KustoRows rows(String sql) throws KustoError, SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData meta = result.getMetaData();
            List<KustoRows.Column> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(new KustoRows.Column(meta.getColumnLabel(i), kustoType(meta.getColumnTypeName(i))));
            }
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    row.add(value(result, i + 1, columns.get(i).type()));
                }
                rows.add(row);
            }
            return new KustoRows(columns, rows);
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("Binder Error") || message.contains("Conversion Error")) {
                throw new KustoError(400, "SEM0100", "Semantic error: " + message);
            }
            throw e;
        }
    }

    private static @Nullable Object value(ResultSet result, int column, String type) throws SQLException {
        String text = result.getString(column);
        if (text == null) {
            return null;
        }
        return switch (type) {
            case "int" -> result.getInt(column);
            case "long" -> result.getLong(column);
            case "real" -> result.getDouble(column);
            case "bool" -> result.getBoolean(column);
            case "datetime" -> time(text);
            default -> text;
        };
    }

    /** {@code 2026-01-01 00:00:00.12} as the engine writes it: {@code 2026-01-01T00:00:00.1200000Z}. */
    private static String time(String text) {
        String whole = text.replace(' ', 'T');
        String dotted = whole.indexOf('.') < 0 ? whole + "." : whole;
        return (dotted + "0000000").substring(0, "2026-01-01T00:00:00.1234567".length()) + "Z";
    }

    private static String kustoType(String sqlType) {
        return switch (sqlType) {
            case "INTEGER" -> "int";
            case "BIGINT" -> "long";
            case "DOUBLE" -> "real";
            case "BOOLEAN" -> "bool";
            case "TIMESTAMP_NS", "TIMESTAMP" -> "datetime";
            default -> "string";
        };
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
