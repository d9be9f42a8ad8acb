package io.github.flowlog;

import io.github.flowlog.internal.scan.Window;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads one flow log, of any version and form, into batches of columns.
 *
 * <pre>{@code
 * ReadOptions options = ReadOptions.defaults().skippingBadInput(bad -> log.warn(bad.message()));
 * try (FlowLogReader reader = FlowLogReader.open(Path.of("PT1H.json"), options)) {
 *     FlowBatch batch = FlowBatch.create();                       // filled again and again
 *     while (reader.next(batch)) {
 *         for (int row = 0; row < batch.size(); row++) {
 *             count(batch.destinationPort(row), batch.rule(row), batch.decision(row));
 *         }
 *     }
 *     save(reader.resumePoint());                                 // where to go on when the log has grown
 * }
 * }</pre>
 *
 * <p>The version is taken from each record. Gzip is recognised and read through, except in a fragment; all offsets are those of the
 * uncompressed bytes. Memory is bounded by the batch and the largest record, whatever the size of the source.
 *
 * <p><b>Errors:</b> under {@link BadInputPolicy#STRICT} the first problem is thrown as {@link FlowLogParseException} once
 * all rows before the bad record were returned; under {@link BadInputPolicy#SKIP} problems are reported and counted. An
 * {@link IOException} comes from the source alone; it too is thrown once all rows before it were returned. What was thrown is
 * thrown again at each further call, because a source that failed may go on with other bytes. A stream or channel whose
 * {@code open} throws stays open, and the caller's. <b>Thread-safety:</b> none; one reader, one thread.
 */
public final class FlowLogReader implements AutoCloseable {
    private final DocumentReader documents;
    private boolean closed;

    private FlowLogReader(DocumentReader documents) {
        this.documents = documents;
    }

    /** Opens a file strictly. */
    public static FlowLogReader open(Path file) throws IOException {
        return open(file, ReadOptions.defaults());
    }

    /** Opens a file; closing the reader closes it. */
    public static FlowLogReader open(Path file, ReadOptions options) throws IOException {
        return resume(file, file.toString(), ResumePoint.START, options);
    }

    /** Reads a stream strictly; closing the reader closes it. {@code sourceName} stands in messages. */
    public static FlowLogReader open(InputStream in, String sourceName) throws IOException {
        return open(in, sourceName, ReadOptions.defaults());
    }

    /** Reads a stream; closing the reader closes it. {@code sourceName} stands in messages. */
    public static FlowLogReader open(InputStream in, String sourceName, ReadOptions options) throws IOException {
        return over(Expanded.stream(in, options), sourceName, ResumePoint.START, false, options);
    }

    /** Reads a blocking channel; closing the reader closes it. */
    public static FlowLogReader open(ReadableByteChannel channel, String sourceName, ReadOptions options)
            throws IOException {
        return open(Channels.newInputStream(channel), sourceName, options);
    }

    /** Reads an array strictly and without copying it; it must not change until the reader is closed. */
    public static FlowLogReader of(byte[] bytes, String sourceName) {
        return of(bytes, sourceName, ReadOptions.defaults());
    }

    /** Reads an array without copying it; it must not change until the reader is closed. */
    public static FlowLogReader of(byte[] bytes, String sourceName, ReadOptions options) {
        return of(ByteBuffer.wrap(bytes), sourceName, options);
    }

    /**
     * Reads the remaining bytes of a buffer, whose position does not move.
     *
     * <p>A writable heap buffer is not copied. Any other, a mapped file for one, is read through the buffer of a stream, so that its
     * size is not bounded by the heap.
     */
    public static FlowLogReader of(ByteBuffer bytes, String sourceName, ReadOptions options) {
        return over(Expanded.buffer(bytes, options), sourceName, ResumePoint.START, false, options);
    }

    /**
     * Goes on with a file that was read up to {@code start} before; in gzip that offset is found by reading.
     *
     * <p>{@code sourceName} stands in messages. The file is read to its end, which must be the end of a document.
     */
    public static FlowLogReader resume(Path file, String sourceName, ResumePoint start, ReadOptions options)
            throws IOException {
        return over(Expanded.file(file, start.offset(), options), sourceName, start, false, options);
    }

    /**
     * Reads a fragment: the bytes of a source from {@code start} on, which begin behind a complete record (or behind an
     * empty {@code [}), and may end behind any complete record, with or without the closing brackets.
     */
    public static FlowLogReader fragment(InputStream in, String sourceName, ResumePoint start, ReadOptions options) {
        return over(Window.over(in, options.bufferBytes(), start.offset()), sourceName, start, true, options);
    }

    /** Reads a fragment from an array, see {@link #fragment(InputStream, String, ResumePoint, ReadOptions)}. */
    public static FlowLogReader fragment(byte[] bytes, String sourceName, ResumePoint start, ReadOptions options) {
        return over(Window.over(bytes, 0, bytes.length, start.offset()), sourceName, start, true, options);
    }

    private static FlowLogReader over(
            Window window, String sourceName, ResumePoint start, boolean fragment, ReadOptions options) {
        return new FlowLogReader(new DocumentReader(window, sourceName, start, fragment, options));
    }

    /**
     * Clears {@code batch} and fills it with the next rows.
     *
     * <p>A batch holds whole top-level records: it ends behind the record that fills it, and {@link #resumePoint} then
     * stands exactly behind what the batch holds.
     *
     * @return whether there are rows; false once at the end
     * @throws IllegalStateException when the reader is closed
     */
    public boolean next(FlowBatch batch) throws IOException {
        if (closed) {
            throw new IllegalStateException("the reader is closed");
        }
        return documents.fill(batch.columns, batch.capacity());
    }

    /** What has been read so far. */
    public ReadStats stats() {
        return documents.stats();
    }

    /**
     * Where to go on when the source has grown: just behind the last complete top-level record that was returned or
     * reported; {@link ResumePoint#START}, or the start of the fragment, before the first one.
     */
    public ResumePoint resumePoint() {
        return documents.resumePoint();
    }

    /** The first complete top-level record that this reader met, good or bad; null before that. */
    public @Nullable RecordRange firstRecordOrNull() {
        return documents.firstRecordOrNull();
    }

    /**
     * The remaining flow tuples as objects, for those who do not care about speed; closing the stream closes the reader.
     *
     * <p><b>Errors:</b> an {@link IOException} of the source comes as {@link UncheckedIOException}.
     */
    public Stream<FlowTuple> tuples() {
        Stream<FlowTuple> tuples = StreamSupport.stream(new TupleSpliterator(this), false);
        return tuples.onClose(() -> {
            try {
                close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    @Override
    public void close() throws IOException {
        closed = true;
        documents.close();
    }
}
