package io.github.flowlog.adx.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Asks a DuckDB file, opened read-only.
 *
 * <p><b>Errors:</b> a file that is missing is a {@link NoSuchFileException}; whatever DuckDB refuses, a file that a load
 * holds included, is a {@link DuckDbException} with one sentence. <b>Thread-safety:</b> none.
 */
public final class DuckDbQuery implements AutoCloseable {
    private final Connection connection;

    private DuckDbQuery(Connection connection) {
        this.connection = connection;
    }

    /** Opens a file that a load has made, or any other DuckDB file. */
    public static DuckDbQuery open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!DuckDbFile.mayBeDatabase(file)) {
            throw DuckDbException.notADatabase(file);
        }
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("autoinstall_known_extensions", "false");
        try {
            return new DuckDbQuery(DuckDbFile.connect(file.toAbsolutePath().toString(), properties));
        } catch (SQLException e) {
            throw DuckDbException.isLocked(e)
                    ? DuckDbException.locked(file.toString(), e)
                    : DuckDbException.of("Cannot open " + file, e);
        }
    }

    /** Runs one statement; the rows are read as they are asked for, and close before this query does. */
    public QueryRows run(String sql) throws IOException {
        try {
            Statement statement = connection.createStatement();
            try {
                return statement.execute(sql)
                        ? QueryRows.of(statement, statement.getResultSet())
                        : QueryRows.none(statement);
            } catch (SQLException e) {
                statement.close();
                throw e;
            }
        } catch (SQLException e) {
            throw DuckDbException.of(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckDbException.of(e);
        }
    }
}
