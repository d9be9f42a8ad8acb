package io.github.flowlog.encode;

import java.util.Objects;

/**
 * The values that all rows of an encoder share.
 *
 * @param sourceId value of column SourceId, see {@link ContentKey#ofSource}; empty where nobody asks which log a row is from
 * @param batchId value of column BatchId, empty outside a load
 */
public record EncoderConstants(String sourceId, String batchId) {
    /** Checks that nothing is null. */
    public EncoderConstants {
        Objects.requireNonNull(sourceId, "sourceId");
        Objects.requireNonNull(batchId, "batchId");
    }

    /** The constants of rows that are shown or converted, but not loaded. */
    public static EncoderConstants ofSource(String sourceId) {
        return new EncoderConstants(sourceId, "");
    }
}
