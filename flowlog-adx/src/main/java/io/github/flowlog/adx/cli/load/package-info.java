/**
 * The commands that fill a table with logs and look after it: load, verify and jobs.
 *
 * <p>{@code TargetOptions} names the target, {@code DeliveryOptions} opens it and its ledger, the library loads, and {@code LoadProgress} and
 * {@code LoadSummary} tell what it does and did.
 */
@NullMarked
package io.github.flowlog.adx.cli.load;

import org.jspecify.annotations.NullMarked;
