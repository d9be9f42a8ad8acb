package io.github.flowlog.adx.duckdb;

import io.github.flowlog.adx.questions.Question;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.encode.TableColumn;
import io.github.flowlog.encode.TableSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** The tables of a DuckDB file, as SQL: rows and dimensions in schema main, the ledger in schema flowlog. */
final class DuckDbTables {
    /** Version of the ledger's tables; a later one is refused. */
    static final int LEDGER_VERSION = 3;

    /** Its quarantine did not count attempts. */
    private static final int VERSION_WITHOUT_ATTEMPTS = 2;

    private static final String ATTEMPTS = "Attempts INTEGER DEFAULT 0";

    private static final String LEDGER = """
            CREATE SCHEMA IF NOT EXISTS flowlog;
            CREATE TABLE IF NOT EXISTS flowlog.ledger (
                FormatVersion INTEGER NOT NULL, Filter VARCHAR NOT NULL, Shard VARCHAR NOT NULL);
            CREATE TABLE IF NOT EXISTS flowlog.cursors (
                SourceId VARCHAR NOT NULL PRIMARY KEY, Account VARCHAR NOT NULL, Container VARCHAR NOT NULL,
                Path VARCHAR NOT NULL, Generation VARCHAR NOT NULL, Rewrites INTEGER NOT NULL,
                ResourceId VARCHAR NOT NULL, Mac VARCHAR NOT NULL, Hour BIGINT NOT NULL,
                LoadedTo BIGINT NOT NULL, Form VARCHAR NOT NULL, TailHash VARCHAR NOT NULL,
                Fingerprint VARCHAR NOT NULL, Sequence BIGINT NOT NULL);
            CREATE SEQUENCE IF NOT EXISTS flowlog.commits;
            CREATE TABLE IF NOT EXISTS flowlog.quarantine (
                Account VARCHAR NOT NULL, Container VARCHAR NOT NULL, Path VARCHAR NOT NULL,
                SourceId VARCHAR NOT NULL, Generation VARCHAR NOT NULL, Source VARCHAR NOT NULL,
                Scope VARCHAR NOT NULL, Problem VARCHAR NOT NULL, Field VARCHAR NOT NULL,
                ByteOffset BIGINT NOT NULL, RecordOffset BIGINT NOT NULL, TupleIndex INTEGER NOT NULL,
                UnreadBytes BIGINT NOT NULL, Further BIGINT NOT NULL, Message VARCHAR NOT NULL,
                RawForm VARCHAR NOT NULL, Raw VARCHAR NOT NULL, %s);
            """.formatted(ATTEMPTS);

    private DuckDbTables() {}

    /** Makes what is not there, and refuses a file that is not ours. */
    static void create(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (has(statement, "table_schema = 'flowlog' AND table_name = 'ledger'")) {
                checkLedger(statement, file);
                if (!has(statement, "table_name = '" + Question.FLOWS_DAILY.sqlName() + "'")) {
                    createQuestions(statement);
                }
                return;
            }
            if (has(statement, "true")) {
                throw LoadException.permanent(
                        file + " has tables that flowlog did not make; load into another file", null);
            }
            connection.setAutoCommit(false);
            createTable(statement, TableSchema.FLOW_LOGS);
            createTable(statement, TableSchema.FLOW_LOG_RESOURCES);
            createTable(statement, TableSchema.FLOW_LOG_SOURCES);
            createQuestions(statement);
            statement.execute(LEDGER);
            statement.execute("INSERT INTO flowlog.ledger VALUES (" + LEDGER_VERSION + ", '', '')");
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    /** The quoted name of a table. */
    static String name(TableSchema table) {
        return quoted(table.name());
    }

    /** A name in double quotes. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text in single quotes. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static void createQuestions(Statement statement) throws SQLException {
        for (Question question : Question.values()) {
            statement.execute(question.sql());
        }
    }

    private static void createTable(Statement statement, TableSchema table) throws SQLException {
        String columns = table.columns().stream().map(DuckDbTables::definition).collect(Collectors.joining(", "));
        statement.execute("CREATE TABLE " + name(table) + " (" + columns + ")");
    }

    private static String definition(TableColumn column) {
        return quoted(column.columnName()) + " " + column.type().duckDbType() + (column.nullable() ? "" : " NOT NULL");
    }

    private static boolean has(Statement statement, String condition) throws SQLException {
        try (ResultSet found = statement.executeQuery(
                "SELECT count(*) FROM information_schema.tables WHERE table_catalog = current_database() AND "
                        + condition)) {
            return found.next() && found.getLong(1) > 0;
        }
    }

    private static void checkLedger(Statement statement, Path file) throws SQLException {
        try (ResultSet ledger = statement.executeQuery("SELECT FormatVersion FROM flowlog.ledger")) {
            int version = ledger.next() ? ledger.getInt(1) : 0;
            if (version == VERSION_WITHOUT_ATTEMPTS) {
                statement.execute("BEGIN; ALTER TABLE flowlog.quarantine ADD COLUMN " + ATTEMPTS
                        + "; UPDATE flowlog.ledger SET FormatVersion = " + LEDGER_VERSION + "; COMMIT");
                return;
            }
            if (version != LEDGER_VERSION) {
                throw LoadException.permanent(
                        file + " has a ledger of format " + version + ", this program knows format " + LEDGER_VERSION
                                + "; use the flowlog that wrote it, or load into another file",
                        null);
            }
        }
    }
}
