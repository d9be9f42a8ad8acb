package io.github.flowlog.filter;

/** What a condition counts; a sum over both directions is not measured when neither is, else what is not measured counts as 0. */
enum Counter {
    PACKETS,
    PACKETS_SENT,
    PACKETS_RECEIVED,
    BYTES,
    BYTES_SENT,
    BYTES_RECEIVED
}
