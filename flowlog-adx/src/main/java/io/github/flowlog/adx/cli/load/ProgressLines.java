package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Prints a line every few seconds, none for a short run. */
final class ProgressLines implements ProgressDisplay {
    private final Terminal terminal;
    private final long totalBytes;
    private final long interval;
    private long next;

    ProgressLines(Terminal terminal, long totalBytes, long interval) {
        this.terminal = terminal;
        this.totalBytes = totalBytes;
        this.interval = interval;
        this.next = interval;
    }

    @Override
    public void show(long bytes, long tuples, long nanos) {
        if (nanos < next || totalBytes <= 0) {
            return;
        }
        next = nanos + interval;
        double done = (double) bytes / totalBytes;
        String line = String.format(Locale.ROOT, "%.0f %% of %sB; ", 100 * done, Words.units(totalBytes))
                + Words.count(tuples, "tuple") + "; " + Words.rate(tuples, nanos, "tuples");
        terminal.say(line + (bytes == 0 ? "" : left((long) (nanos / done - nanos))));
    }

    private static String left(long nanos) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
        return seconds == 0
                ? ""
                : "; about " + Words.duration(TimeUnit.SECONDS.toNanos(Math.max(10, seconds))) + " left";
    }
}
