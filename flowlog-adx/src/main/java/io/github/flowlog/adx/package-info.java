/**
 * Loads flow logs into tables, each tuple exactly once.
 *
 * <p>{@link io.github.flowlog.adx.FlowLogLoader} is the use case: it reads sources, builds batches of rows and hands
 * them to a {@link io.github.flowlog.adx.target.LoadTarget}, whose ledger says what is loaded already.
 */
@NullMarked
package io.github.flowlog.adx;

import org.jspecify.annotations.NullMarked;
