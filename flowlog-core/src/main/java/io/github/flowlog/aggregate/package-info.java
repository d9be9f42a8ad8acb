/**
 * Groups flow tuples by any key and ranks the groups: who talks to whom, over which port, by which rule, how much.
 *
 * <p>Start at {@link io.github.flowlog.aggregate.FlowAggregator}. Keys are packed into words of 64 bits and totals are kept in arrays
 * of primitives, so that nothing is allocated for a row and the memory of a group can be stated.
 */
@NullMarked
package io.github.flowlog.aggregate;

import org.jspecify.annotations.NullMarked;
