package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.journal.Journal;
import io.github.flowlog.adx.journal.JournalEntry;
import io.github.flowlog.adx.journal.JournalLedger;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LostBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state of all batches that the journal adds up to: planned, queued, committed.
 *
 * <p>There are two ledgers. The planned one counts open batches as loaded, so that reading goes on behind them; the committed one does not,
 * and a batch enters it only when no earlier batch of the same source is open. Batches are queued in the order of their plans, so that a
 * process leaves at most a tail of plans that were never queued; these are dropped when the journal is opened again.
 *
 * <p><b>Thread-safety:</b> any number of threads, one at a time through the object's own lock.
 */
final class Plans {
    static final int JOURNAL_VERSION = 1;

    private final Journal journal;
    private final JournalLedger committed = new JournalLedger();
    private final Map<String, OpenPlan> open = new LinkedHashMap<>();
    private final Set<String> announced = new LinkedHashSet<>();
    private final Set<String> replaced = new LinkedHashSet<>();
    private JournalLedger planned = new JournalLedger();
    private String filter = "";
    private String shard = "";

    private Plans(Journal journal) {
        this.journal = journal;
    }

    /** Reads a journal and drops the plans that were never queued. */
    static Plans open(Journal journal) throws IOException {
        Plans plans = new Plans(journal);
        journal.forEach(plans::replay);
        // one that is full takes nothing more before
        plans.compactIfDue();
        if (journal.isEmpty()) {
            journal.append(plans.header());
        }
        plans.dropUnsent();
        plans.committed.parts().forEach(plans.planned::record);
        plans.open.values().forEach(plan -> plan.plan().parts().forEach(plans.planned::record));
        plans.open.values().forEach(plans::announce);
        plans.commitConfirmed();
        return plans;
    }

    /** What stands behind a plan that was never queued goes with it, also what needs no upload: it may be of the same source. */
    private void dropUnsent() {
        boolean behind = false;
        for (OpenPlan plan : List.copyOf(open.values())) {
            behind |= plan.isUnsent();
            if (behind && plan.attempts().isEmpty()) {
                append(new JournalEntry.Dropped(plan.batchId()));
                open.remove(plan.batchId());
            }
        }
    }

    private void replay(JournalEntry entry) {
        if (entry instanceof JournalEntry.Header header) {
            checkVersion(header);
            filter = header.filter();
            shard = header.shard();
        } else if (entry instanceof JournalEntry.Plan plan) {
            // a plan that was dropped may have come back under the same id
            open.remove(plan.batchId());
            open.put(plan.batchId(), new OpenPlan(plan));
        } else if (entry instanceof JournalEntry.Attempt attempt) {
            known(attempt.batchId()).attempted(attempt);
        } else if (entry instanceof JournalEntry.Alarm alarm) {
            known(alarm.batchId()).setAlarm(alarm.message());
        } else if (entry instanceof JournalEntry.Retry retry) {
            known(retry.batchId()).retry();
        } else if (entry instanceof JournalEntry.Dropped dropped) {
            open.remove(dropped.batchId());
        } else if (entry instanceof JournalEntry.Commit commit) {
            take(known(commit.batchId()));
        } else if (entry instanceof JournalEntry.Cleared cleared) {
            replaced.remove(cleared.sourceId());
        } else if (entry instanceof JournalEntry.Kept kept) {
            announced.addAll(kept.announced());
            replaced.addAll(kept.replacedSourceIds());
        }
    }

    private OpenPlan known(String batchId) {
        OpenPlan plan = open.get(batchId);
        if (plan == null) {
            throw LoadException.permanent(
                    journal.name() + " names batch " + batchId + ", which it does not hold; restore it from a copy",
                    null);
        }
        return plan;
    }

    private void checkVersion(JournalEntry.Header header) {
        if (header.formatVersion() > JOURNAL_VERSION) {
            throw LoadException.permanent(
                    journal.name() + " has format " + header.formatVersion() + ", this program knows format "
                            + JOURNAL_VERSION + "; use the flowlog that wrote it, or a newer one",
                    null);
        }
    }

    synchronized String filter() {
        return filter;
    }

    synchronized String shard() {
        return shard;
    }

    /** Changes what is loaded, while nothing is. */
    synchronized void claim(String wantedFilter, String wantedShard) {
        filter = wantedFilter;
        shard = wantedShard;
        write(this::compact);
    }

    /** Whether nothing was ever loaded. */
    synchronized boolean isEmpty() {
        return open.isEmpty() && committed.parts().isEmpty();
    }

