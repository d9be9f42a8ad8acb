package io.github.flowlog.filter;

/** Which end of a flow a condition is about. */
enum Side {
    /** The initiator. */
    SOURCE,
    /** The other end. */
    DESTINATION,
    /** One of the two or both. */
    EITHER
}
