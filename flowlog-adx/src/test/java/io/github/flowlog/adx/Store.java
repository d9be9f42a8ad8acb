package io.github.flowlog.adx;

import io.github.flowlog.adx.duckdb.DuckDbFaults;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.csv.CsvFaults;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The two real targets, each in a folder of a test, and what is in them once they are closed. */
public enum Store {
    /** A DuckDB file. */
    DUCKDB,
    /** A folder of CSV files. */
    CSV;

    private static final String ROW = "SourceId || '/' || lpad(RecordOffset::VARCHAR, 12, '0') || '/' "
            + "|| lpad(TupleIndex::VARCHAR, 6, '0') || ' ' || SrcIp || ' ' || DestIp || ' ' || SrcPort || ' ' || DestPort "
            + "|| ' ' || Protocol || ' ' || coalesce(FlowState, '') || ' ' || coalesce(PacketsSrcToDest::VARCHAR, '-') || ' ' "
            + "|| coalesce(BytesDestToSrc::VARCHAR, '-') || ' ' || coalesce(AclRule, '') || ' ' || coalesce(MacAddress, '')";

    /** Opens the target of a folder. */
    public LoadTarget open(Path folder) throws IOException {
        return open(folder, step -> {});
    }

    /** Opens the target of a folder; the consumer hears the name of each step of a commit when it is taken. */
    public LoadTarget open(Path folder, Consumer<String> steps) throws IOException {
        return this == DUCKDB
                ? DuckDbFaults.open(folder.resolve("flows.duckdb"), steps)
                : CsvFaults.open(folder.resolve("csv"), steps);
    }

    /** The names of the steps of a commit. */
    public List<String> steps() {
        return this == DUCKDB ? DuckDbFaults.steps() : CsvFaults.steps();
    }

    /** The rows with their identity first, in the order of identities; nothing is de-duplicated. */
    public List<String> rows(Path folder) throws IOException, SQLException {
        return query(folder, "SELECT " + ROW + " FROM {FlowLogs} ORDER BY 1");
    }

    /** The distinct ids of the batches that hold rows. */
    public List<String> batchIds(Path folder) throws IOException, SQLException {
        return query(folder, "SELECT DISTINCT BatchId FROM {FlowLogs} ORDER BY 1");
    }

    /** The first column of a query, in which {@code {Table}} stands for a table. */
    public List<String> query(Path folder, String sql) throws IOException, SQLException {
        String text = sql;
        for (String table : List.of("FlowLogs", "FlowLogResources", "FlowLogSources")) {
            if (text.contains("{" + table + "}")) {
                String from = table(folder, table);
                if (from.isEmpty()) {
                    return List.of();
                }
                text = text.replace("{" + table + "}", from);
            }
        }
        String url = this == DUCKDB ? "jdbc:duckdb:" + folder.resolve("flows.duckdb") : "jdbc:duckdb:";
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(text)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    private String table(Path folder, String table) throws IOException {
        if (this == DUCKDB) {
            return table;
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.resolve("csv"), table + "-*.csv")) {
            found.forEach(files::add);
        }
        if (files.isEmpty()) {
            return "";
        }
        String names = files.stream()
                .sorted()
                .map(file -> "'" + file.toString().replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        return "read_csv([" + names
                + "], header = true, all_varchar = true, nullstr = '', delim = ',', quote = '\"', escape = '\"')";
    }
}
