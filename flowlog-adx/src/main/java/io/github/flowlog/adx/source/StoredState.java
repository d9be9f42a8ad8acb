package io.github.flowlog.adx.source;

import java.time.Instant;

/**
 * What is stored at the place of a source at one moment, as far as that can be told without reading it.
 *
 * @param identity what tells this file from another one that is put in its place; empty where nothing does
 * @param bytes size as it is stored
 * @param changed when it was last written to
 */
public record StoredState(String identity, long bytes, Instant changed) {}
