package io.github.flowlog.adx.journal;

import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.target.BuiltBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The state that the batches of a journal add up to. Not thread-safe. */
public final class JournalLedger implements Ledger {
    private static final int PARTS_OF_ENTRY = 1_000;
    private static final Comparator<QuarantineEntry> BY_PLACE = Comparator.comparing(QuarantineEntry::source)
            .thenComparing(QuarantineEntry::sourceId)
            .thenComparingLong(QuarantineEntry::byteOffset);

    /** By SourceId; the one that was committed last comes last. */
    private final Map<String, Cursor> cursors = new LinkedHashMap<>();

    /** SourceIds of each place, in the same order. */
    private final Map<SourceKey, List<String>> generations = new HashMap<>();

    private final Map<String, List<QuarantineEntry>> quarantine = new HashMap<>();

    @Override
    public List<Cursor> cursors(SourceKey key) {
        List<Cursor> found = new ArrayList<>();
        for (String sourceId : generations.getOrDefault(key, List.of())) {
            Cursor cursor = cursors.get(sourceId);
            if (cursor != null) {
                found.add(0, cursor);
            }
        }
        return found;
    }

    @Override
    public void forEachQuarantined(Consumer<QuarantineEntry> action) {
        quarantine.values().stream().flatMap(List::stream).sorted(BY_PLACE).forEach(action);
    }

    @Override
    public List<QuarantineEntry> quarantine(String sourceId) {
        return quarantine.getOrDefault(sourceId, List.of()).stream()
                .sorted(BY_PLACE)
                .toList();
    }

    @Override
    public Set<String> quarantinedSources() {
        return Set.copyOf(quarantine.keySet());
    }

    /** Parts of batches that, recorded in this order, add up to the same state. */
    public List<BuiltBatch.Part> parts() {
        List<BuiltBatch.Part> parts = new ArrayList<>();
        for (Cursor cursor : cursors.values()) {
            parts.add(new BuiltBatch.Part(0, cursor.sourceId(), cursor, "", quarantine(cursor.sourceId())));
        }
        for (String sourceId : quarantine.keySet()) {
            if (!cursors.containsKey(sourceId)) {
                parts.add(new BuiltBatch.Part(0, sourceId, null, "", quarantine(sourceId)));
            }
        }
        return parts;
    }

    /** Entries of a journal that, replayed in this order, add up to the same state. */
    public List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        List<BuiltBatch.Part> parts = parts();
        for (int from = 0; from < parts.size(); from += PARTS_OF_ENTRY) {
            String name = "state-" + from;
            List<BuiltBatch.Part> some = parts.subList(from, Math.min(parts.size(), from + PARTS_OF_ENTRY));
            entries.add(new JournalEntry.Plan(name, 0, some, null));
            entries.add(new JournalEntry.Commit(name));
        }
        return entries;
    }

    /** Takes in what a batch read of one source. */
    public void record(BuiltBatch.Part part) {
        forget(part.replacedSourceId());
        quarantine.remove(part.replacedSourceId());
        Cursor cursor = part.cursor();
        if (cursor != null) {
            forget(cursor.sourceId());
            cursors.put(cursor.sourceId(), cursor);
            generations
                    .computeIfAbsent(cursor.key(), place -> new ArrayList<>(1))
                    .add(cursor.sourceId());
        }
        List<QuarantineEntry> entries = new ArrayList<>();
        for (QuarantineEntry entry : quarantine(part.sourceId())) {
            if (entry.byteOffset() < part.from()) {
                entries.add(entry);
            }
        }
        entries.addAll(part.quarantine());
        if (entries.isEmpty()) {
            quarantine.remove(part.sourceId());
        } else {
            quarantine.put(part.sourceId(), entries);
        }
    }

    private void forget(String sourceId) {
        Cursor cursor = cursors.remove(sourceId);
        if (cursor != null) {
            generations.computeIfPresent(
                    cursor.key(), (place, ids) -> ids.remove(sourceId) && ids.isEmpty() ? null : ids);
        }
    }
}
