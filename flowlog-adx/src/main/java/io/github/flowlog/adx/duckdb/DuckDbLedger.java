package io.github.flowlog.adx.duckdb;

import io.github.flowlog.DocumentForm;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.LoadException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The ledger in tables of schema flowlog; what it records commits with the transaction that is open on its connection. */
final class DuckDbLedger implements Ledger {
    private static final String CURSORS = """
            SELECT SourceId, Generation, Rewrites, ResourceId, Mac, Hour, LoadedTo, Form, TailHash, Fingerprint
            FROM flowlog.cursors WHERE Account = ? AND Container = ? AND Path = ? ORDER BY Sequence DESC
            """;
    private static final String SAVE_CURSOR = """
            INSERT OR REPLACE INTO flowlog.cursors
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nextval('flowlog.commits'))
            """;
    private static final String QUARANTINE = """
            SELECT SourceId, Source, Scope, Problem, Field, ByteOffset, RecordOffset, TupleIndex, UnreadBytes, Message
            FROM flowlog.quarantine WHERE ? = '' OR SourceId = ? ORDER BY Source, SourceId, ByteOffset
            """;

    private final Connection connection;

    DuckDbLedger(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<Cursor> cursors(SourceKey key) {
        List<Cursor> cursors = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(CURSORS)) {
            select.setString(1, key.account());
            select.setString(2, key.container());
            select.setString(3, key.path());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    cursors.add(new Cursor(
                            key,
                            row.getString(1),
                            row.getString(2),
                            row.getInt(3),
                            new Origin(row.getString(4), row.getString(5), row.getLong(6)),
                            new ResumePoint(row.getLong(7), DocumentForm.valueOf(row.getString(8))),
                            row.getString(9),
                            row.getString(10)));
                }
            }
        } catch (SQLException failed) {
            throw unreadable(failed);
        }
        return cursors;
    }

    @Override
    public List<QuarantineEntry> quarantine() {
        return quarantine("");
    }

    @Override
    public List<QuarantineEntry> quarantine(String sourceId) {
        List<QuarantineEntry> entries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(QUARANTINE)) {
            select.setString(1, sourceId);
            select.setString(2, sourceId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(new QuarantineEntry(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getLong(6),
                            row.getLong(7),
                            row.getInt(8),
                            row.getLong(9),
                            row.getString(10)));
                }
            }
        } catch (SQLException failed) {
            throw unreadable(failed);
        }
        return entries;
    }

    /** Writes down what a batch read of one source. */
    void record(BuiltBatch.Part part) throws SQLException {
        if (!part.replacedSourceId().isEmpty()) {
            update("DELETE FROM flowlog.cursors WHERE SourceId = ?", part.replacedSourceId());
            update("DELETE FROM flowlog.quarantine WHERE SourceId = ?", part.replacedSourceId());
        }
        Cursor cursor = part.cursor();
        if (cursor != null) {
            update(
                    SAVE_CURSOR,
                    cursor.sourceId(),
                    cursor.key().account(),
                    cursor.key().container(),
                    cursor.key().path(),
                    cursor.generation(),
                    cursor.rewrites(),
                    cursor.origin().resourceId(),
                    cursor.origin().mac(),
                    cursor.origin().hour(),
                    cursor.loadedTo().offset(),
                    cursor.loadedTo().form().name(),
                    cursor.tailHash(),
                    cursor.fingerprint());
        }
        update("DELETE FROM flowlog.quarantine WHERE SourceId = ? AND ByteOffset >= ?", part.sourceId(), part.from());
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO flowlog.quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insertAll(part.quarantine(), insert);
        }
    }

    private static void insertAll(List<QuarantineEntry> entries, PreparedStatement insert) throws SQLException {
        for (QuarantineEntry entry : entries) {
            execute(
                    insert,
                    entry.sourceId(),
                    entry.source(),
                    entry.scope(),
                    entry.problem(),
                    entry.field(),
                    entry.byteOffset(),
                    entry.recordOffset(),
                    entry.tupleIndex(),
                    entry.unreadBytes(),
                    entry.message());
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            execute(statement, values);
        }
    }

    private static void execute(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    private static LoadException unreadable(SQLException failed) {
        return LoadException.permanent("the ledger cannot be read: " + failed.getMessage(), failed);
    }
}
