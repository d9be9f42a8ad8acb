package io.github.flowlog;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Hands chunks that follow each other to a consumer, in the threads that read them.
 *
 * <p>Whoever has read a chunk takes the first one that goes on where the last one ended, shows its rows, and has its room filled
 * anew; the calling thread only waits. Until then the queue belongs to whoever holds the lock of this object.
 */
final class ChunkDeliveries {
    private final ChunkQueue chunks;
    private final BatchConsumer consumer;
    private final int capacity;
    private ReadProgress progress;
    private int taken;
    private int running;
    private boolean ended;
    /** The first in the order of the log that failed; none behind it is shown. */
    private volatile int failedAt = Integer.MAX_VALUE;

    private @Nullable Throwable failure;

    /** A chunk that a thread shows; they are numbered in the order of the log. */
    private record Delivery(Chunk chunk, int number) {}

    /** Deliveries of chunks in batches of {@code capacity} rows, behind what {@code progress} counts. */
    ChunkDeliveries(ChunkQueue chunks, BatchConsumer consumer, int capacity, ReadProgress progress) {
        this.chunks = chunks;
        this.consumer = consumer;
        this.capacity = capacity;
        this.progress = progress;
    }

    /** How far chunks were taken. */
    synchronized ReadProgress progress() {
        return progress;
    }

    /**
     * Has {@code first} shown, and all that go on behind it; returns the failure that stands first in the log.
     *
     * <p>An interrupt ends the threads.
     */
    @Nullable
    Throwable run(Chunk first) {
        try {
            synchronized (this) {
                Delivery begin = delivery(first);
                chunks.whenRead(this::showReady);
                chunks.run(() -> show(begin));
                while (isBusy()) {
                    wait();
                }
                ended = true;
                return failure;
            }
        } catch (InterruptedException interrupted) {
            synchronized (this) {
                ended = true;
                failedAt = -1;
            }
            chunks.close();
            return ChunkQueue.interrupted(interrupted);
        }
    }

    private boolean isBusy() {
        return running > 0
                || (failure == null && (chunks.isReadingFirst() || chunks.isReadyAt(progress.point(), capacity)));
    }

    private Delivery delivery(Chunk chunk) {
        progress = progress.plus(chunk.end());
        running++;
        return new Delivery(chunk, taken++);
    }

    private void showReady() {
        Delivery ready = takeReadyOrNull();
        if (ready != null) {
            show(ready);
        }
    }

    /** Shows a chunk, and then those that can be shown. */
    private void show(Delivery first) {
        for (Delivery delivery = first; delivery != null; delivery = takeReadyOrNull()) {
            int number = delivery.number;
            Throwable failed = null;
            try {
                delivery.chunk.showTo(batch -> {
                    if (number < failedAt) {
                        consumer.accept(batch);
                    }
                });
            } catch (IOException | RuntimeException | Error thrown) {
                failed = thrown;
            } catch (Throwable undeclared) {
                // without this the calling thread would wait for ever
                failed = new IllegalStateException(undeclared);
            }
            shown(delivery, failed);
        }
    }

    private synchronized @Nullable Delivery takeReadyOrNull() {
        if (ended) {
            return null;
        }
        Chunk chunk = failure == null ? chunks.takeReadyOrNull(progress.point(), capacity) : null;
        if (chunk == null) {
            notifyAll();
            return null;
        }
        Delivery ready = delivery(chunk);
        if (chunks.isReadyAt(progress.point(), capacity)) {
            // another thread may have nothing to do
            chunks.run(this::showReady);
        }
        return ready;
    }

    private synchronized void shown(Delivery delivery, @Nullable Throwable failed) {
        running--;
        if (failed != null && delivery.number < failedAt) {
            failedAt = delivery.number;
            failure = failed;
        }
        chunks.giveBack(delivery.chunk);
        if (!ended && failure == null) {
            chunks.readAhead(capacity);
        }
    }
}
