package io.github.flowlog.filter;

/**
 * A text in which {@code *} stands for any characters and everything else for itself; ASCII letters match in either case.
 *
 * @param glob the pattern as typed
 */
record TextPattern(String glob) {}
