/**
 * The questions that the table of flow tuples answers, each in KQL for a cluster and in SQL for a DuckDB file, side by side as
 * resources of this package.
 *
 * <p>Entry type: {@link io.github.flowlog.adx.questions.Question}.
 */
@NullMarked
package io.github.flowlog.adx.questions;

import org.jspecify.annotations.NullMarked;
