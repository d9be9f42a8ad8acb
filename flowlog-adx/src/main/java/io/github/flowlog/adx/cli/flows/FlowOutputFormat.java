package io.github.flowlog.adx.cli.flows;

/** How flows are written. */
enum FlowOutputFormat {
    /** For people: fitted to the screen. */
    TABLE,
    /** RFC 4180 with a header line. */
    CSV,
    /** One JSON object a line. */
    JSONL,
    /** One JSON array. */
    JSON,
    /** The line of get_nsg_logs. */
    COMPAT
}
