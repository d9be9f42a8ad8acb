package io.github.flowlog.adx;

import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.LoadedSource;
import io.github.flowlog.encode.FlowLogResource;
import io.github.flowlog.filter.FlowFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Has the rows of a group of sources written into the target as one batch. */
final class BatchBuilder {
    /** Part of the identity of batches: rows that are made in another way belong to another batch. */
    static final String MAPPING_VERSION = "1";

    /** Refused bytes that are kept of one batch. */
    private static final long EVIDENCE_BYTES = 4 << 20;

    private final LoadTarget target;
    private final long batchBytes;
    private final BooleanSupplier stop;
    private final Progress progress;
    private final FlowFilter filter;

    BatchBuilder(LoadTarget target, long batchBytes, BooleanSupplier stop, Progress progress, FlowFilter filter) {
        this.filter = filter;
        this.target = target;
        this.batchBytes = batchBytes;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * Reads on in one source of the group after the other until the batch is full; those behind are not begun.
     *
     * @param lot the lot of the group, see {@link BuiltBatch}
     * @return what the target has written and not committed yet
     * @throws SourceFailure when a source cannot be read; the batch is as if it had never been begun
     * @throws Stopped when told to stop; likewise
     */
    BuiltBatch build(String id, String lot, List<? extends RowSource> group) {
        try {
            GroupRows rows = new GroupRows(group, batchBytes, stop, progress, filter);
            long written = target.write(id, rows);
            if (written != rows.count()) {
                throw LoadException.permanent(
                        "the target took " + written + " of " + rows.count() + " rows of batch " + id
                                + "; nothing of it was committed, please report this",
                        null);
            }
            return built(id, lot, rows);
        } catch (RuntimeException failed) {
            discardAfter(failed);
            throw failed;
        }
    }

    private void discardAfter(RuntimeException failed) {
        try {
            target.discard();
        } catch (LoadException secondary) {
            failed.addSuppressed(secondary);
        }
    }

    private static BuiltBatch built(String id, String lot, GroupRows rows) {
        List<LoadedSource> sources = new ArrayList<>();
        List<BuiltBatch.Part> parts = new ArrayList<>();
        EvidenceReader evidence = new EvidenceReader(EVIDENCE_BYTES);
        for (RowSource reading : rows.begun()) {
            if (reading.rows() > reading.committedRows()) {
                sources.add(source(reading));
            }
            try {
                parts.add(reading.part(evidence));
            } catch (IOException failed) {
                throw new SourceFailure(reading, failed);
            }
        }
        List<FlowLogResource> resources =
                rows.resourceIds().stream().map(FlowLogResource::of).toList();
        return new BuiltBatch(id, rows.count(), resources, sources, parts, lot);
    }

    private static LoadedSource source(RowSource reading) {
        return new LoadedSource(
                reading.sourceId(),
                reading.source().account(),
                reading.source().container(),
                reading.source().path(),
                reading.assessment().generation(),
                SourceIds.hour(reading.source(), reading.origin()));
    }
}
