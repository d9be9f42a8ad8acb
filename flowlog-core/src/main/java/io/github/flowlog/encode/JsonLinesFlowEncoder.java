package io.github.flowlog.encode;

import io.github.flowlog.FlowBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes rows as JSON lines: one object (RFC 8259) a line, its keys the column names.
 *
 * <p><b>Shape:</b> numbers are numbers, times and texts are strings, a counter that was not measured is {@code null}.
 * Control characters, quotes and backslashes are escaped; everything else is UTF-8 as it stands.
 *
 * <p>For ownership, errors and threads see {@link FlowEncoder}.
 */
public final class JsonLinesFlowEncoder implements FlowEncoder {
    private final RowWriter rows;

    private JsonLinesFlowEncoder(RowWriter rows) {
        this.rows = rows;
    }

    /** Makes an encoder of all columns. */
    public static JsonLinesFlowEncoder create(EncoderConstants constants) {
        return create(constants, List.of(FlowColumn.values()));
    }

    /**
     * Makes an encoder of some columns in any order.
     *
     * @throws IllegalArgumentException when there is no column, or one twice
     */
    public static JsonLinesFlowEncoder create(EncoderConstants constants, List<FlowColumn> columns) {
        return new JsonLinesFlowEncoder(new RowWriter(new JsonSyntax(), constants, columns));
    }

    @Override
    public List<FlowColumn> columns() {
        return rows.columns();
    }

    @Override
    public void header(OutputStream out) {}

    @Override
    public void encode(FlowBatch batch, int fromRow, int toRow, OutputStream out) throws IOException {
        rows.write(batch, fromRow, toRow, out);
    }
}
