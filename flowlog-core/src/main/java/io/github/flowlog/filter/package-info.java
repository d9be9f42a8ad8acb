/**
 * The filter expression that a person types, and its three renderings: a predicate over batches, SQL and KQL.
 *
 * <p>{@link io.github.flowlog.filter.FlowFilter#parse} turns text into one immutable syntax tree, {@code Condition}. The predicate
 * ({@link io.github.flowlog.filter.FlowMatcher}) and the {@code where} clauses are made from that tree alone, so they mean the same.
 *
 * <pre>{@code
 * FlowFilter filter = FlowFilter.parse("denied and in and dst port 22 and not src net 10.0.0.0/8");
 * FlowMatcher matcher = filter.matcher();                         // one for each thread
 * while (reader.next(batch)) {
 *     RowSelection rows = matcher.select(batch);                  // filled again by the next call
 *     for (int position = 0; position < rows.size(); position++) {
 *         System.out.println(batch.source(rows.row(position)));
 *     }
 * }
 * String where = filter.toSql();                                  // the same rows of a loaded table
 * }</pre>
 */
@NullMarked
package io.github.flowlog.filter;

import org.jspecify.annotations.NullMarked;
