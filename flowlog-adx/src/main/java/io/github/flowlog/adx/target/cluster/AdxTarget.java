package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.journal.Journal;
import io.github.flowlog.adx.journal.JournalEntry;
import io.github.flowlog.adx.journal.JournalStore;
import io.github.flowlog.adx.kusto.Cluster;
import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.LoggedHour;
import io.github.flowlog.adx.storage.StagingArea;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.adx.target.HeldRows;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.LoadedSource;
import io.github.flowlog.adx.target.LostBatch;
import io.github.flowlog.adx.target.Settlement;
import io.github.flowlog.encode.FlowLogResource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows into a table of an Azure Data Explorer cluster.
 *
 * <p>A batch counts as loaded once its plan is in the journal; it is delivered while others are built. {@link #settle} tells what became of
 * all of them. Delivery begins with the first {@link #claim}, {@link #commit} or {@link #settle} that waits: who only looks queues nothing
 * and removes no file.
 * A batch of hours that are complete gets its newest hour as its creation time, so that retention counts from there.
 */
public final class AdxTarget implements LoadTarget {
    private static final String LIVE = "live";
    /** So many batches are on the way at most. */
    private static final int MOST_PENDING = 16;
    /** So many wait on disk for their upload at most. */
    private static final int MOST_UNSENT = 2;

    private static final long SLICE = 100;
    /** What a table does not know of itself, and without which another place would be asked. */
    private static final String SAME_PLACE = ", with the --to and --state of the load";

    private final Cluster cluster;
    private final Journal journal;
    private final Path folder;
    private final Plans plans;
    private final Spool spool;
    private final Sender sender;
    private final Delivery delivery;
    private final InstantSource clock;
    private final Consumer<DeliveryStep> steps;
    private final Confirmation confirmation;
    private final RepairCommands repair;
    private boolean tidied;
    private String written = "";
    private long rawBytes;
    private long gzipBytes;

    private AdxTarget(
            Cluster cluster,
            Journal journal,
            Path folder,
            Plans plans,
            Spool spool,
            Sender sender,
            Delivery delivery,
            InstantSource clock,
            Consumer<DeliveryStep> steps) {
        this.cluster = cluster;
        this.journal = journal;
        this.folder = folder;
        this.plans = plans;
        this.spool = spool;
        this.sender = sender;
        this.delivery = delivery;
        this.clock = clock;
        this.steps = steps;
        this.confirmation = new Confirmation(cluster);
        this.repair = new RepairCommands(cluster.address().table());
    }

    /**
     * Opens a table, and goes on with what an earlier process left.
     *
     * @param cluster where the table is; closed with the target, or when it cannot be opened
     * @param staging where batches are uploaded; null for the containers of the cluster
     * @param store the journal; closed likewise
     * @param folder for batches on the way and the quarantine file
     * @param shard which sources are loaded, empty for all; the journal is of one share for good
     * @param delivery how patiently batches are delivered
     */
    public static AdxTarget open(
            Cluster cluster,
            @Nullable StagingArea staging,
            JournalStore store,
            Path folder,
            String shard,
            Delivery delivery)
            throws IOException {
        return open(cluster, staging, store, folder, shard, delivery, InstantSource.system(), step -> {});
    }

    static AdxTarget open(
            Cluster cluster,
            @Nullable StagingArea staging,
            JournalStore store,
            Path folder,
            String shard,
            Delivery delivery,
            InstantSource clock,
            Consumer<DeliveryStep> steps)
            throws IOException {
        try {
            Journal journal = Journal.open(store);
            try {
                Plans plans = Plans.open(journal);
                claimShard(plans, shard, journal.name());
                Spool spool = Spool.open(folder.resolve("spool"));
                Sender sender = new Sender(
                        cluster,
                        staging == null ? cluster::staging : () -> staging,
                        plans,
                        spool,
                        delivery,
                        clock,
                        steps);
                return new AdxTarget(cluster, journal, folder, plans, spool, sender, delivery, clock, steps);
            } catch (IOException | RuntimeException failed) {
                journal.close();
                throw failed;
            }
        } catch (IOException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private static void claimShard(Plans plans, String shard, String journal) {
        if (shard.equals(plans.shard())) {
            return;
        }
        if (!plans.isEmpty()) {
            throw LoadException.permanent(
                    journal + " is of " + (plans.shard().isEmpty() ? "all sources" : "shard " + plans.shard())
                            + ", not of " + (shard.isEmpty() ? "all sources" : "shard " + shard)
                            + "; name another place with --state, or divide it anew: flowlog jobs reshard",
                    null);
        }
        plans.claim(plans.filter(), shard);
    }

    /** The database and the table: ids of batches are compared within a table only. */
    @Override
    public String table() {
        return cluster.address().database() + "/" + cluster.address().table();
    }

    @Override
    public Ledger ledger() {
        return plans.planned();
    }

    @Override
    public Ledger settled() {
        return plans.committed();
    }

    @Override
    public String filter() {
        return plans.filter();
    }

    @Override
    public Map<String, Long> rows(Collection<String> sourceIds) {
        List<String> open = plans.select(plan -> plan.plan().rows() > 0).stream()
                .map(OpenPlan::batchId)
                .toList();
        return ask(() -> confirmation.rowsBySource(sourceIds, open));
    }

    @Override
    public Map<String, HeldRows> held(Collection<String> sourceIds) {
        return ask(() -> confirmation.held(sourceIds));
    }

    @Override
    public void claim(String filter) {
        if (!filter.equals(plans.filter())) {
            if (!plans.isEmpty()) {
                throw LoadException.otherFilter(cluster.address().toString(), plans.filter(), filter);
            }
            plans.claim(filter, plans.shard());
        }
        start();
    }

    private void start() {
        tidy();
        sender.start();
    }

    /** Only who loads removes what no plan needs: who looks may have named another state than the load that is at work here. */
    private void tidy() {
        if (tidied) {
            return;
        }
        tidied = true;
        List<String> open =
                plans.select(plan -> true).stream().map(OpenPlan::batchId).toList();
        try {
            spool.deleteBut(open::contains);
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public Path quarantineFile() {
        return folder.resolve("quarantine.jsonl");
    }

    @Override
    public boolean hasLots() {
        return true;
    }

    /** Hours that may still get records are one lot, complete ones one a UTC day, because a batch has one creation time. */
    @Override
    public String lot(Instant hour) {
        return hasSettled(hour) ? hour.atOffset(ZoneOffset.UTC).toLocalDate().toString() : LIVE;
    }

    @Override
    public String growingLot() {
        return LIVE;
    }

    private boolean hasSettled(Instant hour) {
        return new LoggedHour(hour).hasSettled(clock.instant());
    }

    @Override
    public @Nullable String refusalOrNull(SourceKey source, Instant hour) {
        OpenPlan holding = plans.holdingUpOrNull(source);
        if (holding != null) {
            return holding.alarm() != null
                    ? forPerson(holding)
                    : "batch " + holding.batchId() + " of it did not arrive, and cannot be read again ("
                            + holding.cannotBeRead() + "); flowlog jobs says what to do";
        }
        return expiryOrNull(hour);
    }

    @Override
    public @Nullable String expiryOrNull(Instant hour) {
        return hour.isBefore(clock.instant().minus(delivery.retention()))
                ? "it is of " + hour + ", and the table keeps rows for "
                        + delivery.retention().toDays()
                        + " days; raise that with flowlog setup --retention if you need it"
                : null;
    }

    private static String forPerson(OpenPlan alarmed) {
        return alarmed.alarm() + "; look into it, then run: flowlog jobs retry " + alarmed.batchId()
                + ", or flowlog jobs accept " + alarmed.batchId() + SAME_PLACE;
    }

    @Override
    public void restore(LostBatch.Reader reader) {
        for (OpenPlan plan : plans.select(open -> open.isToBeTriedAnew() && !spool.isComplete(open))) {
            try {
                LostBatch lost = plans.lost(plan);
                if (lost.ranges().isEmpty()) {
                    throw new IOException("it is of places that were in quarantine, and not of whole ranges");
                }
                restore(plan, reader.read(lost));
            } catch (IOException unreadable) {
                discard();
                plans.cannotBeRead(plan, String.valueOf(unreadable.getMessage()));
            }
        }
    }

    private void restore(OpenPlan plan, BuiltBatch batch) throws IOException {
        if (batch.rows() != plan.plan().rows() || rawBytes != plan.upload().rawBytes()) {
            throw new IOException("its logs give " + batch.rows() + " rows of " + rawBytes + " bytes now, and gave "
                    + plan.plan().rows() + " of " + plan.upload().rawBytes());
        }
        try {
            spool.deleteComplete(batch.id());
            completeSpool(batch, plan.upload().announced());
            written = "";
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public long write(String batchId, FlowRows rows) {
        sender.requireAlive();
        tidy();
        written = batchId;
        try {
            Spool.Written file = spool.writeFlows(batchId, rows);
            rawBytes = file.rawBytes();
            gzipBytes = file.gzipBytes();
            steps.accept(DeliveryStep.SPOOLED);
            return file.rows();
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    @Override
    public long commit(BuiltBatch batch) {
        awaitRoom(() -> false);
        try {
            if (batch.rows() == 0) {
                spool.delete(batch.id());
                plans.plan(new JournalEntry.Plan(batch.id(), 0, batch.parts(), null));
            } else {
                requireUnknown(batch);
                plans.plan(new JournalEntry.Plan(batch.id(), batch.rows(), batch.parts(), upload(batch)));
            }
            written = "";
            steps.accept(DeliveryStep.PLANNED);
            return 0;
        } catch (IOException failed) {
            throw unwritable(failed);
        }
    }

    private JournalEntry.Upload upload(BuiltBatch batch) throws IOException {
        List<String> keys = new ArrayList<>();
        batch.resources().forEach(resource -> keys.add(resource.key()));
        batch.sources().forEach(source -> keys.add(source.sourceId()));
        List<String> fresh = plans.unannounced(keys);
        completeSpool(batch, fresh);
        return new JournalEntry.Upload(rawBytes, gzipBytes, creationTimeOrNull(batch), fresh);
    }

    private void completeSpool(BuiltBatch batch, List<String> announced) throws IOException {
        List<FlowLogResource> resources = batch.resources().stream()
                .filter(resource -> announced.contains(resource.key()))
                .toList();
        List<LoadedSource> sources = batch.sources().stream()
                .filter(source -> announced.contains(source.sourceId()))
                .toList();
        if (!resources.isEmpty()) {
            spool.writeResources(batch.id(), resources);
        }
        if (!sources.isEmpty()) {
            spool.writeSources(batch.id(), sources);
        }
        spool.complete(batch.id());
    }

    /**
     * None for what was growing when it was read, even if its hours have settled since: they may be of two days. None either when the hour of
     * a source is not known: the table would drop its rows at once.
     */
    private @Nullable Instant creationTimeOrNull(BuiltBatch batch) {
        List<Instant> hours =
                batch.sources().stream().map(LoadedSource::hour).sorted().toList();
        if (batch.lot().equals(LIVE) || hours.isEmpty() || hours.get(0).equals(Instant.EPOCH)) {
            return null;
        }
        Instant newest = hours.get(hours.size() - 1);
        return hasSettled(newest) ? newest : null;
    }

    /**
     * Refuses sources that begin with this batch and have rows already: their ledger was lost, or is another one, or they are again what they
     * were before they were rewritten.
     */
    private void requireUnknown(BuiltBatch batch) {
        Map<String, SourceKey> beginning = new LinkedHashMap<>();
        for (BuiltBatch.Part part : batch.parts()) {
            Cursor cursor = part.cursor();
            if (part.from() == 0 && cursor != null) {
                // the ledger that is lost may have counted rewrites
                cursor.key()
                        .sourceIdsFrom(cursor.generation(), cursor.rewrites())
                        .forEach(id -> beginning.put(id, cursor.key()));
            }
        }
        beginning
                .keySet()
                .retainAll(ask(() -> confirmation.rowsBySource(beginning.keySet(), List.of()))
                        .keySet());
        List<SourceKey> held = beginning.values().stream().distinct().toList();
        List<SourceKey> unknown = held.stream()
                .filter(key -> plans.planned().cursors(key).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw LoadException.permanent(
                    cluster.address() + " holds rows of " + unknown.size() + " of these sources, and " + journal.name()
                            + " knows nothing of them (first: " + unknown.get(0).path()
                            + "); name the state that loaded them with --state, or run the same command with"
                            + " --rebuild-state",
                    null);
        }
        if (!held.isEmpty()) {
            throw LoadException.permanent(
                    cluster.address() + " holds rows of " + held.size()
                            + " of these sources from before they were rewritten, and they begin again as they did then"
                            + " (first: " + held.get(0).path() + "); delete these rows with: "
                            + repair.deleteSources(beginning.keySet()) + " , and run the same command again",
                    null);
        }
    }

    private <T> T ask(Retries.Step<T> question) {
        try {
            return new Retries(delivery, () -> false).get(question);
        } catch (ClusterException | IOException failed) {
            throw LoadException.passing("cannot ask " + cluster.address() + ": " + failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw LoadException.passing("interrupted while asking " + cluster.address(), stopped);
        }
    }

    @Override
    public boolean awaitRoom(BooleanSupplier stop) {
        start();
        try {
            while (!hasRoom() && !stop.getAsBoolean()) {
                sender.requireAlive();
                requireAnswers();
                plans.await(this::hasRoom, SLICE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw LoadException.passing("interrupted; the same command goes on", stopped);
        }
        sender.requireAlive();
        return hasRoom();
    }

    private boolean hasRoom() {
        return plans.select(OpenPlan::isUnsent).size() < MOST_UNSENT && !isCrowded();
    }

    private boolean isCrowded() {
        return plans.select(OpenPlan::isPending).size() >= MOST_PENDING;
    }

    /** There is no room before the cluster says that something arrived. */
    private void requireAnswers() {
        String silence = sender.silence();
        if (silence != null && isCrowded()) {
            throw LoadException.passing(
                    MOST_PENDING + " batches are on their way, and " + cluster.address()
                            + " does not tell whether they arrived: " + silence
                            + "; what is queued stays queued, and the same command goes on",
                    null);
        }
    }

    @Override
    public void discard() {
        if (!written.isEmpty()) {
            try {
                spool.discard(written);
                written = "";
            } catch (IOException failed) {
                throw unwritable(failed);
            }
        }
    }

    @Override
    public Settlement settle(BooleanSupplier stop) {
        if (!stop.getAsBoolean()) {
            start();
        }
        try {
            while (!stop.getAsBoolean() && !isSettled()) {
                sender.requireAlive();
                plans.await(this::isSettled, SLICE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        sender.requireAlive();
        return settlement();
    }

    /** Asks the sender last: it says that it is queueing before a plan counts as sent. */
    private boolean isSettled() {
        return plans.select(plan -> plan.isUnsent() || (delivery.confirming() && plan.isPending()))
                        .isEmpty()
                && !sender.isQueueing();
    }

    private Settlement settlement() {
        Settlement open = settlement(plans.select(plan -> true));
        List<String> forPerson = new ArrayList<>(open.forPerson());
        List<Settlement.Leftover> leftovers = new ArrayList<>();
        try {
            leftovers.addAll(leftovers());
            leftovers.forEach(left -> forPerson.add(describe(left)));
        } catch (ClusterException notNow) {
            forPerson.add("cannot tell whether rows of rewritten sources are left: " + notNow.getMessage());
        }
        return new Settlement(open.open(), open.late(), leftovers, forPerson);
    }

    @Override
    public Settlement unsettled(Collection<SourceKey> sources) {
        Set<String> sourceIds = plans.planned().cursors(sources).values().stream()
                .flatMap(List::stream)
                .map(Cursor::sourceId)
                .collect(Collectors.toSet());
        return settlement(plans.select(plan -> !Collections.disjoint(plan.sourceIds(), sourceIds)));
    }

    private Settlement settlement(List<OpenPlan> open) {
        List<OpenPlan> exhausted = plans.select(plan -> open.contains(plan) && isExhausted(plan));
        List<Settlement.OpenBatch> batches = open.stream()
                .filter(plan -> plan.plan().rows() > 0)
                .map(plan -> new Settlement.OpenBatch(
                        plan.batchId(),
                        plan.plan().rows(),
                        exhausted.contains(plan) ? plan.exhausted() : describe(plan)))
                .toList();
        boolean late = delivery.confirming() && open.stream().anyMatch(plan -> plan.lateState() != null);
        List<String> forPerson = open.stream()
                .filter(plan -> plan.alarm() != null)
                .map(AdxTarget::forPerson)
                .collect(Collectors.toCollection(ArrayList::new));
        exhausted.forEach(plan -> forPerson.add(late(plan)));
        plans.select(plan -> open.contains(plan) && plan.isUnreferenced())
                .forEach(plan -> forPerson.add(unreferenced(plan)));
        return new Settlement(batches, late, List.of(), forPerson);
    }

    /** Told by what the journal says, so that who only looks sees it too. */
    private boolean isExhausted(OpenPlan plan) {
        return (plan.isPending() || plan.isLate())
                && !plan.haveRowsArrived()
                && plan.isOutOfAttempts(clock.instant(), delivery.waitLimit());
    }

    private static String late(OpenPlan plan) {
        return "batch " + plan.batchId() + " was " + plan.exhausted()
                + "; loads go on looking for it, and queue it once more after: flowlog jobs retry " + plan.batchId()
                + SAME_PLACE;
    }

    private static String unreferenced(OpenPlan plan) {
        return "the rows of batch " + plan.batchId()
                + " are loaded, but what they refer to was sent " + Delivery.ATTEMPTS
                + " times and is not in FlowLogSources or FlowLogResources; loads send it again, and this tells what keeps"
                + " it out: .show ingestion failures";
    }

    private static String describe(OpenPlan plan) {
        String alarm = plan.alarm();
        if (alarm != null) {
            return alarm;
        }
        if (plan.isUnsent()) {
            return "not queued yet";
        }
        String late = plan.lateState();
        if (late != null) {
            return late;
        }
        return plan.isConfirmed() ? "confirmed, behind another batch of its source" : "queued, not confirmed yet";
    }

    /** Rows of generations that were rewritten; only a person deletes rows of a shared table. */
    private List<Settlement.Leftover> leftovers() throws ClusterException {
        List<String> replaced = plans.replacedSourceIds();
        Map<String, Long> held = confirmation.rowsBySource(replaced, List.of());
        List<Settlement.Leftover> left = new ArrayList<>();
        for (String sourceId : replaced) {
            if (held.containsKey(sourceId)) {
                left.add(new Settlement.Leftover(sourceId, held.get(sourceId)));
            } else {
                plans.clear(sourceId);
            }
        }
        return left;
    }

    private String describe(Settlement.Leftover left) {
        return "a source was rewritten, and " + left.rows()
                + " rows of what it held before are in the table; delete them with: "
                + repair.deleteSources(List.of(left.sourceId())) + " , or keep them with: flowlog jobs accept "
                + left.sourceId() + SAME_PLACE;
    }

    @Override
    public boolean retry(String batchId) {
        for (OpenPlan plan : plans.select(open -> open.batchId().equals(batchId))) {
            requireNotOnItsWay(plan);
            plans.retry(plan);
            return true;
        }
        return false;
    }

    /** A second message while the first may be at work is the one thing that no tag keeps out. */
    private void requireNotOnItsWay(OpenPlan plan) {
        if (plan.alarm() == null && plan.tries() > 0 && !plan.isOverdue(clock.instant(), delivery.waitLimit())) {
            Instant until = plan.lastAttempt().at().plus(delivery.waitLimit()).truncatedTo(ChronoUnit.SECONDS);
            throw LoadException.passing(
                    "batch " + plan.batchId() + " is still on its way until " + until
                            + "; the next load after that queues it once more, or says what to do",
                    null);
        }
    }

    @Override
    public boolean accept(String id) {
        for (OpenPlan plan : plans.select(open -> open.batchId().equals(id))) {
            requireAlarm(plan);
            plans.accept(plan);
            return true;
        }
        if (plans.replacedSourceIds().contains(id)) {
            plans.clear(id);
            return true;
        }
        return false;
    }

    private void requireAlarm(OpenPlan plan) {
        if (plan.alarm() == null) {
            throw LoadException.passing(
                    "only a batch in alarm can be accepted, and "
                            + (isExhausted(plan)
                                    ? late(plan)
                                    : "batch " + plan.batchId() + " is " + describe(plan)
                                            + "; the next load goes on with it"),
                    null);
        }
    }

    private LoadException unwritable(IOException failed) {
        return LoadException.passing(
                "cannot write " + folder + " (" + failed.getMessage()
                        + "); what was planned before stays, free some space and run the same command again",
                failed);
    }

    @Override
    public void close() throws IOException {
        sender.close();
        try {
            plans.close();
        } finally {
            cluster.close();
        }
    }
}
