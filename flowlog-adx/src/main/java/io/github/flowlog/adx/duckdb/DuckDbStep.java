package io.github.flowlog.adx.duckdb;

/** The steps of a batch, in order; a process may end behind any of them. */
enum DuckDbStep {
    /** The transaction has the rows. */
    INSERTED,
    /** The transaction has the cursors and what the rows' keys stand for, and replaced rows are deleted. */
    RECORDED,
    /** The transaction is committed. */
    COMMITTED
}
