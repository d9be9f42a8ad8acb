package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.journal.JournalEntry;
import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.CsvMapping;
import io.github.flowlog.adx.kusto.QueuedBlob;
import io.github.flowlog.adx.kusto.QueuedState;
import io.github.flowlog.adx.storage.StagingArea;
import io.github.flowlog.adx.target.LoadException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Delivers planned batches, on a thread of its own.
 *
 * <p>It uploads and queues them in the order of their plans, then asks the cluster until each is confirmed, and queues those once more
 * that have not arrived in time.
 *
 * <p>What cannot be done ends the thread, and is thrown at whoever waits for it. <b>Thread-safety:</b> any number of threads.
 */
final class Sender implements AutoCloseable {
    private static final long CLOSING_MILLIS = TimeUnit.SECONDS.toMillis(8);
    /** What was given up arrives rarely: it is asked for once in so many rounds. */
    private static final int ROUNDS_WITHOUT_LATE = 12;

    private final Cluster cluster;
    private final Supplier<StagingArea> staging;
    private final Plans plans;
    private final Spool spool;
    private final Delivery delivery;
    private final InstantSource clock;
    private final Consumer<DeliveryStep> steps;
    private final Confirmation confirmation;
    private final RepairCommands repair;
    private final Retries retries;
    private final Announcements announcements;
    private final Thread thread = new Thread(this::run, "flowlog-sender");

    private boolean begun;

    /** When the cluster began to answer no question about batches; only for the thread. */
    private @Nullable Instant silentSince;

    /** How often all were looked at; only for the thread. */
    private int rounds;

    /** Whether an attempt is saved that is not in the queue yet; it stays so when that is what ends the thread. */
    private volatile boolean queueing;

    /** What a cluster says that has answered nothing for longer than a batch may take; null while it answers. */
    private volatile @Nullable String silence;

    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    /**
     * A delivery, not begun.
     *
     * @param staging where batches are uploaded: asked for at each upload, because the cluster lends other containers from time to time
     */
    Sender(
            Cluster cluster,
            Supplier<StagingArea> staging,
            Plans plans,
            Spool spool,
            Delivery delivery,
            InstantSource clock,
            Consumer<DeliveryStep> steps) {
        this.cluster = cluster;
        this.staging = staging;
        this.plans = plans;
        this.spool = spool;
        this.delivery = delivery;
        this.clock = clock;
        this.steps = steps;
        this.confirmation = new Confirmation(cluster);
        this.repair = new RepairCommands(cluster.address().table());
        this.retries = new Retries(delivery, () -> closed);
        this.announcements = new Announcements(cluster, staging, spool, clock, retries);
        thread.setDaemon(true);
    }

    /** Begins, unless it has begun. */
    void start() {
        if (!begun) {
            begun = true;
            thread.start();
        }
    }

    /** Throws what has ended the delivery, if something has. */
    void requireAlive() {
        RuntimeException ended = failure;
        if (ended instanceof LoadException reason) {
            throw reason.again();
        }
        if (ended != null) {
            throw new IllegalStateException("the delivery has ended", ended);
        }
    }

    /** Whether a batch whose attempt is saved is still being put into the queue, or could not be put there at all. */
    boolean isQueueing() {
        return queueing;
    }

    /** What the cluster answers instead of whether batches arrived, and has for too long; null where it tells, or they are given up. */
    @Nullable
    String silence() {
        return silence;
    }

    private void run() {
        try {
            while (!closed) {
                OpenPlan unsent = plans.nextUnsentOrNull();
                if (unsent != null) {
                    send(unsent);
                } else {
                    lookAtAll();
                    plans.await(
                            () -> closed || plans.nextUnsentOrNull() != null,
                            Math.max(1, delivery.poll().toMillis()));
                }
            }
        } catch (RuntimeException failed) {
            failure = failed;
        } catch (InterruptedException | Error ended) {
            // nobody may wait for a thread that is gone
            failure = new IllegalStateException("the delivery has ended", ended);
        } finally {
            plans.wake();
        }
    }

