package io.github.flowlog.adx.source;

import java.util.List;

/**
 * Blobs that are not named like flow logs: other services write to the same accounts.
 *
 * @param count how many
 * @param first names of the first few
 */
public record IgnoredBlobs(long count, List<String> first) {
    /** Checks the arguments. */
    public IgnoredBlobs {
        first = List.copyOf(first);
    }
}
