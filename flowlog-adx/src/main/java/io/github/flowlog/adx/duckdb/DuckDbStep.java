package io.github.flowlog.adx.duckdb;

/** The steps of a commit, in order; a process may end behind any of them. */
enum DuckDbStep {
    /** The transaction has the cursors, and replaced rows are deleted. */
    RECORDED,
    /** The transaction has the rows. */
    INSERTED,
    /** The transaction is committed. */
    COMMITTED,
    /** The spool files are gone. */
    CLEARED
}