    private void send(OpenPlan plan) throws InterruptedException {
        try {
            announcements.send(plan);
            steps.accept(DeliveryStep.ANNOUNCED);
            String url = upload(name(plan), spool.flows(plan.batchId()));
            steps.accept(DeliveryStep.UPLOADED);
            attempt(plan, url);
            // it was not asked meanwhile
            silentSince = null;
        } catch (ClusterException | IOException failed) {
            throw undeliverable(plan, failed);
        }
    }

    private String upload(String name, Path file) throws ClusterException, IOException, InterruptedException {
        return retries.get(() -> staging.get().upload(name, file));
    }

    private String name(OpenPlan plan) {
        return cluster.address().table() + "/" + plan.batchId() + ".csv.gz";
    }

    /** Saves an attempt and makes it; from here on the batch may be ingested at any time, whatever the answer is. */
    private void attempt(OpenPlan plan, String url) throws ClusterException, IOException, InterruptedException {
        JournalEntry.Upload upload = plan.upload();
        String readable = retries.get(() -> staging.get().readable(url));
        UUID sourceId = UUID.randomUUID();
        queueing = true;
        plans.attempt(plan, new JournalEntry.Attempt(plan.batchId(), url, sourceId, clock.instant()));
        steps.accept(DeliveryStep.ATTEMPTED);
        try {
            cluster.enqueue(new QueuedBlob(
                    readable,
                    cluster.address().table(),
                    CsvMapping.NAME,
                    upload.rawBytes(),
                    plan.batchId(),
                    upload.creationTime(),
                    sourceId));
            steps.accept(DeliveryStep.QUEUED);
        } catch (ClusterException unanswered) {
            if (unanswered.isPermanent()) {
                throw unanswered;
            }
            // it may be in the queue nevertheless: a second message now could be handled at the same moment as the
            // first
        }
        queueing = false;
        plans.wake();
    }

    private void lookAtAll() throws InterruptedException {
        rounds++;
        boolean lateToo = rounds % ROUNDS_WITHOUT_LATE == 0;
        for (OpenPlan plan : plans.select(open -> open.isPending() || (lateToo && open.isLate()))) {
            if (closed) {
                return;
            }
            try {
                look(plan);
                silentSince = null;
                silence = null;
            } catch (ClusterException notNow) {
                if (notNow.isPermanent()) {
                    throw undeliverable(plan, notNow);
                }
                silent(plan, notNow);
            } catch (IOException failed) {
                throw undeliverable(plan, failed);
            }
        }
    }

    /**
     * A load does not wait for ever for a cluster that tells nothing: one that waits for its batches gives them up, one that does not is told
     * when it has to wait nevertheless, for room.
     */
    private void silent(OpenPlan plan, ClusterException notNow) {
        Instant now = clock.instant();
        Instant since = silentSince == null ? now : silentSince;
        silentSince = since;
        if (now.isBefore(since.plus(delivery.waitLimit()))) {
            return;
        }
        if (!delivery.confirming()) {
            silence = String.valueOf(notNow.getMessage());
            plans.wake();
        } else if (!plan.isLate()) {
            plans.timeOut(plan, "queued, and the cluster does not tell whether it arrived: " + notNow.getMessage());
        }
    }

    private void look(OpenPlan plan) throws ClusterException, IOException, InterruptedException {
        if (plan.haveRowsArrived()) {
            lookAtAnnouncements(plan);
        } else if (confirmation.hasTag(plan.batchId())) {
            lookAtRows(plan);
        } else if (plan.isLate()) {
            // it was queued often enough
            return;
        } else if (plan.tries() == 0) {
            lookAtRetry(plan);
        } else {
            lookAtAttempt(plan);
        }
    }

    private void lookAtRows(OpenPlan plan) throws ClusterException, IOException, InterruptedException {
        long rows = confirmation.rows(plan.batchId());
        if (rows == plan.plan().rows()) {
            plans.rowsHaveArrived(plan);
            lookAtAnnouncements(plan);
        } else if (plan.isStillStrange(rows)) {
            plans.alarm(plan, rows == 0 ? withoutRows(plan) : strange(plan, rows));
        }
    }

    private static String strange(OpenPlan plan, long rows) {
        return "the table holds " + rows + " rows of batch " + plan.batchId() + " and should hold "
                + plan.plan().rows();
    }

