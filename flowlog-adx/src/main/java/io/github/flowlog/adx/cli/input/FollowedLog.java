package io.github.flowlog.adx.cli.input;

import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.RecordRange;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.SourceIds;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.StoredState;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.ParseProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far a log has been read that may grow.
 *
 * <p>Azure puts each minute before the closing brackets, so that only what stands behind the last complete record is read again.
 */
final class FollowedLog implements ScannedSource {
    /** So many bytes before the place are compared before reading goes on there. */
    private static final int COMPARED_BYTES = 1 << 10;

    private FlowLogSource log;
    private @Nullable StoredState looked;
    private ResumePoint at = ResumePoint.START;
    private byte[] before = {};
    private long reportedTo = -1;
    private @Nullable RecordRange firstRecord;
    private @Nullable String sourceId;
    private boolean passesOver;
    private long seen;

    /** Starts at the start; {@code passesOver} says that what the log holds already is of no interest. */
    FollowedLog(FlowLogSource log, boolean passesOver) {
        this.log = log;
        this.passesOver = passesOver;
    }

    /** Whether something may be there that was not read; to be asked before each reading. */
    boolean hasChanged(FlowLogSource now, StoredState state, long nanos) {
        log = now;
        seen = nanos;
        return !state.equals(looked);
    }

    /** When it was last there. */
    long seen() {
        return seen;
    }

    /**
     * Opens a reader where reading ended.
     *
     * @param anew hears that the log is another one now, and read from its start
     */
    FlowLogReader open(ReadOptions options, Runnable anew) throws IOException {
        InputStream in = log.bytes(at.offset() - before.length);
        try {
            if (!Arrays.equals(in.readNBytes(before.length), before)) {
                in.close();
                anew.run();
                startAnew();
                in = log.bytes(0);
            }
            return FlowLogReader.fragment(in, log.name(), at, options);
        } catch (IOException | RuntimeException failed) {
            in.close();
            throw failed;
        }
    }

    private void startAnew() {
        at = ResumePoint.START;
        before = new byte[0];
        reportedTo = -1;
        firstRecord = null;
        sourceId = null;
    }

    /** To be told before rows of the reader are printed. */
    void met(FlowLogReader reader) {
        if (firstRecord == null) {
            firstRecord = reader.firstRecordOrNull();
        }
    }

    /** To be told when all rows that the reader has returned are printed. */
    void passed(FlowLogReader reader) {
        if (!reader.resumePoint().equals(at)) {
            at = reader.resumePoint();
            before = new byte[0];
        }
    }

    /** The reader has come to the end of the log as it was when {@link #hasChanged} was asked. */
    void ended(StoredState state) throws IOException {
        int length = (int) Math.min(at.offset(), COMPARED_BYTES);
        try (InputStream in = log.bytes(at.offset() - length)) {
            before = in.readNBytes(length);
        }
        looked = state;
        passesOver = false;
    }

    /** Whether what is read is of no interest. */
    boolean passesOver() {
        return passesOver;
    }

    /** Whether a problem is new: an end that is not written yet is none, and what could not be read before is met again. */
    boolean isNew(BadInput problem) {
        if (isOpenEnd(problem) || problem.byteOffset() <= reportedTo) {
            return false;
        }
        reportedTo = problem.byteOffset();
        return true;
    }

    static boolean isOpenEnd(BadInput problem) {
        return problem.problem() == ParseProblem.TRUNCATED;
    }

    @Override
    public String sourceId() throws IOException {
        if (sourceId == null) {
            sourceId = SourceIds.ofFirstLoad(log, firstRecord);
        }
        return sourceId;
    }
}
