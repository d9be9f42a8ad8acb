package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.input.FlowSink;
import io.github.flowlog.adx.cli.input.ScannedSource;
import io.github.flowlog.adx.cli.output.RowOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes flows in the order of their times when all were read; flows of one time stay in the order of reading. */
final class SortedFlows implements FlowSink {
    private final FlowFormat format;
    private final OutputStream out;
    private final long limit;
    private final LineSorter sorter;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean begun;

    SortedFlows(FlowFormat format, OutputStream out, long limit, LineSorter sorter) {
        this.format = format;
        this.out = out;
        this.limit = limit;
        this.sorter = sorter;
    }

    @Override
    public void write(ScannedSource source, FlowBatch batch, RowSelection rows) throws IOException {
        if (!begun) {
            format.begin(batch, rows, out);
            begun = true;
        }
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            line.reset();
            format.write(source, batch, row, line);
            sorter.add(batch.time(row), line.toByteArray());
        }
    }

    /** What was read before reading stopped, sorted. */
    @Override
    public void flush() throws IOException {
        try (sorter) {
            sorter.writeTo(out, limit);
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (!begun) {
            format.begin(FlowBatch.withCapacity(1), new RowSelection(), out);
        }
        try (sorter) {
            sorter.writeTo(out, limit);
        }
        RowOutput.end(out);
    }
}
