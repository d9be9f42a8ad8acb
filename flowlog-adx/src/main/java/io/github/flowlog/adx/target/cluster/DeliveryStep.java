package io.github.flowlog.adx.target.cluster;

/** The steps of a delivery, so that tests can end a process behind each. */
enum DeliveryStep {
    SPOOLED,
    PLANNED,
    ANNOUNCED,
    UPLOADED,
    ATTEMPTED,
    QUEUED,
    CONFIRMED,
    COMMITTED
}
