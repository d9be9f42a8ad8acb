package io.github.flowlog.adx.cli.totals;

import io.github.flowlog.adx.cli.text.FlowTimeText;
import io.github.flowlog.adx.cli.text.Words;
import java.time.Duration;

/** From when to when, and how long that is. */
final class TimeSpan {
    private static final int DATE = "2017-03-21".length();

    private TimeSpan() {}

    /** {@code 2017-03-21 17:59:19Z - 18:00:12Z (53 s)}; the date once when it is the same, whole seconds. */
    static String text(long first, long last) {
        String from = FlowTimeText.SECONDS.text(first).replace('T', ' ');
        String to = FlowTimeText.SECONDS.text(last).replace('T', ' ');
        boolean sameDay = from.startsWith(to.substring(0, DATE));
        return from + " - " + (sameDay ? to.substring(DATE + 1) : to) + " (" + length(last / 1000 - first / 1000) + ")";
    }

    /** The two largest units. */
    private static String length(long seconds) {
        Duration span = Duration.ofSeconds(seconds);
        if (span.toDays() > 0) {
            return Words.grouped(span.toDays()) + " d " + span.toHoursPart() + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        return span.toMinutes() > 0
                ? span.toMinutes() + " min " + span.toSecondsPart() + " s"
                : span.toSeconds() + " s";
    }
}
