package io.github.flowlog.adx.duckdb;

import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.encode.TableSchema;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/**
 * Rows into tables of a DuckDB file; the ledger is tables of the same file, and commits with the rows in one transaction.
 *
 * <p>DuckDB itself keeps a second process out. So whatever lies in the spool at the opening is left over from a process
 * that has ended, and is deleted.
 */
public final class DuckDbTarget implements LoadTarget {
    private static final String TABLE = "FlowLogs";
    /** Names of spool files; others may lie in a folder that was there before. */
    private static final String SPOOLED = "*.{flows,resources,sources}.csv";

    private final Path file;
    private final Path spool;
    private final Connection connection;
    private final DuckDbLedger ledger;
    private final Consumer<DuckDbStep> steps;

    private DuckDbTarget(
            Path file, Path spool, Connection connection, DuckDbLedger ledger, Consumer<DuckDbStep> steps) {
        this.file = file;
        this.spool = spool;
        this.connection = connection;
        this.ledger = ledger;
        this.steps = steps;
    }

    /** Opens a file, which is made when it is not there. */
    public static DuckDbTarget open(Path file) throws IOException {
        return open(file, step -> {});
    }

    /** Opens a file; the consumer hears of each step of a commit when it is taken. */
    static DuckDbTarget open(Path file, Consumer<DuckDbStep> steps) throws IOException {
        Path absolute = file.toAbsolutePath();
        Connection connection = DuckDbFile.openForWriting(absolute);
        try {
            DuckDbTables.create(connection, absolute);
            Path spool = emptySpool(absolute);
            return new DuckDbTarget(absolute, spool, connection, new DuckDbLedger(connection), steps);
        } catch (SQLException failed) {
            DuckDbFile.closeQuietly(connection);
            throw DuckDbFile.failure(absolute, failed);
        } catch (IOException | RuntimeException failed) {
            DuckDbFile.closeQuietly(connection);
            throw failed;
        }
    }

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Path spool() {
        return spool;
    }

    @Override
    public Path quarantineFile() {
        return file.resolveSibling(file.getFileName() + ".quarantine.jsonl");
    }

    @Override
    public long commit(BuiltBatch batch) throws IOException {
        long replaced;
        try {
            connection.setAutoCommit(false);
            try {
                replaced = write(batch);
                connection.commit();
                steps.accept(DuckDbStep.COMMITTED);
            } catch (SQLException | RuntimeException failed) {
                rollBack(failed);
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw DuckDbFile.failure(file, failed);
        }
        Files.deleteIfExists(batch.flows());
        Files.deleteIfExists(batch.resources());
        Files.deleteIfExists(batch.sources());
        steps.accept(DuckDbStep.CLEARED);
        return replaced;
    }

    /** Gives the transaction up; after a fatal error DuckDB refuses even that, and has given it up itself. */
    private void rollBack(Exception failed) {
        try {
            connection.rollback();
        } catch (SQLException secondary) {
            failed.addSuppressed(secondary);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw DuckDbFile.failure(file, failed);
        }
        deleteSpooled(spool);
        try {
            Files.deleteIfExists(spool);
        } catch (DirectoryNotEmptyException foreign) {
            // what is not ours stays where it is
            return;
        }
    }

    private long write(BuiltBatch batch) throws SQLException {
        long replaced = 0;
        for (BuiltBatch.Part part : batch.parts()) {
            if (!part.replacedSourceId().isEmpty()) {
                replaced += deleteRows(part.replacedSourceId());
            }
        }
        ledger.record(batch.parts());
        steps.accept(DuckDbStep.RECORDED);
        if (batch.rows() > 0) {
            insertNew(TableSchema.FLOW_LOG_RESOURCES, batch.resources());
            insertNew(TableSchema.FLOW_LOG_SOURCES, batch.sources());
            long inserted = insertRows(batch.flows());
            if (inserted != batch.rows()) {
                throw LoadException.permanent(
                        "DuckDB took " + inserted + " of " + batch.rows() + " rows of batch " + batch.id()
                                + "; nothing of it was committed, please report this",
                        null);
            }
        }
        steps.accept(DuckDbStep.INSERTED);
        return replaced;
    }

    private long deleteRows(String sourceId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM " + DuckDbTables.name(TableSchema.FLOW_LOGS) + " WHERE SourceId = ?")) {
            delete.setString(1, sourceId);
            return delete.executeLargeUpdate();
        }
    }

    private long insertRows(Path csv) throws SQLException {
        try (Statement insert = connection.createStatement()) {
            return insert.executeLargeUpdate("INSERT INTO " + DuckDbTables.name(TableSchema.FLOW_LOGS)
                    + " SELECT * FROM " + DuckDbTables.readCsv(TableSchema.FLOW_LOGS, csv));
        }
    }

    /** Keys are made from content, so a row whose key is there already says nothing new. */
    private void insertNew(TableSchema table, Path csv) throws SQLException {
        String key = table.columns().get(0).columnName();
        try (Statement insert = connection.createStatement()) {
            insert.executeUpdate("INSERT INTO " + DuckDbTables.name(table) + " SELECT * FROM "
                    + DuckDbTables.readCsv(table, csv) + " AS fresh WHERE fresh." + DuckDbTables.quoted(key)
                    + " NOT IN (SELECT " + DuckDbTables.quoted(key) + " FROM " + DuckDbTables.name(table)
                    + ") QUALIFY row_number() OVER (PARTITION BY fresh." + DuckDbTables.quoted(key) + ") = 1");
        }
    }

    private static Path emptySpool(Path file) throws IOException {
        Path spool = file.resolveSibling(file.getFileName() + ".spool");
        Files.createDirectories(spool);
        deleteSpooled(spool);
        return spool;
    }

    private static void deleteSpooled(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, SPOOLED)) {
            for (Path left : files) {
                Files.deleteIfExists(left);
            }
        }
    }
}
