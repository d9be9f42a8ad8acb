package io.github.flowlog.adx.duckdb;

import io.github.flowlog.DocumentForm;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Evidence;
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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The ledger in tables of schema flowlog; what it records commits with the transaction that is open on its connection. */
final class DuckDbLedger implements Ledger {
    private static final String CURSORS = """
            SELECT Account, Container, Path, SourceId, Generation, Rewrites, ResourceId, Mac, Hour, LoadedTo, Form, TailHash,
                Fingerprint
            FROM flowlog.cursors WHERE Path IN (SELECT unnest(?)) ORDER BY Sequence DESC
            """;
    private static final String EMPTY_SAVED =
            "CREATE OR REPLACE TEMP TABLE saved_cursors AS SELECT * EXCLUDE (Sequence) FROM flowlog.cursors LIMIT 0";
    private static final String SAVE_CURSORS = """
            INSERT OR REPLACE INTO flowlog.cursors SELECT *, nextval('flowlog.commits') FROM temp.saved_cursors
            """;
    private static final String FORGET = "DELETE FROM flowlog.quarantine WHERE SourceId = ? AND ByteOffset >= ?";
    private static final String QUARANTINE = """
            SELECT Account, Container, Path, SourceId, Generation, Source, Scope, Problem, Field, ByteOffset, RecordOffset,
                TupleIndex, UnreadBytes, Further, Message, RawForm, Raw, Attempts
            FROM flowlog.quarantine WHERE ? = '' OR SourceId = ? ORDER BY Source, SourceId, ByteOffset
            """;

    private final Connection connection;

    DuckDbLedger(Connection connection) {
        this.connection = connection;
    }

    /** The filter of what was loaded. */
    String filter() throws SQLException {
        return text("SELECT Filter FROM flowlog.ledger");
    }

    /** Whether nothing is written down of any source. */
    boolean isEmpty() throws SQLException {
        return text("SELECT EXISTS (FROM flowlog.cursors) OR EXISTS (FROM flowlog.quarantine)")
                .equals("false");
    }

    /** Writes down the filter of what is going to be loaded. */
    void setFilter(String filter) throws SQLException {
        update("UPDATE flowlog.ledger SET Filter = ?", filter);
    }

    private String text(String query) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public List<Cursor> cursors(SourceKey key) {
        return cursors(List.of(key)).getOrDefault(key, List.of());
    }

