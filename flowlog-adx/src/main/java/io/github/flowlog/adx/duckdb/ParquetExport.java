package io.github.flowlog.adx.duckdb;

import io.github.flowlog.encode.FlowColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Predicate;
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
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM " + csvTable(csv) + ") TO " + text(parquet.toAbsolutePath())
                    + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw DuckDbException.of("Cannot write " + parquet, e);
        }
    }

    /** The types are given and nothing is guessed; only a counter that is empty is null. */
    private static String csvTable(Path csv) {
        String types =
                columns(column -> true, column -> "'" + column.columnName() + "': '" + column.duckDbType() + "'");
        String notNull = columns(column -> !column.nullable(), column -> "'" + column.columnName() + "'");
        return "read_csv(" + text(csv.toAbsolutePath()) + ", auto_detect = false, header = true, delim = ',', "
                + "quote = '\"', escape = '\"', new_line = '\\n', nullstr = '', max_line_size = 67108864, columns = {"
                + types + "}, force_not_null = [" + notNull + "])";
    }

    private static String columns(Predicate<FlowColumn> which, Function<FlowColumn, String> text) {
        return Arrays.stream(FlowColumn.values()).filter(which).map(text).collect(Collectors.joining(", "));
    }

    private static String text(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
