package io.github.flowlog.adx.duckdb;

import io.github.flowlog.encode.ColumnType;
import io.github.flowlog.encode.TableSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Collectors;

/** Turns the CSV of flows into a Parquet file with typed columns. */
public final class ParquetExport {
    private ParquetExport() {}

    /**
     * Writes a Parquet file, compressed by Zstandard.
     *
     * @param csv what {@link io.github.flowlog.encode.CsvFlowEncoder} wrote, with its header line
     * @param parquet the file to write; left half-written when this fails
     */
    public static void write(Path csv, Path parquet) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("preserve_insertion_order", "true");
        properties.setProperty("temp_directory", parquet.toAbsolutePath() + ".duckdb-tmp");
        try (Connection connection = DuckDbFile.connect("", properties);
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM "
                    + readCsv(csv.toAbsolutePath()) + ") TO "
                    + DuckDbTables.literal(parquet.toAbsolutePath().toString())
                    + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw DuckDbException.of("Cannot write " + parquet, e);
        }
    }

    /** The table function that reads our CSV: nothing is guessed, and an empty field is null in a nullable column only. */
    private static String readCsv(Path csv) {
        String columns = TableSchema.FLOW_LOGS.columns().stream()
                .map(column -> DuckDbTables.literal(column.columnName()) + ": "
                        + DuckDbTables.literal(column.type().duckDbType()))
                .collect(Collectors.joining(", ", "{", "}"));
        String texts = TableSchema.FLOW_LOGS.columns().stream()
                .filter(column -> column.type() == ColumnType.STRING)
                .map(column -> DuckDbTables.literal(column.columnName()))
                .collect(Collectors.joining(", ", "[", "]"));
        return "read_csv(" + DuckDbTables.literal(csv.toString())
                + ", header = true, auto_detect = false, delim = ',', quote = '\"', "
                + "escape = '\"', new_line = '\\n', nullstr = '', max_line_size = 67108864, buffer_size = 134217728, "
                + "strict_mode = true, columns = " + columns
                + ", force_not_null = " + texts + ")";
    }
}
