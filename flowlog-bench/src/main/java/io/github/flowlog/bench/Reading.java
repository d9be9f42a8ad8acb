package io.github.flowlog.bench;

/**
 * What a contender made of a whole log.
 *
 * @param rows how many flow tuples it read
 * @param checksum {@link Checksum} over the columns of all rows, in the order of the log
 */
record Reading(long rows, long checksum) {}
