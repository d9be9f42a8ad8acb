package io.github.flowlog.adx;

import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Loads sources into a target, each tuple exactly once, however often and wherever the process ends.
 *
 * <p>Each source is compared with the target's ledger first. Small sources share a batch; a large one fills several. A
 * batch is written by the target while it is read, and then committed, which makes rows and cursors durable together.
 * Running the same load again goes on where it ended.
 *
 * <p><b>Errors:</b> a source that cannot be read is an outcome, and the others go on; {@link LoadException} when the
 * target or its disk fails; {@link FlowLogParseException} under {@link BadInputPolicy#STRICT}. <b>Thread-safety:</b>
 * none.
 */
public final class FlowLogLoader {
    /** A batch is closed at so many uncompressed source bytes, unless another number is given. */
    public static final long BATCH_BYTES = 100_000_000;

    private final LoadTarget target;
    private final long batchBytes;
    private final InstantSource clock;

    private FlowLogLoader(LoadTarget target, long batchBytes, InstantSource clock) {
        this.target = target;
        this.batchBytes = batchBytes;
        this.clock = clock;
    }

    /** Makes a loader into an open target, which the caller closes. */
    public static FlowLogLoader create(LoadTarget target) {
        return create(target, BATCH_BYTES);
    }

    /** Makes a loader that closes a batch at so many uncompressed source bytes. */
    public static FlowLogLoader create(LoadTarget target, long batchBytes) {
        return create(target, batchBytes, InstantSource.system());
    }

    /** Makes a loader that tells by a clock whether a source may still be growing. */
    static FlowLogLoader create(LoadTarget target, long batchBytes, InstantSource clock) {
        return new FlowLogLoader(target, batchBytes, clock);
    }

    /**
     * Loads what is new in the sources.
     *
     * @param request the sources, and what to do with bad input
     * @param listener hears how it goes on
     * @param stop asked between two batches of rows; once true, the batch at work is dropped and the load ends
     */
    public LoadReport load(LoadRequest request, LoadListener listener, BooleanSupplier stop) throws IOException {
        return run(request, new SourceAssessor(request.limits()), listener, stop);
    }

    /** Loads likewise, and reads on behind the cursor also in sources that have not changed. */
    LoadReport reread(LoadRequest request, LoadListener listener, BooleanSupplier stop) throws IOException {
        return run(request, SourceAssessor.rereading(request.limits()), listener, stop);
    }

    private LoadReport run(LoadRequest request, SourceAssessor assessor, LoadListener listener, BooleanSupplier stop)
            throws IOException {
        return new LoadRun(target, batchBytes, clock, request, assessor, listener, stop).load();
    }
}
