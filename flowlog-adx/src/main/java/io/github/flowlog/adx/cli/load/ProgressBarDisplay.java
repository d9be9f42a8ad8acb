package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that is drawn over itself. */
final class ProgressBarDisplay implements ProgressDisplay {
    private static final int UPDATE_MILLIS = 250;
    private static final int WIDEST = 120;
    private static final long MEGABYTE = 1_000_000;
    private static final long KILOBYTE = 1_000;
    private static final String START_OF_EMPTY_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final ProgressBar bar;
    private final AtomicBoolean closed;

    private ProgressBarDisplay(Terminal terminal, ProgressBar bar, AtomicBoolean closed) {
        this.terminal = terminal;
        this.bar = bar;
        this.closed = closed;
    }

    static ProgressBarDisplay start(Terminal terminal, long totalBytes) {
        AtomicBoolean closed = new AtomicBoolean();
        int width = Math.min(WIDEST, terminal.errWidth() - 1);
        boolean large = totalBytes >= 10 * MEGABYTE;
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Loading")
                .setInitialMax(totalBytes)
                .setUnit(large ? "MB" : "kB", large ? MEGABYTE : KILOBYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setMaxRenderedLength(width)
                .setConsumer(new DelegatingProgressBarConsumer(
                        line -> {
                            // The library draws once more when it is closed, which would leave half a bar behind.
                            if (!closed.get()) {
                                terminal.draw(START_OF_EMPTY_LINE + line);
                            }
                        },
                        width))
                .build();
        return new ProgressBarDisplay(terminal, bar, closed);
    }

    @Override
    public void show(long bytes, long tuples, long nanos) {
        bar.stepTo(bytes);
        bar.setExtraMessage(" " + Words.units(tuples) + " tuples, " + Words.rate(tuples, nanos, "tuples"));
    }

    @Override
    public void clear() {
        terminal.draw(START_OF_EMPTY_LINE);
    }

    @Override
    public void close() {
        closed.set(true);
        bar.close();
        clear();
    }
}
