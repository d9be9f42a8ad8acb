package io.github.flowlog;

/**
 * Where a top-level record stands in the uncompressed source.
 *
 * @param from absolute offset of its opening brace
 * @param to absolute offset just behind its closing brace
 */
public record RecordRange(long from, long to) {}
