/**
 * The commands that ask about two ends of a connection: explain and ports.
 *
 * <p>{@code PairQuestion} reads the ends and scans, {@code PairFlows} groups the flows between them, {@code Verdict} judges them and
 * {@code VerdictText} says so.
 */
@NullMarked
package io.github.flowlog.adx.cli.pair;

import org.jspecify.annotations.NullMarked;
