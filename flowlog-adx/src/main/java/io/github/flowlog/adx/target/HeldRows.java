package io.github.flowlog.adx.target;

/**
 * What a table holds of a source that its ledger may not know.
 *
 * @param rows how many rows
 * @param lastRecord offset of the last record that has rows
 */
public record HeldRows(long rows, long lastRecord) {}
