package io.github.flowlog.adx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.encode.CsvFlowEncoder;
import io.github.flowlog.encode.EncoderConstants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A target that keeps everything in memory, for logs without line feeds in their values; commits fail on demand. */
final class MemoryTarget implements LoadTarget, Ledger {
    private static final int SOURCE_ID = 23;

    private final Path folder;
    private final List<String> written = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final Map<String, Cursor> cursors = new LinkedHashMap<>();
    private final List<QuarantineEntry> quarantine = new ArrayList<>();
    private int commitsUntilFailure = Integer.MAX_VALUE;
    private long mostBytes = Long.MAX_VALUE;

    MemoryTarget(Path folder) {
        this.folder = folder;
    }

    void failAtCommit(int number) {
        commitsUntilFailure = number;
    }

    /** From now on, no batch may be larger, and the loader hears how large it is. */
    void holdAtMost(long bytes) {
        mostBytes = bytes;
    }

    List<String> rows() {
        return rows;
    }

    /** Offset/tuple of each row of one file. */
    List<String> places(SourceKey key) {
        List<String> ids = cursors(key).stream().map(Cursor::sourceId).toList();
        List<String> places = new ArrayList<>();
        for (String row : rows) {
            String[] fields = row.split(",", -1);
            if (ids.contains(fields[SOURCE_ID])) {
                places.add(fields[SOURCE_ID + 1] + "/" + fields[SOURCE_ID + 2]);
            }
        }
        return places.stream().sorted().toList();
    }

    @Override
    public String table() {
        return "FlowLogs";
    }

    @Override
    public Ledger ledger() {
        return this;
    }

    @Override
    public String filter() {
        return "";
    }

    @Override
    public Map<String, Long> rows(Collection<String> sourceIds) {
        return rows.stream()
                .map(row -> row.split(",", -1)[SOURCE_ID])
                .filter(sourceIds::contains)
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    @Override
    public void claim(String wanted) {
        assertThat(wanted).isEmpty();
    }

    @Override
    public Path quarantineFile() {
        return folder.resolve("quarantine.jsonl");
    }

    @Override
    public long write(String batchId, FlowRows source) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        FlowBatch columns = source.newColumns();
        RowSelection selected = new RowSelection();
        try {
            for (String id = source.nextOrNull(columns, selected);
                    id != null;
                    id = source.nextOrNull(columns, selected)) {
                CsvFlowEncoder.create(new EncoderConstants(id, batchId)).encode(columns, selected, lines);
                if (lines.size() > mostBytes) {
                    throw source.tooMany("it makes more than " + mostBytes + " bytes");
                }
                if (mostBytes < Long.MAX_VALUE) {
                    source.made(lines.size());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        lines.toString(StandardCharsets.UTF_8).lines().forEach(written::add);
        return written.size();
    }

    @Override
    public void discard() {
        written.clear();
    }

    @Override
    public long commit(BuiltBatch batch) {
        if (--commitsUntilFailure == 0) {
            written.clear();
            throw LoadException.passing("the memory is full", null);
        }
        rows.addAll(written);
        written.clear();
        long replaced = 0;
        for (BuiltBatch.Part part : batch.parts()) {
            if (!part.replacedSourceId().isEmpty()) {
                int before = rows.size();
                rows.removeIf(row -> row.split(",", -1)[SOURCE_ID].equals(part.replacedSourceId()));
                replaced += before - rows.size();
                cursors.remove(part.replacedSourceId());
                quarantine.removeIf(entry -> entry.sourceId().equals(part.replacedSourceId()));
            }
            Cursor cursor = part.cursor();
            if (cursor != null) {
                cursors.remove(cursor.sourceId());
                cursors.put(cursor.sourceId(), cursor);
            }
            quarantine.removeIf(entry -> entry.sourceId().equals(part.sourceId()) && entry.byteOffset() >= part.from());
            quarantine.addAll(part.quarantine());
        }
        return replaced;
    }

    @Override
    public List<Cursor> cursors(SourceKey key) {
        List<Cursor> found = new ArrayList<>();
        cursors.values().stream().filter(cursor -> cursor.key().equals(key)).forEach(cursor -> found.add(0, cursor));
        return found;
    }

    List<QuarantineEntry> quarantine() {
        return List.copyOf(quarantine);
    }

    @Override
    public void forEachQuarantined(Consumer<QuarantineEntry> action) {
        quarantine.forEach(action);
    }

    @Override
    public Set<String> quarantinedSources() {
        return quarantine.stream().map(QuarantineEntry::sourceId).collect(Collectors.toSet());
    }

    @Override
    public List<QuarantineEntry> quarantine(String sourceId) {
        return quarantine.stream()
                .filter(entry -> entry.sourceId().equals(sourceId))
                .toList();
    }

    @Override
    public void close() {}
}
