/** Filters where they run: SQL in DuckDB, KQL in Microsoft's parser. */
@NullMarked
package io.github.flowlog.adx.filter;

import org.jspecify.annotations.NullMarked;