    /** What is loaded, open batches included. Only for the thread that plans. */
    JournalLedger planned() {
        return planned;
    }

    /** What is loaded for sure, as it is now. */
    synchronized JournalLedger committed() {
        JournalLedger now = new JournalLedger();
        committed.parts().forEach(now::record);
        return now;
    }

    /** Which of the keys of the other tables were not sent yet. */
    synchronized List<String> unannounced(List<String> keys) {
        return keys.stream().filter(key -> !announced.contains(key)).distinct().toList();
    }

    /** Saves a plan. */
    synchronized void plan(JournalEntry.Plan plan) {
        append(plan);
        OpenPlan fresh = new OpenPlan(plan);
        open.put(plan.batchId(), fresh);
        plan.parts().forEach(planned::record);
        announce(fresh);
        commitConfirmed();
        notifyAll();
    }

    private void announce(OpenPlan plan) {
        JournalEntry.Upload upload = plan.plan().upload();
        if (upload != null) {
            announced.addAll(upload.announced());
        }
    }

    /** Saves that a plan is about to be queued. */
    synchronized void attempt(OpenPlan plan, JournalEntry.Attempt attempt) {
        append(attempt);
        plan.attempted(attempt);
    }

    /** Saves that the table holds something else than the plan. */
    synchronized void alarm(OpenPlan plan, String message) {
        append(new JournalEntry.Alarm(plan.batchId(), message));
        plan.setAlarm(message);
        notifyAll();
    }

    synchronized void retry(OpenPlan plan) {
        append(new JournalEntry.Retry(plan.batchId()));
        plan.retry();
        notifyAll();
    }

    /** A person says that the table is right as it is. */
    synchronized void accept(OpenPlan plan) {
        OpenPlan ahead = aheadOrNull(plan);
        if (ahead != null) {
            String first = ahead.batchId();
            throw LoadException.permanent(
                    "batch " + plan.batchId() + " cannot be accepted before batch " + first + " of the same source; "
                            + (ahead.alarm() == null
                                    ? "load until that has arrived"
                                    : "decide about that first: flowlog jobs retry " + first
                                            + ", or flowlog jobs accept " + first),
                    null);
        }
        plan.setAlarm(null);
        confirm(plan);
    }

    /** The open batch without which a plan cannot be committed; null when there is none. */
    private @Nullable OpenPlan aheadOrNull(OpenPlan plan) {
        for (OpenPlan earlier : open.values()) {
            if (earlier == plan) {
                return null;
            }
            if (!Collections.disjoint(earlier.sourceIds(), plan.sourceIds())) {
                return earlier.isConfirmed() ? aheadOrNull(earlier) : earlier;
            }
        }
        return null;
    }

    /** The table holds all rows of a plan. */
    synchronized void rowsHaveArrived(OpenPlan plan) {
        plan.rowsHaveArrived();
    }

    /** Gives a plan up for this run; it stays open. */
    synchronized void timeOut(OpenPlan plan, String state) {
        plan.timeOut(state);
        notifyAll();
    }

    /** Gives up for this run what a plan announces. */
    synchronized void timeOutAnnouncements(OpenPlan plan) {
        plan.timeOutAnnouncements();
        notifyAll();
    }

    /** The rows of a plan are in the table; it is committed as soon as its turn has come. */
    synchronized void confirm(OpenPlan plan) {
        plan.confirm();
        commitConfirmed();
        notifyAll();
    }

    private void commitConfirmed() {
        Set<String> before = new HashSet<>();
        for (OpenPlan plan : List.copyOf(open.values())) {
            Set<String> ids = plan.sourceIds();
            if (plan.isConfirmed() && ids.stream().noneMatch(before::contains)) {
                append(new JournalEntry.Commit(plan.batchId()));
                take(plan);
            } else {
                before.addAll(ids);
            }
        }
        compactIfDue();
    }

    private void compactIfDue() {
        if (journal.isDueForCompaction()) {
            write(this::compact);
        }
    }

    private void take(OpenPlan plan) {
        open.remove(plan.batchId());
        announce(plan);
        for (BuiltBatch.Part part : plan.plan().parts()) {
            committed.record(part);
            if (!part.replacedSourceId().isEmpty()) {
                replaced.add(part.replacedSourceId());
            }
            if (part.cursor() != null) {
                // written back to what it was: its rows are those of the present again
                replaced.remove(part.sourceId());
            }
        }
    }

