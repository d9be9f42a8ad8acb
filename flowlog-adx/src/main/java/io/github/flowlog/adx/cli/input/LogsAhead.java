package io.github.flowlog.adx.cli.input;

import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.source.FlowLogSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Opens logs in their order, those of storage accounts some ahead: an account answers slowly, but many questions at once.
 *
 * <p><b>Thread-safety:</b> none.
 */
final class LogsAhead implements AutoCloseable {
    private static final int AHEAD = 3;

    private final List<FlowLogSource> logs;
    private final ReadOptions options;
    private final int ahead;
    private final Deque<Future<FlowLogReader>> opening = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AHEAD, task -> {
        Thread thread = new Thread(task, "flowlog-open");
        thread.setDaemon(true);
        return thread;
    });
    private int next;
    private int opened;

    /** {@code all} says that the logs will be read to the last. */
    LogsAhead(List<FlowLogSource> logs, ReadOptions options, boolean all) {
        this.logs = logs;
        this.options = options;
        this.ahead = all ? AHEAD : 0;
    }

    /** Opens the next log; the caller closes it. */
    FlowLogReader open() throws IOException {
        FlowLogSource log = logs.get(next++);
        if (log.container().isEmpty()) {
            opened = Math.max(opened, next);
            return log.open(ResumePoint.START, options);
        }
        openAhead();
        try {
            return opening.removeFirst().get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private void openAhead() {
        while (opened < logs.size() && opening.size() <= ahead && isInAccount(logs.get(opened))) {
            FlowLogSource log = logs.get(opened++);
            opening.addLast(threads.submit(() -> log.open(ResumePoint.START, options)));
        }
    }

    private static boolean isInAccount(FlowLogSource log) {
        return !log.container().isEmpty();
    }

    @Override
    public void close() {
        for (Future<FlowLogReader> each : opening) {
            threads.execute(() -> closeQuietly(each));
        }
        threads.shutdown();
    }

    private static void closeQuietly(Future<FlowLogReader> opening) {
        try {
            opening.get().close();
        } catch (ExecutionException | IOException | InterruptedException unread) {
            // nobody wanted to read it any more
            return;
        }
    }
}
