/**
 * Reads Azure network flow logs into columns.
 *
 * <p>{@link io.github.flowlog.FlowLogReader} is the entry point: it pulls flow tuples into a reusable
 * {@link io.github.flowlog.FlowBatch}. What cannot be read is a {@link io.github.flowlog.problem.BadInput}, thrown as
 * {@link io.github.flowlog.problem.FlowLogParseException} or handed to a {@link io.github.flowlog.problem.BadInputListener}, as
 * {@link io.github.flowlog.ReadOptions} says.
 */
@NullMarked
package io.github.flowlog;

import org.jspecify.annotations.NullMarked;
