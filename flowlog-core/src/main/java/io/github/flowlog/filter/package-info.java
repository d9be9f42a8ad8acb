/**
 * The filter expression that a person types, and its three renderings: a predicate over batches, SQL and KQL.
 *
 * <p>{@link io.github.flowlog.filter.FlowFilter#parse} turns text into one immutable syntax tree, {@code Condition}. The predicate
 * ({@link io.github.flowlog.filter.FlowMatcher}) and the {@code where} clauses are made from that tree alone, so they mean the same.
 */
@NullMarked
package io.github.flowlog.filter;

import org.jspecify.annotations.NullMarked;
