package io.github.flowlog;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Hands chunks to a consumer in the threads that read them.
 *
 * <p>Chunks are waited for in the order of the log, so that the failure that stands first there is the one that is thrown.
 * Belongs to one thread.
 */
final class ChunkDeliveries {
    private final ChunkQueue chunks;
    private final BatchConsumer consumer;
    private final Deque<Delivery> running = new ArrayDeque<>();
    private volatile boolean stopped;

    private record Delivery(Chunk chunk, Future<?> done) {}

    ChunkDeliveries(ChunkQueue chunks, BatchConsumer consumer) {
        this.chunks = chunks;
        this.consumer = consumer;
    }

    /** Lets a thread take the chunk that follows those that were started. */
    void start(Chunk chunk) throws IOException {
        while (!running.isEmpty() && (running.element().done.isDone() || running.size() >= chunks.lendable())) {
            finishFirst();
        }
        Future<?> done = chunks.run(() -> {
            chunk.showTo(this::show);
            return null;
        });
        running.add(new Delivery(chunk, done));
    }

    private void show(FlowBatch batch) throws IOException {
        if (!stopped) {
            consumer.accept(batch);
        }
    }

    private void finishFirst() throws IOException {
        Delivery first = running.remove();
        try {
            ChunkQueue.await(first.done);
        } catch (IOException | RuntimeException | Error failed) {
            // all that still run stand behind it
            stopped = true;
            throw failed;
        }
        chunks.giveBack(first.chunk);
    }

    /** Waits for all chunks; returns what failed first in the order of the log, {@code behind} being what failed behind them. */
    @Nullable
    Throwable finish(@Nullable Throwable behind) {
        Throwable first = stopped ? behind : null;
        while (!running.isEmpty()) {
            try {
                finishFirst();
            } catch (IOException | RuntimeException | Error failed) {
                first = first == null ? failed : first;
                if (Thread.currentThread().isInterrupted()) {
                    chunks.close();
                    running.clear();
                }
            }
        }
        return first == null ? behind : first;
    }
}
