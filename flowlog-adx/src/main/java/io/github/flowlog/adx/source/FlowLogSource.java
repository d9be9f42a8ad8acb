package io.github.flowlog.adx.source;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import java.io.IOException;
import java.io.InputStream;

/** One log that can be read, again and from any offset: a file today, a blob likewise. */
public interface FlowLogSource {
    /** What messages call it; holds no secret. */
    String name();

    /** Storage account, empty for a file; first part of the source's identity. */
    String account();

    /** Container, empty for a file; second part of the source's identity. */
    String container();

    /** Blob name or real path of the file; third part of the source's identity. */
    String path();

    /** Size in bytes as it is stored, before decompression. */
    long storedBytes() throws IOException;

    /** What is stored now, told without reading it. */
    StoredState state() throws IOException;

    /**
     * Text that changes whenever the first so many stored bytes do, cheap to make; equal texts mean that nothing has to
     * be read.
     */
    String fingerprint(long storedBytes) throws IOException;

    /** Says that it will be read from its start before long, so that one that lies far away can be fetched meanwhile. */
    default void fetchAhead() {}

    /** Opens a reader at the start or at a place where an earlier reader stood; the caller closes it. */
    FlowLogReader open(ResumePoint start, ReadOptions options) throws IOException;

    /** Whether it holds more than one complete record; as little is read as tells. */
    default boolean goesBeyondFirstRecord() throws IOException {
        // one record a batch
        FlowBatch batch = FlowBatch.withCapacity(1);
        try (FlowLogReader reader =
                open(ResumePoint.START, ReadOptions.defaults().skippingBadInput(problem -> {}))) {
            while (reader.stats().records() < 2 && reader.next(batch)) {
                // the next record
            }
            return reader.stats().records() > 1;
        }
    }

    /** The uncompressed bytes from an offset on, none when there are fewer; the caller closes the stream. */
    InputStream bytes(long offset) throws IOException;
}
