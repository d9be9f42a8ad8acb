package io.github.flowlog.adx.cli.totals;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.input.FlowSink;
import io.github.flowlog.adx.cli.input.ScannedSource;
import io.github.flowlog.aggregate.SupersededEnds;
import java.io.IOException;

/** Counts the superseded Ends among the rows for another sink, and drops them when it is told to. */
final class SupersededSink implements FlowSink {
    private final FlowSink sink;
    private final boolean drops;
    private final SupersededEnds ends = new SupersededEnds();
    private long count;

    SupersededSink(FlowSink sink, boolean drops) {
        this.sink = sink;
        this.drops = drops;
    }

    @Override
    public void write(ScannedSource source, FlowBatch batch, RowSelection rows) throws IOException {
        ends.find(batch);
        if (ends.count() > 0) {
            for (int position = 0; position < rows.size(); position++) {
                count += ends.isSuperseded(rows.row(position)) ? 1 : 0;
            }
            if (drops) {
                ends.drop(rows);
            }
        }
        if (rows.size() > 0) {
            sink.write(source, batch, rows);
        }
    }

    /** How many there were among the selected rows. */
    long count() {
        return count;
    }

    @Override
    public void flush() throws IOException {
        sink.flush();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
