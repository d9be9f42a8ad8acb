/**
 * The commands that count flows and add up their counters: top and stats.
 *
 * <p>Sinks take the rows of a scan, groups and totals are the core's; the rest here is how they are shown.
 */
@NullMarked
package io.github.flowlog.adx.cli.totals;

import org.jspecify.annotations.NullMarked;
