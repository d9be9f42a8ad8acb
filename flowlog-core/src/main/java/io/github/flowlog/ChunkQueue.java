package io.github.flowlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads chunks ahead of the place that is proven, in threads of its own, and hands them out in order.
 *
 * <p>Guesses nothing but borders that were seen before; where they prove wrong again and again, it waits for longer and
 * longer before it guesses anew. Belongs to one thread at a time.
 */
final class ChunkQueue {
    private static final int CHUNKS_PER_THREAD = 2;
    private static final int MOST_MISSES = 8;
    private static final int FIRST_PAUSE = 16;

    private final PositionedBytes source;
    private final long size;
    private final ReadOptions options;
    private final int chunkBytes;
    private final List<Thread> workers = new CopyOnWriteArrayList<>();
    private final ExecutorService executor;

    private final Deque<Chunk> free = new ArrayDeque<>();
    private final Deque<Future<Chunk>> ahead = new ArrayDeque<>();
    private @Nullable RecordBorder border;
    private DocumentForm form = DocumentForm.LINES;
    private long nextFrom;
    /** Where to look at a border, while none is known. */
    private long lookAt = 1;

    private long pause;
    private int misses;
    private long hits;
    /** What a thread does when it has read a chunk. */
    private volatile Runnable whenRead = () -> {};

    ChunkQueue(PositionedBytes source, long size, ReadOptions options, int threads, int chunkBytes) {
        this.source = source;
        this.size = size;
        this.options = options;
        this.chunkBytes = chunkBytes;
        this.pause = FIRST_PAUSE * (long) chunkBytes;
        for (int i = 0; i < threads * CHUNKS_PER_THREAD; i++) {
            free.add(new Chunk(chunkBytes));
        }
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(threads, work -> {
            Thread worker = new Thread(work, "flowlog-reader-" + number.incrementAndGet());
            worker.setDaemon(true);
            workers.add(worker);
            return worker;
        });
    }

    /** How many guesses were right. */
    long hits() {
        return hits;
    }

    /** The source from a place on. */
    InputStream rest(long from) {
        return new PositionedStream(source, size, from);
    }

    /** The chunk that begins where a reader in order stands, behind a record; null when it has to go on by itself. */
    @Nullable
    Chunk takeAt(ResumePoint point, int capacity) throws IOException {
        while (true) {
            readAhead(capacity);
            Chunk first = firstOrNull();
            if (first == null) {
                return null;
            }
            ResumePoint start = first.start();
            if (start != null && start.offset() > point.offset()) {
                return null;
            }
            ahead.remove();
            if (first.goesOnAt(point, capacity)) {
                hit();
                return first;
            }
            free.add(first);
            if (point.equals(start)) {
                // a right guess, for batches of another capacity
                continue;
            }
            if (++misses == MOST_MISSES) {
                giveUp(point);
            }
        }
    }

    private void hit() {
        hits++;
        misses = 0;
        pause = FIRST_PAUSE * (long) chunkBytes;
    }

    /** Whether the first chunk is still being read. */
    boolean isReadingFirst() {
        Future<Chunk> first = ahead.peek();
        return first != null && !first.isDone();
    }

    /** Whether the first chunk has been read, and goes on at this place. */
    boolean isReadyAt(ResumePoint point, int capacity) {
        return readyOrNull(point, capacity) != null;
    }

    /** The first chunk, if it has been read and goes on at this place. */
    @Nullable
    Chunk takeReadyOrNull(ResumePoint point, int capacity) {
        Chunk ready = readyOrNull(point, capacity);
        if (ready != null) {
            ahead.remove();
            hit();
        }
        return ready;
    }

    private @Nullable Chunk readyOrNull(ResumePoint point, int capacity) {
        Future<Chunk> first = ahead.peek();
        if (first == null || !first.isDone()) {
            return null;
        }
        try {
            Chunk chunk = first.get();
            return chunk.goesOnAt(point, capacity) ? chunk : null;
        } catch (InterruptedException | ExecutionException failed) {
            // whoever waits for it meets that
            return null;
        }
    }

    /** Where reading in order is to stop and to ask again. */
    long nextStop() throws IOException {
        if (border == null) {
            return lookAt;
        }
        Chunk first = firstOrNull();
        ResumePoint start = first == null ? null : first.start();
        return start == null ? Long.MAX_VALUE : start.offset();
    }

    /**
     * Looks how records are parted, unless that is known.
     *
     * @param recordEnd where a record ended
     * @param following the record behind it, if there is one
     * @param point where reading in order stands now
     */
    void learn(long recordEnd, @Nullable RecordRange following, ResumePoint point) throws IOException {
        if (border != null) {
            return;
        }
        if (recordEnd == 0) {
            lookAt = point.offset() + 1;
            return;
        }
        border = following == null ? null : borderOrNull(recordEnd, following.from());
        if (border == null) {
            giveUp(point);
        } else {
            form = point.form();
            nextFrom = point.offset() - 1;
        }
    }

    /** A source that cannot be read here cannot be read in order either, which is the place to say so. */
    private @Nullable RecordBorder borderOrNull(long recordEnd, long following) {
        try {
            return RecordBorder.between(source, recordEnd, following);
        } catch (IOException failed) {
            return null;
        }
    }

    private void giveUp(ResumePoint point) throws IOException {
        while (!ahead.isEmpty()) {
            free.add(await(ahead.remove()));
        }
        border = null;
        misses = 0;
        lookAt = point.offset() + pause;
        pause *= 2;
    }

    /** Takes back a chunk whose rows are no longer needed. */
    void giveBack(Chunk chunk) {
        free.add(chunk);
    }

    /** Runs something in one of the threads. */
    void run(Runnable work) {
        executor.execute(work);
    }

    /** Has something run in each thread that has read a chunk, from now on. */
    void whenRead(Runnable work) {
        whenRead = work;
    }

    /** Has all chunks that are free filled, as far as the source goes. */
    void readAhead(int capacity) {
        RecordBorder known = border;
        while (known != null && nextFrom < size && !free.isEmpty()) {
            Chunk chunk = free.remove();
            long from = nextFrom;
            DocumentForm here = form;
            FutureTask<Chunk> reading =
                    new FutureTask<>(() -> chunk.read(source, from, known, here, options, capacity));
            ahead.add(reading);
            executor.execute(() -> {
                reading.run();
                whenRead.run();
            });
            nextFrom += chunkBytes;
        }
    }

    private @Nullable Chunk firstOrNull() throws IOException {
        Future<Chunk> first = ahead.peek();
        return first == null ? null : await(first);
    }

    /** A chunk that has been read; whatever the source threw, the chunk only ends there. */
    private static Chunk await(Future<Chunk> chunk) throws IOException {
        try {
            return chunk.get();
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** What an interrupt of the calling thread is to its caller; the thread stays interrupted. */
    static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException failed = new InterruptedIOException("interrupted while reading");
        failed.initCause(cause);
        return failed;
    }

    /** Whether this is one of the threads that read ahead. */
    boolean isWorker(Thread thread) {
        return workers.contains(thread);
    }

    /** Ends the threads and waits for that: each looks at its interrupt once a batch. */
    void close() {
        executor.shutdownNow();
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
