/**
 * The process around a command: streams, screen, signals, failures and exit codes.
 *
 * <p>Entry point: {@link io.github.flowlog.adx.cli.terminal.Terminal}, which every command gets and tests replace.
 * {@link io.github.flowlog.adx.cli.terminal.FailureText} makes the one sentence of a failure.
 */
@NullMarked
package io.github.flowlog.adx.cli.terminal;

import org.jspecify.annotations.NullMarked;
