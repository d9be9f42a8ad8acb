package io.github.flowlog.adx;

import io.github.flowlog.ReadStats;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.ArchivedException;
import io.github.flowlog.adx.source.CompleteHours;
import io.github.flowlog.adx.source.FlowLogBlobName;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.LoggedHour;
import io.github.flowlog.adx.source.StoredState;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.Settlement;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * One load, from its first source to its last committed batch.
 *
 * <p>It goes through the sources in groups that are open together; each batch is of one group.
 */
final class LoadRun {
    /** So many sources share a batch at most: each holds a file open, and many systems allow a process about 1,000. */
    private static final int OPEN_SOURCES = 512;

    /** So many sources that the ledger does not know are being fetched while one is read. */
    private static final int FETCHED_AHEAD = 16;

    /** So many bytes the windows of these sources take together. */
    private static final long OPEN_BYTES = 64L << 20;

    private final LoadTarget target;
    private final long batchBytes;
    private final InstantSource clock;
    private final LoadRequest request;
    private final LoadListener listener;
    private final BooleanSupplier stop;
    private final Progress progress;
    private final BatchBuilder builder;
    private final SourceAssessor assessor;
    private final List<Reading> group = new ArrayList<>();
    private final List<SourceOutcome> outcomes = new ArrayList<>();
    private final KnownQuarantine quarantine;
    /** Sources that have to be brought back before they can be read. */
    private final List<BuiltBatch.Part> archived = new ArrayList<>();
    /** What stood in sources without a record that have one now, or nothing bad any more. */
    private final Set<String> obsolete = new LinkedHashSet<>();

    /** Sources of hours that have settled and are not complete: taken behind the others, so that lots stay together. */
    private final Map<SourceKey, FlowLogSource> late = new LinkedHashMap<>();

    private final CompleteHours complete;

    private boolean isLate;
    private String groupLot = "";
    private long groupBytes;
    private long groupWindows;
    private int batches;
    private long rows;
    private long records;
    private long replacedRows;
    private long newQuarantine;

    LoadRun(
            LoadTarget target,
            long batchBytes,
            InstantSource clock,
            LoadRequest request,
            SourceAssessor assessor,
            LoadListener listener,
            BooleanSupplier stop) {
        this.target = target;
        this.batchBytes = batchBytes;
        this.clock = clock;
        this.quarantine = new KnownQuarantine(target.ledger());
        this.request = request;
        this.listener = listener;
        this.stop = stop;
        this.assessor = assessor;
        this.progress = new Progress(listener);
        this.builder = new BatchBuilder(target, batchBytes, stop, progress, request.filter());
        this.complete = CompleteHours.of(target.hasLots() ? request.sources() : List.of(), clock.instant());
    }

    LoadReport load() throws IOException {
        boolean stopped = false;
        try {
            LostBatchReader.restore(target, request, stop);
            target.claim(request.filterText());
            listener.planned(request.sources().size(), storedBytes());
            Map<SourceKey, FlowLogSource> next = new LinkedHashMap<>();
            Set<SourceKey> seen = new HashSet<>();
            for (FlowLogSource source : byLot(request.sources())) {
                SourceKey key = SourceKey.of(source);
                if (seen.add(key)) {
                    next.put(key, source);
                }
                if (next.size() == OPEN_SOURCES) {
                    takeAll(next);
                }
            }
            takeAll(next);
            takeLate();
            commitGroup();
        } catch (Stopped asked) {
            stopped = true;
        } finally {
            closeGroup();
        }
        long problems = QuarantineFile.write(target);
        if (!stopped) {
            listener.settling();
        }
        Settlement settlement = target.settle(stop);
        return new LoadReport(
                outcomes,
                batches,
                rows,
                records,
                replacedRows,
                newQuarantine,
                problems,
                settlement,
                stopped || stop.getAsBoolean());
    }

    /** Those of one lot behind each other, otherwise in their order, so that batches are as large as they can be. */
    private List<FlowLogSource> byLot(List<FlowLogSource> sources) {
        if (!target.hasLots()) {
            return sources;
        }
        Map<String, List<FlowLogSource>> lots = new TreeMap<>();
        for (FlowLogSource source : sources) {
            FlowLogBlobName name = FlowLogBlobName.parseOrNull(source.path());
            String lot = name == null ? "" : target.lot(name.hour());
            lots.computeIfAbsent(lot, first -> new ArrayList<>()).add(source);
        }
        return lots.values().stream().flatMap(List::stream).toList();
    }

    private long storedBytes() {
        long sum = 0;
        for (FlowLogSource source : request.sources()) {
            sum += storedBytes(source);
        }
        return sum;
    }

