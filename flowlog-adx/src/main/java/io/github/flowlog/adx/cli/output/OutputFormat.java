package io.github.flowlog.adx.cli.output;

/** How rows are written. */
public enum OutputFormat {
    /** For people: fitted to the screen. */
    TABLE,
    /** RFC 4180 with a header line. */
    CSV,
    /** One JSON object a line. */
    JSONL,
    /** One JSON array. */
    JSON
}
