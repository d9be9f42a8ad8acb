package io.github.flowlog.adx.ledger;

import io.github.flowlog.ResumePoint;

/**
 * How far one generation of a source is loaded.
 *
 * @param key where the source lies
 * @param sourceId identity of this generation in the table, 16 hex digits
 * @param generation 16 hex digits of the SHA-256 of its first complete top-level record
 * @param rewrites how many earlier generations began with the same record
 * @param origin what its first rows are about
 * @param loadedTo where reading goes on
 * @param tailHash SHA-256 of the last 64 KiB, or less, of uncompressed bytes before that place
 * @param fingerprint what the stored bytes looked like when all of them had been read; empty when some were not
 */
public record Cursor(
        SourceKey key,
        String sourceId,
        String generation,
        int rewrites,
        Origin origin,
        ResumePoint loadedTo,
        String tailHash,
        String fingerprint) {}
