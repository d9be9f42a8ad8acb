package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.journal.JournalEntry;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.target.BuiltBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A batch that is planned and not committed. Guarded by the lock of {@link Plans}. */
final class OpenPlan {
    private final JournalEntry.Plan plan;
    private final List<JournalEntry.Attempt> attempts = new ArrayList<>();
    private @Nullable String alarm;
    private boolean confirmed;
    private @Nullable String lateState;
    private int tries;
    private long strangeRows = -1;
    private boolean rowsArrived;
    private boolean unreferenced;
    private @Nullable String unreadable;

    OpenPlan(JournalEntry.Plan plan) {
        this.plan = plan;
        this.confirmed = plan.upload() == null;
    }

    String batchId() {
        return plan.batchId();
    }

    JournalEntry.Plan plan() {
        return plan;
    }

    /** What is to be uploaded; only for a plan with rows. */
    JournalEntry.Upload upload() {
        JournalEntry.Upload upload = plan.upload();
        if (upload == null) {
            throw new IllegalStateException("batch " + batchId() + " has no rows");
        }
        return upload;
    }

    List<JournalEntry.Attempt> attempts() {
        return attempts;
    }

    /** What is to be replayed to come to the same attempts and tries. */
    List<JournalEntry> history() {
        List<JournalEntry> history = new ArrayList<>(attempts);
        if (tries < attempts.size()) {
            history.add(attempts.size() - tries, new JournalEntry.Retry(batchId()));
        }
        return history;
    }

    /** The attempt that counts. */
    JournalEntry.Attempt lastAttempt() {
        return attempts.get(attempts.size() - 1);
    }

    void attempted(JournalEntry.Attempt attempt) {
        attempts.add(attempt);
        tries++;
        lateState = null;
    }

    /** How often it was queued since a person last said that it may be. */
    int tries() {
        return tries;
    }

    /** Whether it was never put into the queue. */
    boolean isUnsent() {
        return !confirmed && attempts.isEmpty();
    }

    /** Whether the cluster is to be asked for it. */
    boolean isPending() {
        return !confirmed && !attempts.isEmpty() && alarm == null && lateState == null;
    }

    /** Whether it was given up for this run: it is not queued any more, and counts nevertheless when it arrives. */
    boolean isLate() {
        return !confirmed && alarm == null && lateState != null;
    }

    /** Whether it was queued as often as it may be, and the last time is longer ago than it takes to arrive. */
    boolean isOutOfAttempts(Instant now, Duration waitLimit) {
        return tries >= Delivery.ATTEMPTS && isOverdue(now, waitLimit);
    }

    /** Whether it was queued longer ago than it takes to arrive. */
    boolean isOverdue(Instant now, Duration waitLimit) {
        return !now.isBefore(lastAttempt().at().plus(waitLimit));
    }

    /** Whether the table was seen to hold its rows, no more and no less. */
    boolean haveRowsArrived() {
        return rowsArrived;
    }

    void rowsHaveArrived() {
        rowsArrived = true;
    }

    /** Notes a wrong number of rows, and says whether it was the same at the last look: a count may be behind the tag. */
    boolean isStillStrange(long rows) {
        boolean same = strangeRows == rows;
        strangeRows = rows;
        return same;
    }

    boolean isConfirmed() {
        return confirmed;
    }

    void confirm() {
        confirmed = true;
    }

    /** What a plan waits for that was given up for this run; null for any other plan. */
    @Nullable
    String lateState() {
        return lateState;
    }

    /** What a plan waits for that is queued no more. */
    String exhausted() {
        return "queued " + tries + " times and not confirmed";
    }

    void timeOut(String state) {
        lateState = state;
    }

    /** Its rows are in the table, and what they refer to was sent as often as it may be and is not there. */
    void timeOutAnnouncements() {
        lateState = "loaded, but its sources or resources are missing";
        unreferenced = true;
    }

    /** Whether what its rows refer to was given up for this run. */
    boolean isUnreferenced() {
        return unreferenced && isLate();
    }

    @Nullable
    String alarm() {
        return alarm;
    }

    void setAlarm(@Nullable String message) {
        alarm = message;
    }

    /** A person said that it may be tried again: attempts are counted anew. */
    void retry() {
        alarm = null;
        lateState = null;
        rowsArrived = false;
        unreferenced = false;
        tries = 0;
    }

    /** Whether a person said that it may be tried again, and it was not since. */
    boolean isToBeTriedAnew() {
        return isPending() && tries == 0;
    }

    /** Why the rows that are gone could not be read again; null when they were not asked for. */
    @Nullable
    String cannotBeRead() {
        return unreadable;
    }

    void setCannotBeRead(String reason) {
        unreadable = reason;
    }

    /** What is to be done about a plan of which something is gone that has to be sent. */
    String afterLoss() {
        String how = "after a retry, the next load of its logs reads it again";
        return unreadable == null ? how : "it cannot be read again (" + unreadable + "); once that is mended, " + how;
    }

    /** The generations that it advances or replaces. */
    Set<String> sourceIds() {
        Set<String> ids = new HashSet<>();
        for (BuiltBatch.Part part : plan.parts()) {
            ids.add(part.sourceId());
            if (!part.replacedSourceId().isEmpty()) {
                ids.add(part.replacedSourceId());
            }
        }
        return ids;
    }

    /** The places that it reads. */
    Set<SourceKey> keys() {
        Set<SourceKey> keys = new HashSet<>();
        for (BuiltBatch.Part part : plan.parts()) {
            if (part.cursor() != null) {
                keys.add(part.cursor().key());
            }
        }
        return keys;
    }
}
