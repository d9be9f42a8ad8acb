package io.github.flowlog.adx.cli.input;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import java.io.IOException;

/** Takes the rows of a {@link FlowScan}. */
public interface FlowSink extends AutoCloseable {
    /** Takes some rows of a batch, at least one; batch and selection are filled again after the call. */
    void write(ScannedSource source, FlowBatch batch, RowSelection rows) throws IOException;

    /** Passes on what was written, when reading stopped: the end stays open, so that nothing looks complete. */
    void flush() throws IOException;

    /** Writes what belongs at the end; called only when all went well. */
    @Override
    void close() throws IOException;
}
