package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.kusto.CsvMapping;
import io.github.flowlog.adx.kusto.QueuedBlob;
import io.github.flowlog.adx.storage.StagingArea;
import io.github.flowlog.encode.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Delivers the rows of the small tables that a batch needs: its resources, its sources.
 *
 * <p>They are queued before the batch, and again when the tables do not hold them in time.
 *
 * <p>Rows may come more than once, so they have no tags and nothing is noted of them; that they are there is asked before the batch is
 * committed, because nobody would send them again after that. Only for the thread that delivers.
 */
final class Announcements {
    private final Cluster cluster;
    private final Supplier<StagingArea> staging;
    private final Spool spool;
    private final InstantSource clock;
    private final Retries retries;
    private final Confirmation confirmation;
    private final Map<String, Sent> sent = new HashMap<>();

    /** How often this process has sent what a batch announces, and when it last did. */
    private record Sent(int times, Instant at) {}

    Announcements(Cluster cluster, Supplier<StagingArea> staging, Spool spool, InstantSource clock, Retries retries) {
        this.cluster = cluster;
        this.staging = staging;
        this.spool = spool;
        this.clock = clock;
        this.retries = retries;
        this.confirmation = new Confirmation(cluster);
    }

    /** Queues the rows. */
    void send(OpenPlan plan) throws ClusterException, IOException, InterruptedException {
        send(plan, TableSchema.FLOW_LOG_RESOURCES, spool.resources(plan.batchId()));
        send(plan, TableSchema.FLOW_LOG_SOURCES, spool.sources(plan.batchId()));
        sent.merge(plan.batchId(), new Sent(1, clock.instant()), (old, now) -> new Sent(old.times() + 1, now.at()));
    }

    private void send(OpenPlan plan, TableSchema table, Path file)
            throws ClusterException, IOException, InterruptedException {
        if (!Files.exists(file)) {
            return;
        }
        String url = retries.get(() -> staging.get().upload(table.name() + "/" + plan.batchId() + ".csv.gz", file));
        retries.run(() -> cluster.enqueue(new QueuedBlob(
                staging.get().readable(url),
                table.name(),
                CsvMapping.NAME,
                Spool.rawBytes(file),
                "",
                null,
                UUID.randomUUID())));
    }

    /** Whether the small tables hold all that a batch announces. */
    boolean haveArrived(OpenPlan plan) throws ClusterException {
        List<String> keys = plan.upload().announced();
        Set<String> missing = new HashSet<>(keys);
        missing.removeAll(confirmation.held(TableSchema.FLOW_LOG_RESOURCES, keys));
        missing.removeAll(confirmation.held(TableSchema.FLOW_LOG_SOURCES, keys));
        if (missing.isEmpty()) {
            sent.remove(plan.batchId());
        }
        return missing.isEmpty();
    }

    /** Whether the rows were sent so long ago that they count as lost. */
    boolean areOverdue(OpenPlan plan, Duration limit) {
        return !clock.instant().isBefore(lastSent(plan).at().plus(limit));
    }

    /** Whether sending them once more promises nothing. */
    boolean wereSentOften(OpenPlan plan) {
        return lastSent(plan).times() >= Delivery.ATTEMPTS;
    }

    /** Has them sent as often once more, from when they would be overdue again: a load that follows goes on for good. */
    void startAnew(OpenPlan plan) {
        sent.put(plan.batchId(), new Sent(0, clock.instant()));
    }

    /** Whether the rows are still on disk. */
    boolean canBeSent(OpenPlan plan) {
        return spool.holdsAnnouncements(plan);
    }

    private Sent lastSent(OpenPlan plan) {
        return sent.getOrDefault(plan.batchId(), new Sent(0, plan.lastAttempt().at()));
    }
}
