package io.github.flowlog.adx.journal;

import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.target.BuiltBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

    /** The generations of each place, the one that was committed last comes last; nearly always there is one. */
    private final Map<SourceKey, List<Cursor>> cursors = new LinkedHashMap<>();

    private final Map<String, List<QuarantineEntry>> quarantine = new HashMap<>();

    @Override
    public List<Cursor> cursors(SourceKey key) {
        List<Cursor> latestFirst = new ArrayList<>(cursors.getOrDefault(key, List.of()));
        Collections.reverse(latestFirst);
        return latestFirst;
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
        Set<String> withoutRecords = new LinkedHashSet<>(quarantine.keySet());
        for (List<Cursor> generations : cursors.values()) {
            for (Cursor cursor : generations) {
                parts.add(new BuiltBatch.Part(0, cursor.sourceId(), cursor, "", quarantine(cursor.sourceId())));
                withoutRecords.remove(cursor.sourceId());
            }
        }
        for (String sourceId : withoutRecords) {
            parts.add(new BuiltBatch.Part(0, sourceId, null, "", quarantine(sourceId)));
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
        quarantine.remove(part.replacedSourceId());
        Cursor cursor = part.cursor();
        if (cursor != null) {
            List<Cursor> generations = new ArrayList<>(cursors.getOrDefault(cursor.key(), List.of()));
            generations.removeIf(before -> before.sourceId().equals(cursor.sourceId())
                    || before.sourceId().equals(part.replacedSourceId()));
            generations.add(cursor);
            cursors.put(cursor.key(), List.copyOf(generations));
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
}
