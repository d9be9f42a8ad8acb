package io.github.flowlog.adx;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ReadStats;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.problem.BadInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One source while its places in quarantine are read once more, over one batch or several.
 *
 * <p>It is read from its start, so that every flow tuple has the identity that it would have had, and up to its last place; the rows of
 * the places alone are selected. The ledger learns what is left in quarantine; the cursor stays where it is.
 */
final class RetryReading implements RowSource, AutoCloseable {
    private static final Comparator<QuarantineEntry> BY_OFFSET = Comparator.comparingLong(QuarantineEntry::byteOffset);

    private final FlowLogSource source;
    private final Assessment assessment;
    private final QuarantinedPlaces places;
    private final List<QuarantinedPlaces.Place> ahead;
    private final FlowLogReader reader;
    private final long end;

    /** What stays in quarantine of the places behind, and entries that are none of the places. */
    private List<QuarantineEntry> kept;

    private List<QuarantineEntry> keptByBatch;
    private Origin origin;
    private boolean begun;
    private boolean done;
    private long passed;
    private long bytes;
    private int problems;
    private long rows;
    private long committedRows;

    private RetryReading(
            FlowLogSource source,
            Assessment assessment,
            QuarantinedPlaces places,
            List<QuarantineEntry> kept,
            ReadLimits limits)
            throws IOException {
        this.source = source;
        this.assessment = assessment;
        this.origin = assessment.origin();
        this.places = places;
        this.kept = kept;
        this.keptByBatch = kept;
        this.ahead = new ArrayList<>(places.all());
        this.end = ahead.stream().mapToLong(QuarantinedPlaces.Place::end).max().orElse(0);
        this.reader = source.open(
                ResumePoint.START, ReadOptions.defaults().withLimits(limits).skippingBadInput(this::note));
    }

    /**
     * Opens a source.
     *
     * @param assessment says that the source is still of the generation that the places stand in
     * @param places what is read again
     * @param kept the other entries of the generation
     */
    static RetryReading open(
            FlowLogSource source,
            Assessment assessment,
            QuarantinedPlaces places,
            List<QuarantineEntry> kept,
            ReadLimits limits)
            throws IOException {
        return new RetryReading(source, assessment, places, kept, limits);
    }

    @Override
    public FlowLogSource source() {
        return source;
    }

    @Override
    public Assessment assessment() {
        return assessment;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    /** What tells a batch that begins here from every other: the places that are still to be read, and how often they were. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(sourceId()));
        for (QuarantinedPlaces.Place place : ahead) {
            QuarantineEntry entry = place.entry();
            names.add(entry.problem() + " " + entry.byteOffset() + " " + entry.recordOffset() + " " + entry.tupleIndex()
                    + " " + entry.attempts());
        }
        return names;
    }

    @Override
    public boolean next(FlowBatch batch) throws IOException {
        begun = true;
        passed = reader.resumePoint().offset();
        if (passed >= end || !reader.next(batch)) {
            done = true;
            places.pass(Long.MAX_VALUE);
            return false;
        }
        places.pass(reader.resumePoint().offset());
        if (origin.equals(Origin.UNKNOWN)) {
            origin = SourceAssessor.originOf(batch);
        }
        return true;
    }

    @Override
    public void select(FlowBatch batch, RowSelection selected) {
        selected.selectAll(batch);
        selected.retain(row -> places.meet(batch.recordOffset(row), batch.tupleIndex(row)));
    }

    @Override
    public void take(int count) {
        rows += count;
        bytes += reader.resumePoint().offset() - passed;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long committedRows() {
        return committedRows;
    }

    /** None inside the rest of a document: it is one place, and is settled as a whole. */
    @Override
    public long bytesOfBatch() {
        return isInsideRest() ? 0 : bytes;
    }

    @Override
    public int problemsOfBatch() {
        return isInsideRest() ? 0 : problems;
    }

    private boolean isInsideRest() {
        return !done && places.isInsideRest(reader.resumePoint().offset());
    }

    @Override
    public ReadStats stats() {
        return reader.stats();
    }

    /** Whether the batch that is being built holds anything of this source. */
    boolean isBegun() {
        return begun;
    }

    boolean isDone() {
        return done;
    }

    @Override
    public BuiltBatch.Part part(EvidenceReader evidence) throws IOException {
        List<QuarantineEntry> left = new ArrayList<>(kept);
        for (QuarantinedPlaces.Place place : ahead) {
            if (isBehind(place)) {
                left.addAll(left(place, evidence));
            }
        }
        keptByBatch = left;
        List<QuarantineEntry> all = new ArrayList<>(left);
        ahead.stream().filter(place -> !isBehind(place)).forEach(place -> all.add(place.entry()));
        all.sort(BY_OFFSET);
        assessment.requireSame(source);
        return new BuiltBatch.Part(0, sourceId(), null, "", all);
    }

    private boolean isBehind(QuarantinedPlaces.Place place) {
        return done || place.end() <= reader.resumePoint().offset();
    }

    private List<QuarantineEntry> left(QuarantinedPlaces.Place place, EvidenceReader reads) throws IOException {
        if (place.isSound()) {
            return List.of();
        }
        int attempts = place.entry().attempts() + 1;
        List<BadInput> found = place.problems();
        if (found.isEmpty()) {
            return List.of(place.entry().withAttempts(attempts));
        }
        return quarantine(found, place.furtherProblems(), reads).stream()
                .map(entry -> entry.withAttempts(attempts))
                .toList();
    }

    /** Begins the next batch behind the one that is now durable. */
    void committed() {
        ahead.removeIf(this::isBehind);
        kept = keptByBatch;
        begun = false;
        bytes = 0;
        problems = 0;
        committedRows = rows;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void note(BadInput badInput) {
        problems++;
        places.note(badInput);
    }
}
