package io.github.flowlog.adx.gzip;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses on several threads into one gzip member, level 1.
 *
 * <p>Chunks are deflated apart from each other, and their order and their ends are fixed, so that the same bytes always give the same
 * member, however many threads there are. Memory is bounded by the number of threads. <b>Errors:</b> after a failure of the sink every
 * call but {@link #close} fails too. <b>Ownership:</b> closes the sink. <b>Thread-safety:</b> none.
 */
public final class ParallelGzip extends OutputStream {
    private static final int CHUNK_BYTES = 512 << 10;
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, Deflater.DEFLATED, 0, 0, 0, 0, 0, 4, (byte) 0xFF};
    /** The last block of a member, without content. */
    private static final byte[] LAST_BLOCK = {3, 0};

    private final OutputStream sink;
    private final int chunkBytes;
    private final int mostPending;
    private final ExecutorService workers;
    private final Queue<Deflater> deflaters = new ConcurrentLinkedQueue<>();
    private final Deque<Future<Chunk>> pending = new ArrayDeque<>();
    private final Deque<Chunk> free = new ArrayDeque<>();
    private final CRC32 checksum = new CRC32();
    private Chunk filling;
    private long rawBytes;
    private long compressedBytes;
    private @Nullable IOException failure;
    private boolean closed;

    private ParallelGzip(OutputStream sink, int threads, int chunkBytes) {
        this.sink = sink;
        this.chunkBytes = chunkBytes;
        this.mostPending = 2 * threads;
        this.filling = new Chunk(chunkBytes);
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "flowlog-gzip");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Compresses into a sink, on this many threads beside the one that writes. */
    public static ParallelGzip open(OutputStream sink, int threads) {
        return open(sink, threads, CHUNK_BYTES);
    }

    static ParallelGzip open(OutputStream sink, int threads, int chunkBytes) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        return new ParallelGzip(sink, threads, chunkBytes);
    }

    /** How many bytes were written to this stream. */
    public long rawBytes() {
        return rawBytes;
    }

    /** How many bytes were written to the sink; all of them once this is closed. */
    public long compressedBytes() {
        return compressedBytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        checkOpen();
        checksum.update(bytes, offset, length);
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int taken = filling.take(bytes, from, end);
            from += taken;
            rawBytes += taken;
            if (filling.isFull()) {
                submit();
            }
        }
    }

    /** Passes on what is compressed by now; a member cannot be cut where its writer likes without changing its bytes. */
    @Override
    public void flush() throws IOException {
        checkOpen();
        while (!pending.isEmpty() && pending.getFirst().isDone()) {
            passOn();
        }
        try {
            sink.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void checkOpen() throws IOException {
        if (failure != null) {
            throw new IOException("compression has failed before: " + failure.getMessage(), failure);
        }
        if (closed) {
            throw new IOException("compression is closed");
        }
    }

    private void submit() throws IOException {
        Chunk chunk = filling;
        pending.add(workers.submit(() -> {
            Deflater reused = deflaters.poll();
            Deflater deflater = reused == null ? new Deflater(Deflater.BEST_SPEED, true) : reused;
            chunk.deflate(deflater);
            deflaters.add(deflater);
            return chunk;
        }));
        while (pending.size() > mostPending) {
            passOn();
        }
        Chunk next = free.poll();
        filling = next == null ? new Chunk(chunkBytes) : next;
    }

    /** Waits for the oldest chunk and writes it. */
    private void passOn() throws IOException {
        try {
            Chunk done = pending.remove().get();
            writeOut(done.compressed, done.compressedLength);
            done.clear();
            free.add(done);
        } catch (ExecutionException broken) {
            throw failed(new IOException("cannot compress: " + broken.getCause(), broken.getCause()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw failed(new InterruptedIOException("interrupted while compressing"));
        }
    }

    private void writeOut(byte[] bytes, int length) throws IOException {
        try {
            if (compressedBytes == 0) {
                sink.write(HEADER);
                compressedBytes += HEADER.length;
            }
            sink.write(bytes, 0, length);
            compressedBytes += length;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private IOException failed(IOException why) {
        failure = why;
        return why;
    }

    /** Writes what is left and closes the sink; after a failure only the latter. A second call does nothing. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        try (OutputStream closing = sink) {
            if (failure == null) {
                if (filling.length > 0) {
                    submit();
                }
                while (!pending.isEmpty()) {
                    passOn();
                }
                writeOut(LAST_BLOCK, LAST_BLOCK.length);
                writeOut(trailer(), 8);
                closing.flush();
            }
        } finally {
            closed = true;
            end();
        }
    }

    private byte[] trailer() {
        byte[] trailer = new byte[8];
        long both = checksum.getValue() | rawBytes << 32;
        for (int i = 0; i < trailer.length; i++) {
            trailer[i] = (byte) (both >>> (8 * i));
        }
        return trailer;
    }

    /** A chunk is deflated in milliseconds, so there is no need to break one off. */
    private void end() throws IOException {
        workers.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            while (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException stop) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (workers.isTerminated()) {
            deflaters.forEach(Deflater::end);
        }
    }

    /** Some bytes and what they become. */
    private static final class Chunk {
        private final byte[] raw;
        private int length;
        private byte[] compressed;
        private int compressedLength;

        Chunk(int bytes) {
            this.raw = new byte[bytes];
            this.compressed = new byte[bytes / 2 + 64];
        }

        int take(byte[] bytes, int from, int end) {
            int taken = Math.min(end - from, raw.length - length);
            System.arraycopy(bytes, from, raw, length, taken);
            length += taken;
            return taken;
        }

        boolean isFull() {
            return length == raw.length;
        }

        void deflate(Deflater deflater) {
            deflater.reset();
            deflater.setInput(raw, 0, length);
            // All is out when there is room left.
            do {
                if (compressedLength == compressed.length) {
                    compressed = Arrays.copyOf(compressed, 2 * compressed.length);
                }
                compressedLength += deflater.deflate(
                        compressed, compressedLength, compressed.length - compressedLength, Deflater.SYNC_FLUSH);
            } while (compressedLength == compressed.length);
        }

        void clear() {
            length = 0;
            compressedLength = 0;
        }
    }
}
