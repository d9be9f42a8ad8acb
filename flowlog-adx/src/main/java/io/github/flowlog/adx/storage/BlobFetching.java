package io.github.flowlog.adx.storage;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What all accounts of a command share when they fetch: threads that fetch ahead, and the small blobs that are held. Neither grows with the
 * number of accounts.
 */
final class BlobFetching implements AutoCloseable {
    private static final int THREADS = 8;
    /** Up to here one request for all of a blob costs less than several for its parts. */
    private static final int SMALL_BYTES = 256 << 10;

    private static final long HELD_BYTES = 16L << 20;

    private final SmallBlobs small = new SmallBlobs(SMALL_BYTES, HELD_BYTES);
    private final ExecutorService ahead = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "flowlog-blob");
        thread.setDaemon(true);
        return thread;
    });

    SmallBlobs small() {
        return small;
    }

    /** Runs fetches of what will be read next. */
    ExecutorService ahead() {
        return ahead;
    }

    @Override
    public void close() {
        ahead.shutdownNow();
    }
}
