package io.github.flowlog;

import io.github.flowlog.internal.scan.Window;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one large flow log with several threads; the result is that of a {@link FlowLogReader}.
 *
 * <p>{@link #next} returns the rows in the order of the log, {@link #forEach} hands them out as they come. Rows, their
 * identity, the problems, their places and their order, and the statistics are the same, whatever the number of threads;
 * only the borders of batches differ: a batch may hold fewer rows than its capacity before the end, too.
 *
 * <p>Threads pay from some tens of megabytes on. Parts of the file are read ahead on the guess that a record begins where
 * the log shows again what stood between its first records; a part counts only when the part before it, read on from a
 * proven place, ended exactly there. What does not count is read again in order, so that a log that misleads the guesses,
 * or has much that is wrong, is read at the speed of one thread. So is what cannot be read at any place: gzip and named pipes. Many
 * files are read faster with a {@link FlowLogReader} for each, one file a thread.
 *
 * <p><b>Ownership:</b> the reader owns its threads, which are daemons named {@code flowlog-reader-N}; {@link #close} ends them.
 * They and their memory, 10 MB for each thread or so, exist only while a file of some size is read. <b>Errors:</b> as with FlowLogReader: a
 * {@link FlowLogParseException} under {@link BadInputPolicy#STRICT} or an {@link IOException} comes once all rows before
 * it were returned, and again at each further call. An interrupt of the calling thread ends the reading with an IOException and leaves the thread
 * interrupted. <b>Thread-safety:</b> none for the caller: one thread calls this reader. The listener of the options is called by
 * that thread.
 */
public final class ParallelFlowLogReader implements AutoCloseable {
    private static final int CHUNK_BYTES = 2 << 20;
    private static final int LEAST_CHUNKS = 4;

    private final String sourceName;
    private final ReadOptions options;
    private final Closeable file;
    private final @Nullable ChunkQueue chunks;

    private ReadProgress progress = ReadProgress.NONE;
    /** Reads where no chunk is proven to continue, from the place of {@code progress} on. */
    private @Nullable DocumentReader inOrder;

    private @Nullable Chunk chunk;
    private ReadProgress beforeChunk = ReadProgress.NONE;
    private boolean ended;
    private boolean closed;
    /** The thread that is in {@link #forEach}. */
    private @Nullable Thread consuming;

    private @Nullable Throwable failure;

    private ParallelFlowLogReader(
            String sourceName,
            ReadOptions options,
            Closeable file,
            @Nullable ChunkQueue chunks,
            @Nullable DocumentReader inOrder) {
        this.sourceName = sourceName;
        this.options = options;
        this.file = file;
        this.chunks = chunks;
        this.inOrder = inOrder;
    }

    /** Opens a file strictly, to be read by as many threads as there are processors. */
    public static ParallelFlowLogReader open(Path file) throws IOException {
        return open(file, ReadOptions.defaults(), Runtime.getRuntime().availableProcessors());
    }

    /**
     * Opens a file; closing the reader closes it.
     *
     * @param threads how many threads read ahead, 1 at least; with 1 the calling thread reads alone
     */
    public static ParallelFlowLogReader open(Path file, ReadOptions options, int threads) throws IOException {
        return open(file, options, threads, CHUNK_BYTES);
    }

    static ParallelFlowLogReader open(Path file, ReadOptions options, int threads, int chunkBytes) throws IOException {
        requireThreads(threads);
        if (threads > 1 && Files.isRegularFile(file)) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                if (channel.size() >= LEAST_CHUNKS * (long) chunkBytes && !Expanded.isGzip(channel)) {
                    return over(channel::read, channel.size(), file.toString(), channel, options, threads, chunkBytes);
                }
            } catch (IOException | RuntimeException failed) {
                channel.close();
                throw failed;
            }
            channel.close();
        }
        Window window = Expanded.file(file, 0, options);
        DocumentReader reader = new DocumentReader(window, file.toString(), ResumePoint.START, false, options);
        return new ParallelFlowLogReader(file.toString(), options, reader::close, null, reader);
    }

    static ParallelFlowLogReader over(
            PositionedBytes source,
            long size,
            String sourceName,
            Closeable file,
            ReadOptions options,
            int threads,
            int chunkBytes) {
        requireThreads(threads);
        ChunkQueue chunks = new ChunkQueue(source, size, options, threads, chunkBytes);
        return new ParallelFlowLogReader(sourceName, options, file, chunks, null);
    }

    private static void requireThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
    }

    /**
     * Clears {@code batch} and fills it with the next rows, in the order of the log.
     *
     * @return whether there are rows; false once at the end
     * @throws IllegalStateException when the reader is closed
     */
    public boolean next(FlowBatch batch) throws IOException {
        requireUsable();
        batch.columns.clear();
        try {
            while (!ended) {
                chunk = chunk == null ? takeChunkOrNull(batch.capacity()) : chunk;
                if (chunk == null ? readInOrder(batch) : takeRows(chunk, batch)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | RuntimeException | Error failed) {
            failure = failed;
            throw failed;
        }
    }

    /**
     * Hands all further rows to {@code consumer}, in any order, in several threads at once; the calling thread is one of them.
     *
     * <p>Returns when all rows were taken. A batch holds rows in the order of the log, in room of its own. Where the consumer and the
     * reading fail, what comes first in the log is thrown, but rows behind that place may have been taken already.
     * The consumer must not call this reader.
     *
     * @throws IllegalStateException when the reader is closed
     */
    public void forEach(BatchConsumer consumer) throws IOException {
        Objects.requireNonNull(consumer, "consumer");
        requireUsable();
        consuming = Thread.currentThread();
        FlowBatch batch = FlowBatch.create();
        try {
            while (!ended) {
                Chunk next = chunk == null ? takeChunkOrNull(batch.capacity()) : null;
                if (next != null) {
                    handOut(next, batch.capacity(), consumer);
                } else if (chunk == null ? readInOrder(batch) : takeRows(chunk, batch)) {
                    consumer.accept(batch);
                }
            }
        } catch (IOException | RuntimeException | Error failed) {
            failure = failed;
            throw failed;
        } finally {
            consuming = null;
        }
    }

    /** Has the threads take a chunk, and all that go on behind it. */
    private void handOut(Chunk first, int capacity, BatchConsumer consumer) throws IOException {
        ChunkDeliveries deliveries = new ChunkDeliveries(Objects.requireNonNull(chunks), consumer, capacity, progress);
        failure = deliveries.run(first);
        progress = deliveries.progress();
        throwFailure();
    }

    private void requireUsable() throws IOException {
        if (closed) {
            throw new IllegalStateException("the reader is closed");
        }
        throwFailure();
    }

    private void throwFailure() throws IOException {
        if (failure instanceof IOException) {
            throw (IOException) failure;
        }
        if (failure instanceof RuntimeException) {
            throw (RuntimeException) failure;
        }
        if (failure instanceof Error) {
            throw (Error) failure;
        }
    }

    /** The chunk that goes on here, behind what was read. */
    private @Nullable Chunk takeChunkOrNull(int capacity) throws IOException {
        if (inOrder != null || chunks == null) {
            return null;
        }
        beforeChunk = progress;
        return chunks.takeAt(progress.point(), capacity);
    }

    /** Takes the next rows of the chunk at hand; false when it has no more. */
    private boolean takeRows(Chunk from, FlowBatch batch) {
        ReadProgress rows = from.moveTo(batch);
        progress = beforeChunk.plus(rows == null ? from.end() : rows);
        if (rows == null) {
            chunk = null;
            Objects.requireNonNull(chunks).giveBack(from);
        }
        return rows != null;
    }

    /** Fills the batch from where reading stands; afterwards there may be a chunk that goes on. */
    private boolean readInOrder(FlowBatch batch) throws IOException {
        DocumentReader reader = inOrder == null ? goOnInOrder() : inOrder;
        boolean rows = reader.fill(batch.columns, batch.capacity());
        if (reader.hasStopped()) {
            long from = progress.point().offset();
            progress = reader.progress();
            inOrder = null;
            Objects.requireNonNull(chunks).learn(from, reader.firstRecordOrNull(), progress.point());
        } else {
            ended = !rows;
        }
        return rows;
    }

    private DocumentReader goOnInOrder() throws IOException {
        long from = progress.point().offset();
        Window window = Window.over(Objects.requireNonNull(chunks).rest(from), options.bufferBytes(), from);
        DocumentReader reader = DocumentReader.behind(progress, window, sourceName, false, options);
        reader.stopAt(Objects.requireNonNull(chunks).nextStop());
        inOrder = reader;
        return reader;
    }

    /** What has been read so far; with {@link #forEach}, once that returned. */
    public ReadStats stats() {
        return inOrder == null ? progress.stats() : inOrder.stats();
    }

    /** Where to go on when the source has grown, see {@link FlowLogReader#resumePoint}. */
    public ResumePoint resumePoint() {
        return inOrder == null ? progress.point() : inOrder.resumePoint();
    }

    /** How many chunks were used, so that tests see whether there were any. */
    long chunksTaken() {
        return chunks == null ? 0 : chunks.hits();
    }

    /**
     * Ends the threads, waits until they have ended, and closes the file.
     *
     * @throws IllegalStateException when a consumer calls it
     */
    @Override
    public void close() throws IOException {
        Thread caller = Thread.currentThread();
        if (caller == consuming || (chunks != null && chunks.isWorker(caller))) {
            throw new IllegalStateException("a consumer cannot close the reader that calls it");
        }
        if (chunks != null) {
            chunks.close();
        }
        closed = true;
        file.close();
    }
}