    /** Generations that were rewritten, whose rows may still be in the table. One that is being loaded again is none of them. */
    synchronized List<String> replacedSourceIds() {
        Set<String> rewritten = new LinkedHashSet<>(replaced);
        open.values().forEach(plan -> plan.plan().parts().forEach(part -> rewritten.remove(part.sourceId())));
        return List.copyOf(rewritten);
    }

    /** What is to be read again of a plan. */
    synchronized LostBatch lost(OpenPlan plan) {
        JournalLedger before = new JournalLedger();
        committed.parts().forEach(before::record);
        for (OpenPlan earlier : open.values()) {
            if (earlier == plan) {
                break;
            }
            earlier.plan().parts().forEach(before::record);
        }
        List<LostBatch.Range> ranges = new ArrayList<>();
        for (BuiltBatch.Part part : plan.plan().parts()) {
            Cursor cursor = part.cursor();
            if (cursor != null) {
                ranges.add(new LostBatch.Range(start(part, before.cursors(cursor.key())), cursor, part));
            }
        }
        return new LostBatch(plan.batchId(), ranges);
    }

    private static ResumePoint start(BuiltBatch.Part part, List<Cursor> before) {
        return before.stream()
                .filter(cursor -> cursor.sourceId().equals(part.sourceId()))
                .map(Cursor::loadedTo)
                .filter(loadedTo -> loadedTo.offset() == part.from())
                .findFirst()
                .orElse(ResumePoint.START);
    }

    /** The rows of a plan are gone and cannot be read again. */
    synchronized void cannotBeRead(OpenPlan plan, String reason) {
        plan.setCannotBeRead(reason);
    }

    /** The rows of a replaced generation are gone, or may stay. */
    synchronized void clear(String sourceId) {
        append(new JournalEntry.Cleared(sourceId));
        replaced.remove(sourceId);
    }

    /** All of it, when no plan is open. */
    synchronized LoadedState loaded() {
        return new LoadedState(filter, shard, List.copyOf(announced), List.copyOf(replaced), committed());
    }

    /** The open plans of a kind, in their order. */
    synchronized List<OpenPlan> select(Predicate<OpenPlan> kind) {
        return open.values().stream().filter(kind).toList();
    }

    /** The first plan that was never queued; null when there is none. */
    synchronized @Nullable OpenPlan nextUnsentOrNull() {
        return open.values().stream().filter(OpenPlan::isUnsent).findFirst().orElse(null);
    }

    /** What holds a source up; null when nothing does. */
    synchronized @Nullable OpenPlan holdingUpOrNull(SourceKey key) {
        return open.values().stream()
                .filter(plan -> plan.alarm() != null || plan.cannotBeRead() != null)
                .filter(plan -> plan.keys().contains(key))
                .findFirst()
                .orElse(null);
    }

    /** Waits until something is so, looking whenever something has changed, or until some time has passed. */
    synchronized void await(BooleanSupplier until, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!until.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    synchronized void wake() {
        notifyAll();
    }

    /** Writes the journal anew with the entries that the present state needs. */
    private void compact() throws IOException {
        Set<String> keptAnnounced = new LinkedHashSet<>(announced);
        open.values().forEach(plan -> {
            JournalEntry.Upload upload = plan.plan().upload();
            if (upload != null) {
                upload.announced().forEach(keptAnnounced::remove);
            }
        });
        List<JournalEntry> entries =
                new ArrayList<>(new LoadedState(filter, shard, keptAnnounced, replaced, committed).entries());
        for (OpenPlan plan : open.values()) {
            entries.add(plan.plan());
            entries.addAll(plan.history());
            String alarm = plan.alarm();
            if (alarm != null) {
                entries.add(new JournalEntry.Alarm(plan.batchId(), alarm));
            }
        }
        journal.replaceBy(entries);
    }

    private JournalEntry.Header header() {
        return new JournalEntry.Header(JOURNAL_VERSION, filter, shard);
    }

    private void append(JournalEntry entry) {
        write(() -> journal.append(entry));
    }

    /** A step that writes the journal. */
    private interface Writing {
        void run() throws IOException;
    }

    private void write(Writing step) {
        try {
            step.run();
        } catch (IOException failed) {
            throw LoadException.passing(
                    "cannot write " + journal.name() + " (" + failed.getMessage()
                            + "); run the same command again, which goes on where this one ended",
                    failed);
        }
    }

    synchronized void close() throws IOException {
        journal.close();
    }
}
