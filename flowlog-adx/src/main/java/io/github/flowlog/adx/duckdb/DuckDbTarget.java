package io.github.flowlog.adx.duckdb;

import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.encode.TableSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Rows into tables of a DuckDB file; the ledger is tables of the same file, and commits with the rows in one transaction.
 *
 * <p>Rows go from the reader into DuckDB's vectors, with no file between; DuckDB itself keeps a second process out.
 */
public final class DuckDbTarget implements LoadTarget {
    private static final String TABLE = "FlowLogs";

    private final Path file;
    private final Connection connection;
    private final FlowRowsFunction function;
    private final DuckDbLedger ledger;
    private final DuckDbDimensions dimensions;
    private final Consumer<DuckDbStep> steps;

    private DuckDbTarget(Path file, Connection connection, FlowRowsFunction function, Consumer<DuckDbStep> steps) {
        this.file = file;
        this.connection = connection;
        this.function = function;
        this.ledger = new DuckDbLedger(connection);
        this.dimensions = new DuckDbDimensions(connection);
        this.steps = steps;
    }

    /** Opens a file, which is made when it is not there. */
    public static DuckDbTarget open(Path file) {
        return open(file, step -> {});
    }

    /** Opens a file; the consumer hears of each step of a commit when it is taken. */
    static DuckDbTarget open(Path file, Consumer<DuckDbStep> steps) {
        Path absolute = file.toAbsolutePath();
        Connection connection = DuckDbFile.openForWriting(absolute);
        try {
            DuckDbTables.create(connection, absolute);
            return new DuckDbTarget(absolute, connection, FlowRowsFunction.register(connection), steps);
        } catch (SQLException failed) {
            DuckDbFile.closeQuietly(connection);
            throw DuckDbFile.failure(absolute, failed);
        } catch (RuntimeException failed) {
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
    public String filter() {
        try {
            return ledger.filter();
        } catch (SQLException failed) {
            throw DuckDbFile.failure(file, failed);
        }
    }

    @Override
    public Map<String, Long> rows(Collection<String> sourceIds) {
        Map<String, Long> rows = new HashMap<>();
        try (PreparedStatement count = connection.prepareStatement("SELECT SourceId, count(*) FROM "
                + DuckDbTables.name(TableSchema.FLOW_LOGS) + " WHERE list_contains(?, SourceId) GROUP BY SourceId")) {
            count.setObject(1, connection.createArrayOf("VARCHAR", sourceIds.toArray()));
            try (ResultSet counted = count.executeQuery()) {
                while (counted.next()) {
                    rows.put(counted.getString(1), counted.getLong(2));
                }
            }
            return rows;
        } catch (SQLException failed) {
            throw DuckDbFile.failure(file, failed);
        }
    }

    @Override
    public void claim(String filter) {
        try {
            String loaded = ledger.filter();
            if (filter.equals(loaded)) {
                return;
            }
            if (!ledger.isEmpty()) {
                throw LoadException.otherFilter(file.toString(), loaded, filter);
            }
            ledger.setFilter(filter);
        } catch (SQLException failed) {
            throw DuckDbFile.failure(file, failed);
        }
    }

    @Override
    public Path quarantineFile() {
        return file.resolveSibling(file.getFileName() + ".quarantine.jsonl");
    }

    @Override
    public long write(String batchId, FlowRows rows) {
        try (Statement insert = connection.createStatement()) {
            connection.setAutoCommit(false);
            long inserted = function.insertAll(rows, batchId, insert);
            steps.accept(DuckDbStep.INSERTED);
            return inserted;
        } catch (SQLException failed) {
            throw DuckDbFile.failure(file, failed);
        }
    }

    @Override
    public long commit(BuiltBatch batch) {
        try {
            long replaced;
            try {
                replaced = record(batch);
                steps.accept(DuckDbStep.RECORDED);
                connection.commit();
                steps.accept(DuckDbStep.COMMITTED);
            } catch (SQLException | RuntimeException failed) {
                rollBack(failed);
                throw failed;
            }
            connection.setAutoCommit(true);
            return replaced;
        } catch (SQLException failed) {
            throw DuckDbFile.failure(file, failed);
        }
    }

    /** Gives the transaction up; after a fatal error DuckDB refuses even that, and has given it up itself. */
    private void rollBack(Exception failed) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException secondary) {
            failed.addSuppressed(secondary);
        }
    }

    @Override
    public void discard() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw DuckDbFile.failure(file, failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw DuckDbFile.failure(file, failed);
        }
    }

    private long record(BuiltBatch batch) throws SQLException {
        long replaced = 0;
        for (BuiltBatch.Part part : batch.parts()) {
            if (!part.replacedSourceId().isEmpty()) {
                replaced += deleteRows(part.replacedSourceId());
            }
        }
        ledger.record(batch.parts());
        if (batch.rows() > 0) {
            dimensions.addResources(batch.resources());
            dimensions.addSources(batch.sources());
        }
        return replaced;
    }

    private long deleteRows(String sourceId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM " + DuckDbTables.name(TableSchema.FLOW_LOGS) + " WHERE SourceId = ?")) {
            delete.setString(1, sourceId);
            return delete.executeLargeUpdate();
        }
    }
}
