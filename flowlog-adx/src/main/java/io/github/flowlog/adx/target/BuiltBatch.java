package io.github.flowlog.adx.target;

import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it is handed to a target: rows in spool files, and what the ledger has to learn with them.
 *
 * @param id 16 hex digits made from the table and the places where reading began
 * @param rows how many rows {@code flows} holds
 * @param flows CSV of FlowLogs without a header
 * @param resources CSV of FlowLogResources without a header
 * @param sources CSV of FlowLogSources without a header
 * @param parts what was read of each source
 */
public record BuiltBatch(String id, long rows, Path flows, Path resources, Path sources, List<Part> parts) {
    /** Makes the parts unmodifiable. */
    public BuiltBatch {
        parts = List.copyOf(parts);
    }

    /**
     * What a batch holds of one source.
     *
     * @param from absolute offset where reading began; quarantine entries from there on are replaced
     * @param sourceId identity of the generation that was read
     * @param cursor how far it is loaded once the batch is committed; null when it has no complete record yet
     * @param replacedSourceId generation whose rows, cursor and quarantine are removed; empty for none
     * @param quarantine what could not be read from {@code from} on
     */
    public record Part(
            long from,
            String sourceId,
            @Nullable Cursor cursor,
            String replacedSourceId,
            List<QuarantineEntry> quarantine) {
        /** Makes the entries unmodifiable. */
        public Part {
            quarantine = List.copyOf(quarantine);
        }
    }
}
