/** Everything that needs the embedded DuckDB: the target, queries and Parquet files. No other package imports it. */
@NullMarked
package io.github.flowlog.adx.duckdb;

import org.jspecify.annotations.NullMarked;
