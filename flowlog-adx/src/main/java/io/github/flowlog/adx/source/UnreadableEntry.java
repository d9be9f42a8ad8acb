package io.github.flowlog.adx.source;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A directory that cannot be listed, or a log that cannot be reached: what it holds is missing from what was found.
 *
 * @param path as it was reached
 * @param failure why
 */
public record UnreadableEntry(Path path, IOException failure) {}
