package io.github.flowlog.encode;

import io.github.flowlog.FlowBatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes rows as CSV by RFC 4180, except that lines end with a line feed alone.
 *
 * <p><b>Shape:</b> a value stands in quotes only when it holds a comma, a quote, a line feed or a carriage return. Nothing
 * between two commas is null in a counter column and the empty string in any other, which cannot be null. Where only one
 * column is chosen, both are written as two quotes, because many readers drop empty lines.
 *
 * <p>Values are never altered: text that starts with {@code =}, {@code +}, {@code -} or {@code @} stays as it is, because
 * this output is for programs, and a prefix against formulas would falsify it. A person who opens it in a spreadsheet
 * should import these columns as text.
 *
 * <p>For ownership, errors and threads see {@link FlowEncoder}.
 */
public final class CsvFlowEncoder implements FlowEncoder {
    private final RowWriter rows;

    private CsvFlowEncoder(RowWriter rows) {
        this.rows = rows;
    }

    /** Makes an encoder of all columns. */
    public static CsvFlowEncoder create(EncoderConstants constants) {
        return create(constants, List.of(FlowColumn.values()));
    }

    /**
     * Makes an encoder of some columns in any order.
     *
     * @throws IllegalArgumentException when there is no column, or one twice
     */
    public static CsvFlowEncoder create(EncoderConstants constants, List<FlowColumn> columns) {
        return new CsvFlowEncoder(new RowWriter(new CsvSyntax(columns), constants, columns));
    }

    @Override
    public List<FlowColumn> columns() {
        return rows.columns();
    }

    @Override
    public void header(OutputStream out) throws IOException {
        String names = columns().stream().map(FlowColumn::columnName).collect(Collectors.joining(",", "", "\n"));
        out.write(names.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void encode(FlowBatch batch, int fromRow, int toRow, OutputStream out) throws IOException {
        rows.write(batch, fromRow, toRow, out);
    }
}
