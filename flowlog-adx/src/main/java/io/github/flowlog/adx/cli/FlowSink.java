package io.github.flowlog.adx.cli;

import io.github.flowlog.FlowBatch;
import java.io.IOException;

/** Takes the rows of a {@link FlowScan}. */
interface FlowSink extends AutoCloseable {
    /** Takes rows {@code [0, rows)} of a batch, which is filled again after the call. */
    void write(ScannedSource source, FlowBatch batch, int rows) throws IOException;

    /** Passes on what was written, when reading stopped: the end stays open, so that nothing looks complete. */
    void flush() throws IOException;

    /** Writes what belongs at the end; called only when all went well. */
    @Override
    void close() throws IOException;
}
