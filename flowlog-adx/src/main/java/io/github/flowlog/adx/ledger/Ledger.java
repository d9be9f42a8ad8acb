package io.github.flowlog.adx.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a target knows of the sources that it holds rows of; it changes only when a batch is committed. */
public interface Ledger {
    /** All generations of a source that have rows in the target, the one that was loaded last first. */
    List<Cursor> cursors(SourceKey key);

    /** The same for several sources at once, where a question may cost more than its answer; each has a list. */
    default Map<SourceKey, List<Cursor>> cursors(Collection<SourceKey> keys) {
        Map<SourceKey, List<Cursor>> cursors = new HashMap<>();
        keys.forEach(key -> cursors.put(key, cursors(key)));
        return cursors;
    }

    /** Goes through everything that could not be read, ordered by source and offset. */
    void forEachQuarantined(Consumer<QuarantineEntry> action);

    /** What could not be read of one generation, ordered by offset. */
    List<QuarantineEntry> quarantine(String sourceId);

    /** The SourceIds of which something could not be read. */
    Set<String> quarantinedSources();
}
