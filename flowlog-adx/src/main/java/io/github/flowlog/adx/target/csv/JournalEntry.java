package io.github.flowlog.adx.target.csv;

import io.github.flowlog.adx.target.BuiltBatch;
import java.util.List;

/** One line of the journal. */
sealed interface JournalEntry {
    /** First line: how the journal is to be read. */
    record Header(int formatVersion, String filter, String shard) implements JournalEntry {}

    /** A batch is built, and its files will be put in place. */
    record Plan(String batchId, long rows, List<BuiltBatch.Part> parts) implements JournalEntry {
        public Plan {
            parts = List.copyOf(parts);
        }
    }

    /** The batch that was planned last is in place. */
    record Commit(String batchId) implements JournalEntry {}
}
