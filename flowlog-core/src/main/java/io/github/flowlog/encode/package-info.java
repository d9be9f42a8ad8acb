/**
 * Columns to bytes: the tables that flow logs become, and the encoders that write their rows.
 *
 * <p>{@link io.github.flowlog.encode.FlowColumn} is the one definition of the rows; CSV order, table schemas, column
 * mappings and docs/COLUMNS.md follow from it. {@link io.github.flowlog.encode.FlowEncoder} writes the rows of a batch,
 * {@link io.github.flowlog.encode.FlowLogResource} is what the keys in them stand for.
 *
 * <pre>{@code
 * List<FlowColumn> columns = List.of(FlowColumn.TIMESTAMP, FlowColumn.SRC_IP, FlowColumn.DEST_PORT, FlowColumn.ACL_RULE);
 * FlowEncoder csv = CsvFlowEncoder.create(EncoderConstants.ofSource(""), columns);
 * csv.header(out);
 * while (reader.next(batch)) {
 *     csv.encode(batch, matcher.select(batch), out);              // or all rows: csv.encode(batch, out)
 * }
 * }</pre>
 */
@NullMarked
package io.github.flowlog.encode;

import org.jspecify.annotations.NullMarked;
