package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.input.ScannedSource;
import java.io.IOException;
import java.io.OutputStream;

/** How flows are written: what stands before them, and the line of each. */
interface FlowFormat {
    /** Writes what stands before all flows; called once, with the first of them or with none. */
    void begin(FlowBatch batch, RowSelection rows, OutputStream out) throws IOException;

    /** Writes one flow. */
    void write(ScannedSource source, FlowBatch batch, int row, OutputStream out) throws IOException;

    /** Writes some flows of a batch. */
    default void write(ScannedSource source, FlowBatch batch, RowSelection rows, OutputStream out) throws IOException {
        for (int i = 0; i < rows.size(); i++) {
            write(source, batch, rows.row(i), out);
        }
    }
}