    @Override
    public Map<SourceKey, List<Cursor>> cursors(Collection<SourceKey> keys) {
        Map<SourceKey, List<Cursor>> cursors = new HashMap<>();
        keys.forEach(key -> cursors.put(key, new ArrayList<>()));
        if (cursors.isEmpty()) {
            return cursors;
        }
        Object[] paths = cursors.keySet().stream().map(SourceKey::path).toArray();
        try (PreparedStatement select = connection.prepareStatement(CURSORS)) {
            select.setArray(1, connection.createArrayOf("VARCHAR", paths));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    SourceKey key = new SourceKey(row.getString(1), row.getString(2), row.getString(3));
                    List<Cursor> ofSource = cursors.get(key);
                    if (ofSource != null) {
                        ofSource.add(cursor(key, row));
                    }
                }
            }
        } catch (SQLException failed) {
            throw unreadable(failed);
        }
        return cursors;
    }

    private static Cursor cursor(SourceKey key, ResultSet row) throws SQLException {
        return new Cursor(
                key,
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                new Origin(row.getString(7), row.getString(8), row.getLong(9)),
                new ResumePoint(row.getLong(10), DocumentForm.valueOf(row.getString(11))),
                row.getString(12),
                row.getString(13));
    }

    @Override
    public void forEachQuarantined(Consumer<QuarantineEntry> action) {
        forEach("", action);
    }

    @Override
    public List<QuarantineEntry> quarantine(String sourceId) {
        List<QuarantineEntry> entries = new ArrayList<>();
        forEach(sourceId, entries::add);
        return entries;
    }

    @Override
    public Set<String> quarantinedSources() {
        Set<String> sourceIds = new HashSet<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT DISTINCT SourceId FROM flowlog.quarantine")) {
            while (row.next()) {
                sourceIds.add(row.getString(1));
            }
        } catch (SQLException failed) {
            throw unreadable(failed);
        }
        return sourceIds;
    }

    private void forEach(String sourceId, Consumer<QuarantineEntry> action) {
        try (PreparedStatement select = connection.prepareStatement(QUARANTINE)) {
            select.setString(1, sourceId);
            select.setString(2, sourceId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    action.accept(entry(row));
                }
            }
        } catch (SQLException failed) {
            throw unreadable(failed);
        }
    }

    private static QuarantineEntry entry(ResultSet row) throws SQLException {
        return new QuarantineEntry(
                new SourceKey(row.getString(1), row.getString(2), row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getLong(10),
                row.getLong(11),
                row.getInt(12),
                row.getLong(13),
                row.getLong(14),
                row.getInt(18),
                row.getString(15),
                new Evidence(Evidence.Form.valueOf(row.getString(16)), row.getString(17)));
    }

    /** Writes down what a batch read of its sources. */
    void record(List<BuiltBatch.Part> parts) throws SQLException {
        Set<String> quarantined = quarantinedSources();
        for (BuiltBatch.Part part : parts) {
            if (!part.replacedSourceId().isEmpty()) {
                update("DELETE FROM flowlog.cursors WHERE SourceId = ?", part.replacedSourceId());
                update("DELETE FROM flowlog.quarantine WHERE SourceId = ?", part.replacedSourceId());
            }
            if (quarantined.contains(part.sourceId())) {
                update(FORGET, part.sourceId(), part.from());
            }
            append(part.quarantine());
        }
        save(parts.stream()
                .map(BuiltBatch.Part::cursor)
                .filter(Objects::nonNull)
                .toList());
    }

    /** Saves the cursors in one statement: one for each takes many times as long, and there may be hundreds. */
    private void save(List<Cursor> cursors) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(EMPTY_SAVED);
            try (DuckDBAppender rows =
                    connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "saved_cursors")) {
                for (Cursor cursor : cursors) {
                    append(cursor, rows);
                }
            }
            statement.executeUpdate(SAVE_CURSORS);
        }
    }

    private static void append(Cursor cursor, DuckDBAppender rows) throws SQLException {
        rows.beginRow()
                .append(cursor.sourceId())
                .append(cursor.key().account())
                .append(cursor.key().container())
                .append(cursor.key().path())
                .append(cursor.generation())
                .append(cursor.rewrites())
                .append(cursor.origin().resourceId())
                .append(cursor.origin().mac())
                .append(cursor.origin().hour())
                .append(cursor.loadedTo().offset())
                .append(cursor.loadedTo().form().name())
                .append(cursor.tailHash())
                .append(cursor.fingerprint())
                .endRow();
    }

    private void append(List<QuarantineEntry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        // a statement for each entry takes many times as long, and there may be thousands
        DuckDBConnection duckDb = connection.unwrap(DuckDBConnection.class);
        try (DuckDBAppender rows = duckDb.createAppender("flowlog", "quarantine")) {
            for (QuarantineEntry entry : entries) {
                append(entry, rows);
            }
        }
    }

    private static void append(QuarantineEntry entry, DuckDBAppender rows) throws SQLException {
        rows.beginRow()
                .append(entry.key().account())
                .append(entry.key().container())
                .append(entry.key().path())
                .append(entry.sourceId())
                .append(entry.generation())
                .append(entry.source())
                .append(entry.scope())
                .append(entry.problem())
                .append(entry.field())
                .append(entry.byteOffset())
                .append(entry.recordOffset())
                .append(entry.tupleIndex())
                .append(entry.unreadBytes())
                .append(entry.further())
                .append(entry.message())
                .append(entry.evidence().form().name())
                .append(entry.evidence().raw())
                .append(entry.attempts())
                .endRow();
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static LoadException unreadable(SQLException failed) {
        return LoadException.permanent("the ledger cannot be read: " + failed.getMessage(), failed);
    }
}
