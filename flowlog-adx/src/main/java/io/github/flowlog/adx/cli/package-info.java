/**
 * The {@code flowlog} command line: what is called by name, and the commands that share nothing with others.
 *
 * <p>Entry point: {@link io.github.flowlog.adx.cli.FlowLog}. A command is a class, which parses arguments and calls the library;
 * commands that share classes stand in a package of their own: {@code flows}, {@code pair}, {@code totals} and {@code load}. What
 * all of them share is in {@code input}, {@code output}, {@code terminal} and {@code text}, which do not know the commands.
 * Data goes to standard output, everything else to standard error.
 */
@NullMarked
package io.github.flowlog.adx.cli;

import org.jspecify.annotations.NullMarked;
