package io.github.flowlog.encode;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes rows of a batch as text, UTF-8.
 *
 * <p><b>Shape:</b> one line a row, ended by a line feed, with the columns of {@link #columns()} in that order. The same
 * rows and constants give the same bytes. <b>Units:</b> {@code Timestamp} has three decimals
 * ({@code 2017-03-21T17:59:40.000Z}), {@code RecordTime} seven ({@code 2017-03-21T17:59:18.6400000Z}); a counter that was
 * not measured is a null. <b>Ownership:</b> the batch is read and the stream written during the call only; the stream is
 * neither flushed nor closed. <b>Errors:</b> an I/O error may leave a part of the rows written; the encoder can go on.
 * <b>Thread-safety:</b> none; each thread needs an encoder of its own.
 */
public sealed interface FlowEncoder permits CsvFlowEncoder, JsonLinesFlowEncoder {
    /** The chosen columns in the order of the output. */
    List<FlowColumn> columns();

    /**
     * Writes what stands before the first row, which is nothing in JSON lines.
     *
     * @throws IOException when the stream fails
     */
    void header(OutputStream out) throws IOException;

    /**
     * Writes rows {@code [fromRow, toRow)} of a batch.
     *
     * @throws IOException when the stream fails
     * @throws IndexOutOfBoundsException when the batch has no such rows
     * @throws IllegalArgumentException when a time lies outside the years 1970 to 9999, which no reader returns
     */
    void encode(FlowBatch batch, int fromRow, int toRow, OutputStream out) throws IOException;

    /**
     * Writes some rows of a batch, those that follow each other in one go.
     *
     * @throws IOException when the stream fails
     * @throws IndexOutOfBoundsException when the selection is of another batch, which has more rows
     * @throws IllegalArgumentException when a time lies outside the years 1970 to 9999, which no reader returns
     */
    default void encode(FlowBatch batch, RowSelection rows, OutputStream out) throws IOException {
        int position = 0;
        while (position < rows.size()) {
            int first = rows.row(position);
            int last = first;
            position++;
            while (position < rows.size() && rows.row(position) == last + 1) {
                last++;
                position++;
            }
            encode(batch, first, last + 1, out);
        }
    }

    /**
     * Writes all rows of a batch.
     *
     * @throws IOException when the stream fails
     * @throws IllegalArgumentException when a time lies outside the years 1970 to 9999, which no reader returns
     */
    default void encode(FlowBatch batch, OutputStream out) throws IOException {
        encode(batch, 0, batch.size(), out);
    }
}
