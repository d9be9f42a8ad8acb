package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.DocumentForm;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.journal.Journal;
import io.github.flowlog.adx.journal.JournalEntry;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.target.BuiltBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlansTest {
    @TempDir
    Path folder;

    private static JournalEntry.Plan plan(String batchId, String source, long from, long to, boolean withRows) {
        Cursor cursor = new Cursor(
                new SourceKey("account", "container", source),
                source,
                "generation",
                0,
                Origin.UNKNOWN,
                new ResumePoint(to, DocumentForm.ENVELOPE),
                "hash",
                "");
        BuiltBatch.Part part = new BuiltBatch.Part(from, source, cursor, "", List.of());
        return new JournalEntry.Plan(
                batchId,
                withRows ? 10 : 0,
                List.of(part),
                withRows ? new JournalEntry.Upload(100, 50, null, List.of()) : null);
    }

    private Journal journal() throws IOException {
        return Journal.open(FileJournalStore.open(folder.resolve("journal")));
    }

    @Test
    void dropsWhatStandsBehindAPlanThatWasNeverQueued() throws IOException {
        try (Journal journal = journal()) {
            Plans plans = Plans.open(journal);
            plans.plan(plan("sent", "a", 0, 100, true));
            plans.attempt(
                    plans.select(plan -> true).get(0),
                    new JournalEntry.Attempt("sent", "http://127.0.0.1/c/b", new UUID(1, 2), Instant.EPOCH));
            plans.plan(plan("unsent", "a", 100, 200, true));
            // the source ends there: nothing is to be queued for this one
            plans.plan(plan("empty", "a", 200, 200, false));
        }
        try (Journal journal = journal()) {
            Plans plans = Plans.open(journal);
            assertThat(plans.select(plan -> true)).extracting(OpenPlan::batchId).containsExactly("sent");
            assertThat(plans.planned().cursors(new SourceKey("account", "container", "a")))
                    .extracting(cursor -> cursor.loadedTo().offset())
                    .containsExactly(100L);
        }
    }
}
