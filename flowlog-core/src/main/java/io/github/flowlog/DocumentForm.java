package io.github.flowlog;

/** How a source strings its records together, which decides what may stand between two of them. */
public enum DocumentForm {
    /** Inside {@code {"records":[ ... ]}}: commas between records, {@code ]}} after the last one. */
    ENVELOPE,
    /** Inside a bare array: commas between records, {@code ]} after the last one. */
    ARRAY,
    /** One document after another, each on a line of its own. */
    LINES
}
