package io.github.flowlog.adx.target.csv;

/** The steps of a commit, in order; a process may end behind any of them. */
enum CsvStep {
    /** The spool files are on disk. */
    FORCED,
    /** The journal has the plan. */
    PLANNED,
    /** The files lie in the folder. */
    PLACED,
    /** Rows of replaced generations are gone. */
    REMOVED,
    /** The renames are on disk. */
    FOLDER_FORCED,
    /** The journal has the commit. */
    COMMITTED
}
