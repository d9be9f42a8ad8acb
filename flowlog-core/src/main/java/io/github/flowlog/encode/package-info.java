/**
 * Columns to bytes: the tables that flow logs become, and the encoders that write their rows.
 *
 * <p>{@link io.github.flowlog.encode.FlowColumn} is the one definition of the rows; CSV order, table schemas, column
 * mappings and docs/COLUMNS.md follow from it. {@link io.github.flowlog.encode.FlowEncoder} writes the rows of a batch,
 * {@link io.github.flowlog.encode.FlowLogResource} is what the keys in them stand for.
 */
@NullMarked
package io.github.flowlog.encode;

import org.jspecify.annotations.NullMarked;
