/** The delivery of batches, against a cluster in memory. */
@NullMarked
package io.github.flowlog.adx.target.cluster;

import org.jspecify.annotations.NullMarked;
