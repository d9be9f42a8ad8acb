package io.github.flowlog.adx;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.ReadStats;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.ledger.Evidence;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.problem.BadInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One source while rows of it are read for a batch, or for several in turn. */
interface RowSource {
    FlowLogSource source();

    /** The generation that is read, and what the source looked like when reading began. */
    Assessment assessment();

    /** Size of the source as it was when it was assessed. */
    default long storedBytes() {
        return assessment().state().bytes();
    }

    /** What the rows are about. */
    Origin origin();

    /** Fills the batch with the next rows; false at the end. */
    boolean next(FlowBatch batch) throws IOException;

    /** Selects those of the rows just read that are to be loaded. */
    void select(FlowBatch batch, RowSelection selected);

    /** Counts rows that go into the batch. */
    void take(int count);

    /** Rows that went into batches. */
    long rows();

    /** Rows that are durable. */
    long committedRows();

    /** Uncompressed bytes that were read for the batch that is being built; none where it cannot end. */
    long bytesOfBatch();

    /** How many problems the batch that is being built has kept. */
    int problemsOfBatch();

    ReadStats stats();

    /** What the ledger learns of this source with the batch that was built; a failure when the source has changed meanwhile. */
    BuiltBatch.Part part(EvidenceReader evidence) throws IOException;

    /**
     * What goes into quarantine of problems of this source.
     *
     * @param further how many problems there are behind the last of them
     */
    default List<QuarantineEntry> quarantine(List<BadInput> problems, long further, EvidenceReader reads)
            throws IOException {
        List<Evidence> evidence = reads.read(source(), problems);
        List<QuarantineEntry> entries = new ArrayList<>(problems.size());
        for (int i = 0; i < problems.size(); i++) {
            entries.add(QuarantineEntry.of(
                    SourceKey.of(source()), sourceId(), assessment().generation(), problems.get(i), evidence.get(i)));
        }
        if (further > 0) {
            int last = entries.size() - 1;
            entries.set(last, entries.get(last).andFurther(further));
        }
        return entries;
    }

    default String sourceId() {
        return assessment().sourceId();
    }
}
