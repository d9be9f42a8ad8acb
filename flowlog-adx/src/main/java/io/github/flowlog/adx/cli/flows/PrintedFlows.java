package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.input.FlowSink;
import io.github.flowlog.adx.cli.input.ScannedSource;
import io.github.flowlog.adx.cli.output.RowOutput;
import java.io.IOException;
import java.io.OutputStream;

/** Writes flows as they come. */
final class PrintedFlows implements FlowSink {
    private final FlowFormat format;
    private final OutputStream out;
    private final boolean flushes;
    private boolean begun;

    /** {@code flushes} when somebody watches. */
    PrintedFlows(FlowFormat format, OutputStream out, boolean flushes) {
        this.format = format;
        this.out = out;
        this.flushes = flushes;
    }

    @Override
    public void write(ScannedSource source, FlowBatch batch, RowSelection rows) throws IOException {
        if (!begun) {
            format.begin(batch, rows, out);
            begun = true;
        }
        format.write(source, batch, rows, out);
        if (flushes) {
            out.flush();
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (!begun) {
            format.begin(FlowBatch.withCapacity(1), new RowSelection(), out);
        }
        RowOutput.end(out);
    }
}
