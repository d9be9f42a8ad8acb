package io.github.flowlog.adx;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ReadStats;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import io.github.flowlog.problem.ParseProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One source while it is being read, over one batch or several.
 *
 * <p>Problems are kept with the batch that covers them, and told when it is durable: a batch that is dropped and read
 * again tells none of these twice. Those behind the first {@link #KEPT_PROBLEMS} are told at once.
 */
final class Reading implements RowSource, AutoCloseable {
    /** So many problems of a source, and of a batch, are kept one by one; those behind are counted in one more entry. */
    static final int KEPT_PROBLEMS = 10_000;

    /** How the reader words it that a compressed stream has no end, as while it is being copied. */
    private static final String CUT_OFF = "cut off";

    /** Small logs are many, and open together. */
    private static final int SMALLEST_WINDOW = 4 << 10;

    private final FlowLogSource source;
    private final Assessment assessment;
    private final LoadRequest request;
    private final LoadListener listener;
    private final boolean mayGrow;
    private final FlowLogReader reader;
    private final int windowBytes;
    private final List<BadInput> problems = new ArrayList<>();

    private ResumePoint from;
    private Origin origin;
    private boolean begun;
    private boolean reachedLimit;
    private long keptBefore;
    private long furtherProblems;
    private String replaces;
    private boolean done;
    private long openFrom = SourceOutcome.CLOSED;
    private long openBytes;
    private long rows;
    private long committedRows;

    private Reading(
            FlowLogSource source,
            Assessment assessment,
            LoadRequest request,
            LoadListener listener,
            boolean mayGrow,
            long keptBefore)
            throws IOException {
        this.source = source;
        this.assessment = assessment;
        this.request = request;
        this.listener = listener;
        this.mayGrow = mayGrow;
        this.keptBefore = keptBefore;
        this.from = assessment.start();
        this.origin = assessment.origin();
        this.replaces = assessment.replacedSourceId();
        this.windowBytes = windowBytes(assessment.state().bytes());
        ReadOptions strict = ReadOptions.defaults().withLimits(request.limits()).withBufferBytes(windowBytes);
        this.reader = source.open(
                from, request.badInput() == BadInputPolicy.STRICT ? strict : strict.skippingBadInput(this::note));
    }

    /**
     * Opens a source where its assessment says.
     *
     * @param mayGrow whether it was written to so lately that an open end is no fault
     * @param keptBefore how many entries the quarantine holds of what stands before
     */
    static Reading open(
            FlowLogSource source,
            Assessment assessment,
            LoadRequest request,
            LoadListener listener,
            boolean mayGrow,
            long keptBefore)
            throws IOException {
        return new Reading(source, assessment, request, listener, mayGrow, keptBefore);
    }

    /** How large the window is over so many bytes of a source. */
    static int windowBytes(long bytes) {
        return (int) Math.max(SMALLEST_WINDOW, Math.min(ReadOptions.defaults().bufferBytes(), bytes));
    }

    /** How much memory the window over the source takes, unless a record is larger. */
    int windowBytes() {
        return windowBytes;
    }

    @Override
    public FlowLogSource source() {
        return source;
    }

    @Override
    public Assessment assessment() {
        return assessment;
    }

    /** Absolute offset where the batch that is being built begins. */
    long from() {
        return from.offset();
    }

    @Override
    public long bytesOfBatch() {
        return reader.resumePoint().offset() - from.offset();
    }

    @Override
    public boolean next(FlowBatch batch) throws IOException {
        begun = true;
        if (!nextOrOpenEnd(batch)) {
            done = true;
            return false;
        }
        if (assessment.kind() == Kind.EMPTY) {
            throw Assessment.changed();
        }
        if (origin.equals(Origin.UNKNOWN)) {
            origin = SourceAssessor.originOf(batch);
        }
        return true;
    }

    private boolean nextOrOpenEnd(FlowBatch batch) throws IOException {
        try {
            return reader.next(batch);
        } catch (FlowLogParseException strict) {
            if (isOpenEnd(strict.badInput())) {
                openFrom = reader.resumePoint().offset();
                return false;
            }
            throw strict;
        }
    }

    /** Whether the batch that is being built holds anything of this source. */
    boolean isBegun() {
        return begun;
    }

    @Override
    public void select(FlowBatch batch, RowSelection selected) {
        selected.selectAll(batch);
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public int problemsOfBatch() {
        return problems.size();
    }

    boolean isDone() {
        return done;
    }

    @Override
    public ReadStats stats() {
        return reader.stats();
    }

    /** Bytes behind which a document could not be read any further; an open end is none of them. */
    long unreadBytes() {
        return reader.stats().unreadBytes() - openBytes;
    }

    /** Whether something was skipped, an open end excepted. */
    boolean hasSkipped() {
        ReadStats stats = reader.stats();
        return stats.skippedRecords() + stats.skippedTuples() + stats.endedDocuments() > (openFrom >= 0 ? 1 : 0);
    }

    /** Where the end begins that is still open, or {@link SourceOutcome#CLOSED}. */
    long openFrom() {
        return openFrom;
    }

    @Override
    public void take(int count) {
        rows += count;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long committedRows() {
        return committedRows;
    }

    @Override
    public BuiltBatch.Part part(EvidenceReader evidence) throws IOException {
        BuiltBatch.Part part = new BuiltBatch.Part(
                from.offset(),
                assessment.sourceId(),
                cursorOrNull(),
                replaces,
                quarantine(problems, furtherProblems, evidence));
        assessment.requireSame(source);
        return part;
    }

    private @Nullable Cursor cursorOrNull() throws IOException {
        if (assessment.kind() == Kind.EMPTY) {
            return null;
        }
        ResumePoint to = reader.resumePoint();
        return new Cursor(
                SourceKey.of(source),
                assessment.sourceId(),
                assessment.generation(),
                assessment.rewrites(),
                origin,
                to,
                ContentHash.tail(source, to.offset()),
                fingerprint());
    }

    private String fingerprint() {
        if (!done || openFrom >= 0) {
            return "";
        }
        return reachedLimit
                ? SourceAssessor.upToLimit(assessment.fingerprint(), request.limits())
                : assessment.fingerprint();
    }

    /** Begins the next batch behind the one that is now durable, and tells what could not be read for that one. */
    void committed() {
        problems.forEach(listener::skipped);
        begun = false;
        from = reader.resumePoint();
        committedRows = rows;
        replaces = "";
        keptBefore += problems.size();
        problems.clear();
        furtherProblems = 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private boolean isOpenEnd(BadInput badInput) {
        return mayGrow
                && (badInput.problem() == ParseProblem.TRUNCATED
                        || (badInput.problem() == ParseProblem.COMPRESSION
                                && badInput.expectation().endsWith(CUT_OFF)));
    }

    private void note(BadInput badInput) {
        if (isOpenEnd(badInput)) {
            openFrom = reader.resumePoint().offset();
            openBytes = badInput.unreadBytes();
            return;
        }
        // behind a record that was skipped alone, the cursor goes on; what it was is for the quarantine to remember
        reachedLimit |= badInput.problem() == ParseProblem.LIMIT && badInput.scope() == BadInput.Scope.DOCUMENT;
        boolean hasRoom = keptBefore + problems.size() < KEPT_PROBLEMS;
        if (problems.isEmpty() || (hasRoom && problems.size() < KEPT_PROBLEMS)) {
            problems.add(badInput);
        } else {
            furtherProblems++;
            listener.skipped(badInput);
        }
    }
}
