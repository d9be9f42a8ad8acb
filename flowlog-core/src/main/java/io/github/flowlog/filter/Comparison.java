package io.github.flowlog.filter;

/** How a counter compares to a number. */
enum Comparison {
    LESS,
    AT_MOST,
    EQUAL,
    NOT_EQUAL,
    AT_LEAST,
    MORE
}
