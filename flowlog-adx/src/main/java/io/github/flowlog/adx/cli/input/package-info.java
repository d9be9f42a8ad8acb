/**
 * Which logs a command reads, which flows of them, and the reading.
 *
 * <p>The mixins of options stand here that several commands share; {@link io.github.flowlog.adx.cli.input.FlowScan} reads what
 * they name and hands batches to a {@link io.github.flowlog.adx.cli.input.FlowSink}.
 */
@NullMarked
package io.github.flowlog.adx.cli.input;

import org.jspecify.annotations.NullMarked;
