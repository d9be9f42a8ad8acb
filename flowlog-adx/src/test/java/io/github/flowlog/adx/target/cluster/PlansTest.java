package io.github.flowlog.adx.target.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.DocumentForm;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.journal.FileJournalStore;
import io.github.flowlog.adx.journal.Journal;
import io.github.flowlog.adx.journal.JournalEntry;
import io.github.flowlog.adx.journal.JournalLedger;
import io.github.flowlog.adx.journal.JournalStore;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.target.BuiltBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlansTest {
    @TempDir
    Path folder;

    private static JournalEntry.Plan plan(String batchId, String source, long from, long to, boolean withRows) {
        return plan(batchId, withRows, List.of(part(source, from, to)));
    }

    private static JournalEntry.Plan plan(String batchId, boolean withRows, List<BuiltBatch.Part> parts) {
        return new JournalEntry.Plan(
                batchId,
                withRows ? 10 : 0,
                parts,
                withRows ? new JournalEntry.Upload(100, 50, null, List.of("key-" + batchId)) : null);
    }

    private static BuiltBatch.Part part(String source, long from, long to) {
        Cursor cursor = new Cursor(
                new SourceKey("account", "container", source),
                source,
                "generation",
                0,
                Origin.UNKNOWN,
                new ResumePoint(to, DocumentForm.ENVELOPE),
                "hash",
                "");
        return new BuiltBatch.Part(from, source, cursor, "", List.of());
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

    private static void attempt(Plans plans, String batchId) {
        OpenPlan plan = find(plans, batchId);
        plans.attempt(
                plan, new JournalEntry.Attempt(batchId, "http://127.0.0.1/c/b", UUID.randomUUID(), Instant.EPOCH));
    }

    private static OpenPlan find(Plans plans, String batchId) {
        return plans.select(plan -> plan.batchId().equals(batchId)).get(0);
    }

    private static List<Long> loadedTo(JournalLedger ledger, String source) {
        return ledger.cursors(new SourceKey("account", "container", source)).stream()
                .map(cursor -> cursor.loadedTo().offset())
                .toList();
    }

    @Test
    void isWrittenAnewOnceItHasDoubledAndNotWhenItIsOpened() throws IOException {
        Path file = folder.resolve("journal");
        try (Journal journal = journal()) {
            Plans plans = Plans.open(journal);
            for (int round = 0; round < 3; round++) {
                int from = 100 * round;
                plans.plan(plan(
                        "round-" + round,
                        true,
                        IntStream.range(0, 6_000)
                                .mapToObj(i -> part("s" + i, from, from + 100))
                                .toList()));
                attempt(plans, "round-" + round);
                plans.confirm(find(plans, "round-" + round));
            }
        }
        Object written = Files.readAttributes(file, BasicFileAttributes.class).fileKey();

        try (Journal journal = journal()) {
            assertThat(loadedTo(Plans.open(journal).planned(), "s17")).containsExactly(300L);
        }

        assertThat(Files.size(file)).isGreaterThan(1_000_000);
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .isEqualTo(written);
    }

    @Test
    void isTheSameBehindCompaction() throws IOException {
        int sources = 6_000;
        List<BuiltBatch.Part> first =
                IntStream.range(0, sources).mapToObj(i -> part("s" + i, 0, 100)).toList();
        List<BuiltBatch.Part> second = IntStream.range(0, sources)
                .mapToObj(i -> part("s" + i, 100, 200 + i))
                .toList();
        try (Journal journal = journal()) {
            Plans plans = Plans.open(journal);
            plans.plan(plan("alarmed", true, List.of(part("x", 0, 100))));
            attempt(plans, "alarmed");
            plans.alarm(find(plans, "alarmed"), "strange");
            plans.plan(plan("retried", true, List.of(part("y", 0, 100))));
            for (int i = 0; i < Delivery.ATTEMPTS; i++) {
                attempt(plans, "retried");
            }
            plans.retry(find(plans, "retried"));
            attempt(plans, "retried");
            for (List<BuiltBatch.Part> parts : List.of(first, second)) {
                String batchId = "from-" + parts.get(0).from();
                plans.plan(plan(batchId, true, parts));
                attempt(plans, batchId);
                plans.confirm(find(plans, batchId));
            }
        }
        try (Journal journal = journal()) {
            List<JournalEntry> entries = new ArrayList<>();
            journal.forEach(entries::add);
            assertThat(entries).hasAtLeastOneElementOfType(JournalEntry.Kept.class);
            Plans plans = Plans.open(journal);
            assertThat(plans.select(plan -> true)).extracting(OpenPlan::batchId).containsExactly("alarmed", "retried");
            assertThat(find(plans, "alarmed").alarm()).isEqualTo("strange");
            assertThat(find(plans, "retried").tries()).isEqualTo(1);
            assertThat(find(plans, "retried").attempts()).hasSize(Delivery.ATTEMPTS + 1);
            assertThat(loadedTo(plans.committed(), "s17")).containsExactly(217L);
            assertThat(loadedTo(plans.planned(), "s17")).containsExactly(217L);
            assertThat(loadedTo(plans.committed(), "x")).isEmpty();
            assertThat(loadedTo(plans.planned(), "x")).containsExactly(100L);
            assertThat(plans.unannounced(List.of("key-from-0", "key-alarmed", "unknown")))
                    .containsExactly("unknown");
        }
    }

    /** A store that takes a number of appends, as an append blob does, until its bytes are replaced. */
    private static final class FewAppends extends ForwardingJournalStore {
        private static final int MOST = 20;

        private int appends;

        FewAppends(JournalStore store, int appends) {
            super(store);
            this.appends = appends;
        }

        @Override
        public void append(byte[] line) throws IOException {
            if (appends >= MOST) {
                throw new IOException("BlockCountExceedsLimit");
            }
            super.append(line);
            appends++;
        }

        @Override
        public boolean isNearlyFull() {
            return appends >= MOST - 5;
        }

        @Override
        public void replaceBy(Content all) throws IOException {
            super.replaceBy(all);
            appends = 0;
        }
    }

    @Test
    void isWrittenAnewBeforeItTakesNoMoreEntries() throws IOException {
        try (Journal journal = Journal.open(new FewAppends(FileJournalStore.open(folder.resolve("journal")), 0))) {
            Plans plans = Plans.open(journal);
            for (int i = 0; i < 30; i++) {
                plans.plan(plan("batch-" + i, true, List.of(part("a", 100L * i, 100L * (i + 1)))));
                attempt(plans, "batch-" + i);
                plans.confirm(find(plans, "batch-" + i));
            }
        }
        try (Journal journal = journal()) {
            assertThat(loadedTo(Plans.open(journal).committed(), "a")).containsExactly(3_000L);
        }
    }

    @Test
    void isOpenedWhereItTakesNoMoreEntries() throws IOException {
        try (Journal journal = journal()) {
            Plans plans = Plans.open(journal);
            plans.plan(plan("sent", true, List.of(part("a", 0, 100))));
            attempt(plans, "sent");
            plans.plan(plan("unsent", true, List.of(part("a", 100, 200))));
        }
        try (Journal journal =
                Journal.open(new FewAppends(FileJournalStore.open(folder.resolve("journal")), FewAppends.MOST))) {
            Plans plans = Plans.open(journal);
            assertThat(plans.select(plan -> true)).extracting(OpenPlan::batchId).containsExactly("sent");
            assertThat(find(plans, "sent").attempts()).hasSize(1);
            plans.confirm(find(plans, "sent"));
        }
        try (Journal journal = journal()) {
            assertThat(loadedTo(Plans.open(journal).committed(), "a")).containsExactly(100L);
        }
    }
}