    /** A tag outlives rows that somebody deletes, and the same ranges make the same batch when they are loaded again. */
    private String withoutRows(OpenPlan plan) {
        return strange(plan, 0) + ", and has its tag, with which the cluster takes no such batch again; if the rows"
                + " were deleted, drop the tag with: " + repair.dropTag(plan.batchId());
    }

    /**
     * A person has looked at what the last attempt came to. Somebody may have dropped the tag too, and then nothing but this keeps the rows
     * from coming twice: it is queued again only when none of them is there and none on its way.
     */
    private void lookAtRetry(OpenPlan plan) throws ClusterException, IOException, InterruptedException {
        long rows = confirmation.rows(plan.batchId());
        if (rows == 0) {
            QueuedState state = cluster.state(plan.lastAttempt().sourceId());
            if (state.kind() != QueuedState.Kind.PENDING || plan.isOverdue(clock.instant(), delivery.waitLimit())) {
                again(plan);
            }
        } else if (plan.isStillStrange(rows)) {
            plans.alarm(
                    plan,
                    strange(plan, rows)
                            + ", and the tag that would keep them from coming twice is gone; unless they are"
                            + " right, delete them with: " + repair.deleteBatch(plan.batchId()));
        }
    }

    private void lookAtAttempt(OpenPlan plan) throws ClusterException, IOException, InterruptedException {
        QueuedState state = cluster.state(plan.lastAttempt().sourceId());
        if (state.kind() == QueuedState.Kind.FAILED_FOR_GOOD) {
            plans.alarm(plan, "the cluster refuses batch " + plan.batchId() + ": " + state.message());
        } else if (state.kind() == QueuedState.Kind.FAILED || plan.isOverdue(clock.instant(), delivery.waitLimit())) {
            again(plan);
        }
    }

    /** Confirms a batch whose rows are there as soon as the small tables know what they refer to. */
    private void lookAtAnnouncements(OpenPlan plan) throws ClusterException, IOException, InterruptedException {
        if (announcements.haveArrived(plan)) {
            steps.accept(DeliveryStep.CONFIRMED);
            plans.confirm(plan);
            spool.delete(plan.batchId());
            steps.accept(DeliveryStep.COMMITTED);
        } else if (!announcements.areOverdue(plan, delivery.waitLimit())) {
            return;
        } else if (announcements.wereSentOften(plan)) {
            plans.timeOutAnnouncements(plan);
            announcements.startAnew(plan);
        } else if (announcements.canBeSent(plan)) {
            announcements.send(plan);
        } else {
            plans.alarm(
                    plan,
                    "the rows of batch " + plan.batchId()
                            + " are loaded, but what they refer to did not arrive in FlowLogSources or FlowLogResources,"
                            + " and is gone from disk too; " + plan.afterLoss());
        }
    }

    private void again(OpenPlan plan) throws ClusterException, IOException, InterruptedException {
        if (plan.tries() >= Delivery.ATTEMPTS) {
            plans.timeOut(plan, plan.exhausted());
            return;
        }
        String before = plan.lastAttempt().url();
        boolean held =
                retries.get(() -> staging.get().holds(before, plan.upload().gzipBytes()));
        if (held) {
            attempt(plan, before);
            return;
        }
        if (spool.holdsFlows(plan)) {
            attempt(plan, upload(name(plan), spool.flows(plan.batchId())));
        } else {
            plans.alarm(
                    plan,
                    "batch " + plan.batchId() + " did not arrive, and its upload and its spooled file are both gone; "
                            + plan.afterLoss());
        }
    }

    private static LoadException undeliverable(OpenPlan plan, Exception failed) {
        String reason = String.valueOf(failed.getMessage()).replaceFirst("\\.$", "");
        String message = "batch " + plan.batchId() + " cannot be delivered: " + reason
                + "; it stays planned, and the same command goes on with it";
        boolean permanent = failed instanceof ClusterException refused && refused.isPermanent();
        return permanent ? LoadException.permanent(message, failed) : LoadException.passing(message, failed);
    }

    /** Ends the thread behind its present step; what is open stays open. */
    @Override
    public void close() {
        closed = true;
        plans.wake();
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