    /** A source that is gone already counts as nothing; it becomes an outcome when its turn comes. */
    private long storedBytes(FlowLogSource source) {
        try {
            return source.storedBytes();
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private void takeAll(Map<SourceKey, FlowLogSource> sources) throws IOException {
        Map<SourceKey, List<Cursor>> cursors = target.ledger().cursors(sources.keySet());
        Iterator<FlowLogSource> unknown = sources.entrySet().stream()
                .filter(source -> isUnknown(cursors, source.getKey()))
                .map(Map.Entry::getValue)
                .iterator();
        for (int i = 0; i < FETCHED_AHEAD; i++) {
            fetchAhead(unknown);
        }
        for (Map.Entry<SourceKey, FlowLogSource> source : sources.entrySet()) {
            if (stop.getAsBoolean()) {
                throw new Stopped();
            }
            if (isUnknown(cursors, source.getKey())) {
                fetchAhead(unknown);
            }
            take(source.getValue(), cursors.getOrDefault(source.getKey(), List.of()));
        }
        sources.clear();
    }

    /** Of what the ledger has never seen, the first record will be asked for whatever else is decided. */
    private static boolean isUnknown(Map<SourceKey, List<Cursor>> cursors, SourceKey key) {
        return cursors.getOrDefault(key, List.of()).isEmpty();
    }

    private static void fetchAhead(Iterator<FlowLogSource> sources) {
        if (sources.hasNext()) {
            sources.next().fetchAhead();
        }
    }

    private void takeLate() throws IOException {
        isLate = true;
        takeAll(late);
    }

    private void take(FlowLogSource source, List<Cursor> cursors) throws IOException {
        listener.started(source.name());
        try {
            Assessment assessment = assessor.assess(source, cursors);
            String withoutRecords = SourceIds.withoutRecords(source);
            if (quarantine.holds(withoutRecords) && (assessment.kind() != Kind.EMPTY || assessment.isSound())) {
                obsolete.add(withoutRecords);
            }
            if (assessment.needsNoReading()) {
                pass(source, assessment);
            } else {
                take(source, assessment);
            }
        } catch (ArchivedException away) {
            archive(source, away);
        } catch (IOException failed) {
            fail(source, 0, failed);
        }
        if (groupBytes >= batchBytes || group.size() >= OPEN_SOURCES || groupWindows >= OPEN_BYTES) {
            commitGroup();
        }
    }

    private void take(FlowLogSource source, Assessment assessment) throws IOException {
        Instant known = SourceIds.hour(source, assessment.origin());
        Instant hour = known.equals(Instant.EPOCH) ? clock.instant() : known;
        String refusal = target.refusalOrNull(SourceKey.of(source), hour);
        if (refusal != null) {
            progress.passed(assessment.state().bytes());
            add(outcome(source, Kind.REFUSED, 0, quarantine.problems(assessment.sourceId()), refusal));
            return;
        }
        boolean isComplete = !target.hasLots() || complete.include(source, hour);
        if (!isComplete && !isLate && new LoggedHour(hour).hasSettled(clock.instant())) {
            late.put(SourceKey.of(source), source);
            return;
        }
        String lot = isComplete ? target.lot(hour) : target.growingLot();
        if (!lot.equals(groupLot)) {
            commitGroup();
            groupLot = lot;
        }
        Reading reading = open(source, assessment);
        group.add(reading);
        groupWindows += reading.windowBytes();
        groupBytes +=
                Math.max(0, assessment.state().bytes() - assessment.start().offset());
    }

    private Reading open(FlowLogSource source, Assessment assessment) throws IOException {
        long start = assessment.start().offset();
        long keptBefore = quarantine.of(assessment.sourceId()).stream()
                .filter(entry -> entry.byteOffset() < start)
                .count();
        return Reading.open(source, assessment, request, listener, mayGrow(assessment.state()), keptBefore);
    }

    /** A source that has settled has an end, and what is cut there was cut for good. */
    private boolean mayGrow(StoredState state) {
        return !LoggedHour.hasSettledSince(state.changed(), clock.instant());
    }

    /** Builds and commits batches until every source of the group is at its end. */
    private void commitGroup() throws IOException {
        while (!group.isEmpty() || !obsolete.isEmpty() || !archived.isEmpty()) {
            try {
                commit(builder.build(batchId(), groupLot, group));
            } catch (SourceFailure failed) {
                dropGroupBut(failed);
                continue;
            }
            for (Reading reading : group) {
                if (reading.isBegun()) {
                    reading.committed();
                }
            }
            finishDone();
        }
        groupBytes = 0;
        groupWindows = 0;
    }

    private String batchId() {
        List<String> parts =
                new ArrayList<>(List.of(target.table(), BatchBuilder.MAPPING_VERSION, request.filterText()));
        for (Reading reading : group) {
            parts.add(reading.sourceId());
            parts.add(Long.toString(reading.from()));
        }
        return ContentHash.key(parts);
    }

    /**
     * Hands a batch to the target, unless the ledger would be as it is and no row were added.
     *
     * @throws Stopped when told to stop before the target has room; the batch is as if it had never been begun
     */
    private void commit(BuiltBatch built) {
        List<BuiltBatch.Part> parts = new ArrayList<>(built.parts());
        obsolete.forEach(sourceId -> parts.add(new BuiltBatch.Part(0, sourceId, null, "", List.of())));
        parts.addAll(archived);
        BuiltBatch batch =
                new BuiltBatch(built.id(), built.rows(), built.resources(), built.sources(), parts, built.lot());
        obsolete.clear();
        archived.clear();
        if (batch.rows() == 0 && parts.stream().noneMatch(this::isNews)) {
            target.discard();
            return;
        }
        if (!target.awaitRoom(stop)) {
            target.discard();
            throw new Stopped();
        }
        long fresh = parts.stream().mapToLong(quarantine::countNew).sum();
        replacedRows += target.commit(batch);
        parts.forEach(quarantine::committed);
        newQuarantine += fresh;
        batches++;
        rows += batch.rows();
        listener.committed(batch.id(), batch.rows());
    }

    /** Whether the ledger learns anything from a part. */
    private boolean isNews(BuiltBatch.Part part) {
        Cursor cursor = part.cursor();
        return !part.replacedSourceId().isEmpty()
                || (cursor != null && !target.ledger().cursors(cursor.key()).contains(cursor))
                || quarantine.isChangedBy(part);
    }

    private void finishDone() throws IOException {
        List<Reading> atEnd = group.stream().filter(Reading::isDone).toList();
        for (Reading reading : atEnd) {
            group.remove(reading);
            reading.close();
            finish(reading);
        }
    }

    private void finish(Reading reading) {
        ReadStats stats = reading.stats();
        records += stats.records();
        progress.done(reading);
        Kind kind = reading.assessment().kind();
        boolean nothingNew = kind == Kind.CONTINUED && reading.rows() == 0 && !reading.hasSkipped();
        add(new SourceOutcome(
                reading.source(),
                nothingNew ? Kind.UNCHANGED : kind,
                reading.committedRows(),
                stats.bytes(),
                stats.skippedTuples(),
                stats.skippedRecords(),
                reading.unreadBytes(),
                quarantine.problems(reading.sourceId()),
                reading.openFrom(),
                ""));
    }

    /** Takes the source that failed out of the group, and opens the others again where the ledger has them. */
    private void dropGroupBut(SourceFailure failed) throws IOException {
        List<Reading> readings = List.copyOf(group);
        readings.forEach(progress::dropped);
        closeGroup();
        RowSource bad = failed.reading();
        fail(bad.source(), bad.committedRows(), failed.ioCause());
        for (Reading reading : readings) {
            if (reading != bad) {
                take(reading.source(), target.ledger().cursors(SourceKey.of(reading.source())));
            }
        }
    }

    private void pass(FlowLogSource source, Assessment assessment) {
        progress.passed(assessment.state().bytes());
        add(outcome(source, assessment.kind(), 0, quarantine.problems(assessment.sourceId()), ""));
    }

    /** It goes into quarantine once, and is read when it has been brought back. */
    private void archive(FlowLogSource source, ArchivedException away) {
        String message = String.valueOf(away.getMessage());
        archived.add(new BuiltBatch.Part(
                0,
                SourceIds.withoutRecords(source),
                null,
                "",
                List.of(QuarantineEntry.ofArchived(source, SourceIds.withoutRecords(source), message))));
        add(outcome(source, Kind.REFUSED, 0, 1, message));
    }

    private void fail(FlowLogSource source, long committedRows, IOException cause) {
        add(outcome(source, Kind.FAILED, committedRows, 0, SourceFailure.describe(cause)));
    }

    private static SourceOutcome outcome(
            FlowLogSource source, Kind kind, long committedRows, long known, String message) {
        return new SourceOutcome(source, kind, committedRows, 0, 0, 0, 0, known, SourceOutcome.CLOSED, message);
    }

    private void add(SourceOutcome outcome) {
        outcomes.add(outcome);
        listener.finished(outcome);
    }

    private void closeGroup() throws IOException {
        for (Reading reading : group) {
            reading.close();
        }
        group.clear();
        groupBytes = 0;
        groupWindows = 0;
    }
}
