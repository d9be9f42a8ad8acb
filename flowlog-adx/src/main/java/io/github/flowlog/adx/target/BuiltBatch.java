package io.github.flowlog.adx.target;

import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.encode.FlowLogResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to the rows of a batch, once a target has written them.
 *
 * @param id 16 hex digits made from the table and the places where reading began
 * @param rows how many rows were written
 * @param resources what the keys of the rows stand for
 * @param sources where the rows come from
 * @param parts what was read of each source
 * @param lot the lot that the sources belong to; empty for a batch without rows, and for one that is read again
 */
public record BuiltBatch(
        String id,
        long rows,
        List<FlowLogResource> resources,
        List<LoadedSource> sources,
        List<Part> parts,
        String lot) {
    /** Makes the lists unmodifiable. */
    public BuiltBatch {
        resources = List.copyOf(resources);
        sources = List.copyOf(sources);
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
