package io.github.flowlog.adx;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ReadStats;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One source while it is being read, over one batch or several. */
final class Reading implements AutoCloseable {
    /** So many problems are kept one by one, in memory; they fill a batch, and the rest of it is counted in a last entry. */
    static final int KEPT_PROBLEMS = 10_000;

    private final FlowLogSource source;
    private final Assessment assessment;
    private final LoadListener listener;
    private final FlowLogReader reader;
    private final long storedBytes;
    private final List<QuarantineEntry> problems = new ArrayList<>();

    private ResumePoint from;
    private Origin origin;
    private boolean begun;
    private long furtherProblems;
    private String replaces;
    private boolean done;
    private long rows;
    private long committedRows;

    private Reading(FlowLogSource source, Assessment assessment, BadInputPolicy policy, LoadListener listener)
            throws IOException {
        this.source = source;
        this.storedBytes = source.storedBytes();
        this.assessment = assessment;
        this.listener = listener;
        this.from = assessment.start();
        this.origin = assessment.origin();
        this.replaces = assessment.replacedSourceId();
        ReadOptions options = policy == BadInputPolicy.STRICT
                ? ReadOptions.defaults()
                : ReadOptions.defaults().skippingBadInput(this::note);
        this.reader = source.open(from, options);
    }

    static Reading open(FlowLogSource source, Assessment assessment, BadInputPolicy policy, LoadListener listener)
            throws IOException {
        return new Reading(source, assessment, policy, listener);
    }

    FlowLogSource source() {
        return source;
    }

    String sourceId() {
        return assessment.sourceId();
    }

    Assessment assessment() {
        return assessment;
    }

    /** Size of the source as it was when reading began. */
    long storedBytes() {
        return storedBytes;
    }

    /** Absolute offset where the batch that is being built begins. */
    long from() {
        return from.offset();
    }

    /** Uncompressed bytes that were read for the batch that is being built. */
    long bytesOfBatch() {
        return reader.resumePoint().offset() - from.offset();
    }

    /** Fills the batch with the next rows; false at the end. */
    boolean next(FlowBatch batch) throws IOException {
        begun = true;
        if (!reader.next(batch)) {
            done = true;
            return false;
        }
        if (origin.equals(Origin.UNKNOWN)) {
            origin = SourceAssessor.originOf(batch);
        }
        rows += batch.size();
        return true;
    }

    /** Whether the batch that is being built holds anything of this source. */
    boolean isBegun() {
        return begun;
    }

    /** What the rows are about. */
    Origin origin() {
        return origin;
    }

    /** How many problems the batch that is being built has noted. */
    int problemsOfBatch() {
        return problems.size();
    }

    boolean isDone() {
        return done;
    }

    ReadStats stats() {
        return reader.stats();
    }

    /** Rows that were read. */
    long rows() {
        return rows;
    }

    /** Rows that are durable. */
    long committedRows() {
        return committedRows;
    }

    /** What the ledger learns of this source with the batch that was built. */
    BuiltBatch.Part part() throws IOException {
        ResumePoint to = reader.resumePoint();
        Cursor cursor = new Cursor(
                SourceKey.of(source),
                assessment.sourceId(),
                assessment.generation(),
                assessment.rewrites(),
                origin,
                to,
                ContentHash.tail(source, to.offset()),
                done ? assessment.fingerprint() : "");
        if (furtherProblems > 0) {
            QuarantineEntry last = problems.get(problems.size() - 1);
            problems.set(problems.size() - 1, last.andFurther(furtherProblems));
        }
        return new BuiltBatch.Part(from.offset(), assessment.sourceId(), cursor, replaces, problems);
    }

    /** Begins the next batch behind the one that is now durable. */
    void committed() {
        begun = false;
        from = reader.resumePoint();
        committedRows = rows;
        replaces = "";
        problems.clear();
        furtherProblems = 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void note(BadInput badInput) {
        listener.skipped(badInput);
        if (problems.size() < KEPT_PROBLEMS) {
            problems.add(QuarantineEntry.of(assessment.sourceId(), badInput));
        } else {
            furtherProblems++;
        }
    }
}
