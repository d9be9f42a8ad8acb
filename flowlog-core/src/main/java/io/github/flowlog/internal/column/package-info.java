/** The storage behind {@link io.github.flowlog.FlowBatch}: rows, runs of rows, records, and the dictionary of their strings. */
@NullMarked
package io.github.flowlog.internal.column;

import org.jspecify.annotations.NullMarked;
