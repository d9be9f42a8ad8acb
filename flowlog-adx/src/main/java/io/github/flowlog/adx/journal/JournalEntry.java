package io.github.flowlog.adx.journal;

import io.github.flowlog.adx.target.BuiltBatch;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of a journal. */
public sealed interface JournalEntry {
    /**
     * First line: how the journal is to be read.
     *
     * @param formatVersion version of the format
     * @param filter which flow tuples are loaded, empty for all
     * @param shard which of the sources are, {@code i/n}; empty for all
     */
    record Header(int formatVersion, String filter, String shard) implements JournalEntry {}

    /**
     * A batch is built, and will be put in place.
     *
     * @param batchId its id
     * @param rows how many rows it has
     * @param parts what it holds of each source
     * @param upload what is to be uploaded; null when the rows need no upload
     */
    record Plan(
            String batchId,
            long rows,
            List<BuiltBatch.Part> parts,
            @Nullable Upload upload) implements JournalEntry {
        /** Makes the parts unmodifiable. */
        public Plan {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The rows of a batch as one gzip CSV.
     *
     * @param rawBytes size before compression
     * @param gzipBytes size after
     * @param creationTime what retention counts from; null for the time of ingestion
     * @param announced keys of the rows of the other tables that are sent with it
     */
    record Upload(long rawBytes, long gzipBytes, @Nullable Instant creationTime, List<String> announced) {
        /** Makes the keys unmodifiable. */
        public Upload {
            announced = List.copyOf(announced);
        }
    }

    /**
     * The batch is uploaded, and will be put into the queue.
     *
     * @param batchId the batch
     * @param url the blob, without a signature
     * @param sourceId what the cluster will call this attempt
     * @param at when
     */
    record Attempt(String batchId, String url, UUID sourceId, Instant at) implements JournalEntry {}

    /** The table holds something else than the batch; it waits for a person. */
    record Alarm(String batchId, String message) implements JournalEntry {}

    /** A person has looked at an alarm: the batch may be tried again. */
    record Retry(String batchId) implements JournalEntry {}

    /** The batch is in place. */
    record Commit(String batchId) implements JournalEntry {}

    /** The batch was never put into the queue and never will be. */
    record Dropped(String batchId) implements JournalEntry {}

    /** Rows of a replaced generation are gone, or a person has said that they may stay. */
    record Cleared(String sourceId) implements JournalEntry {}

    /** What a compacted journal keeps of plans that it no longer holds. */
    record Kept(List<String> announced, List<String> replacedSourceIds) implements JournalEntry {
        /** Makes the lists unmodifiable. */
        public Kept {
            announced = List.copyOf(announced);
            replacedSourceIds = List.copyOf(replacedSourceIds);
        }
    }
}
