package io.github.flowlog.synthetic;

/**
 * What was written into a generated log.
 *
 * @param records number of records; an element that only wraps further records is not one
 * @param tuples number of flow tuples in all records
 * @param bytes length of the whole document in bytes
 */
public record GeneratedLog(long records, long tuples, long bytes) {}
