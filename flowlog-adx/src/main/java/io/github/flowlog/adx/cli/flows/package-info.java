/**
 * The commands that write single flows: show, drops, convert and generate.
 *
 * <p>{@code FlowOutputOptions} picks a {@code FlowFormat}, {@code PrintedFlows} and {@code SortedFlows} write through it;
 * {@code FlowField} is the one definition of a table's columns.
 */
@NullMarked
package io.github.flowlog.adx.cli.flows;

import org.jspecify.annotations.NullMarked;
