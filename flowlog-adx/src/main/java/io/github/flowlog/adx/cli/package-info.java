/**
 * The {@code flowlog} command line: one class a command, which parses arguments and calls the library.
 *
 * <p>Entry point: {@link io.github.flowlog.adx.cli.FlowLog}. Data goes to standard output, everything else to standard
 * error.
 */
@NullMarked
package io.github.flowlog.adx.cli;

import org.jspecify.annotations.NullMarked;
