/**
 * Rows into a table of a cluster, each batch exactly once: a batch is spooled, planned, uploaded, queued, confirmed and committed, in
 * this order, and each step is in the journal before the next one is taken.
 */
@NullMarked
package io.github.flowlog.adx.target.cluster;

import org.jspecify.annotations.NullMarked;
