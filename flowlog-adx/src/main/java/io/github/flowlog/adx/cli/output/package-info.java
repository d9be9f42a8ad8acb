/**
 * Rows of values written as a table, as CSV or as JSON.
 *
 * <p>Entry point: {@link io.github.flowlog.adx.cli.output.RowOutput}. Which columns there are, its callers say.
 */
@NullMarked
package io.github.flowlog.adx.cli.output;

import org.jspecify.annotations.NullMarked;
