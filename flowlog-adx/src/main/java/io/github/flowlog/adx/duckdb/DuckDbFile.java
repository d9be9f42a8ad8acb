package io.github.flowlog.adx.duckdb;

import io.github.flowlog.adx.target.LoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;

/** Opens DuckDB files, and says in one sentence why one cannot be opened. */
final class DuckDbFile {
    /** Loading needs little; the rest of the machine belongs to others. */
    private static final String MEMORY = "1GB";

    /** Stands behind the checksum of the first block. */
    private static final byte[] MAGIC = {'D', 'U', 'C', 'K'};

    private static final int MAGIC_OFFSET = 8;

    private DuckDbFile() {}

    static Connection openForWriting(Path file) {
        if (!mayBeDatabase(file)) {
            throw LoadException.permanent(file + " is not a DuckDB file; choose another one", null);
        }
        Properties settings = settings(file);
        return open(file, settings);
    }

    /**
     * Whether a file is missing, empty, or begins as a DuckDB file does.
     *
     * <p>Asked before DuckDB is: it takes a JSON, CSV or Parquet file for a table to look at and opens a database in memory
     * beside it, so that rows would be lost without a word.
     */
    static boolean mayBeDatabase(Path file) {
        if (!Files.isRegularFile(file)) {
            return !Files.exists(file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(MAGIC_OFFSET + MAGIC.length);
            return head.length == 0
                    || Arrays.equals(head, Math.min(MAGIC_OFFSET, head.length), head.length, MAGIC, 0, MAGIC.length);
        } catch (IOException unreadable) {
            // DuckDB says it better.
            return true;
        }
    }

    private static Properties settings(Path file) {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", MEMORY);
        settings.setProperty("preserve_insertion_order", "false");
        settings.setProperty("temp_directory", file + ".tmp");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return settings;
    }

    private static Connection open(Path file, Properties settings) {
        String name = file.toString();
        if (name.indexOf(';') >= 0 || name.indexOf('?') >= 0) {
            // the driver takes what stands behind ; for a setting, DuckDB what stands behind ? for a query
            throw LoadException.permanent(
                    file + " has a ; or ? in it, which DuckDB misreads; choose another path", null);
        }
        try {
            return connect(file.toString(), settings);
        } catch (SQLException failed) {
            throw failure(file, failed);
        }
    }

    /**
     * Opens a database, empty for one in memory.
     *
     * <p>DuckDB unpacks its native library when it is first asked for anything.
     *
     * @throws SQLException also where that library cannot be loaded
     */
    static Connection connect(String database, Properties settings) throws SQLException {
        try {
            return DriverManager.getConnection("jdbc:duckdb:" + database, settings);
        } catch (LinkageError unloadable) {
            throw new SQLException(
                    "DuckDB cannot load its native library, which needs glibc (Alpine has none) and a temporary folder"
                            + " with room for it from which programs may run; name another folder with"
                            + " FLOWLOG_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
                    unloadable);
        }
    }

    /** What DuckDB said, as a sentence that helps. */
    static LoadException failure(Path file, SQLException failed) {
        String said = String.valueOf(failed.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("could not set lock") || lower.contains("conflicting lock")) {
            return LoadException.passing(
                    file + " is in use by another process; wait for it to end, or load into another file", failed);
        }
        if (lower.contains("not a valid duckdb database file")) {
            return LoadException.permanent(file + " is not a DuckDB file; choose another one", failed);
        }
        if (lower.contains("no space left")) {
            return LoadException.passing(
                    "the disk of " + file
                            + " is full; what was committed before stays, free some space and run the same command again",
                    failed);
        }
        return LoadException.permanent(file + ": " + said.lines().findFirst().orElse(said), failed);
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException secondary) {
            // the failure that led here is the one to tell
            return;
        }
    }
}
