package io.github.flowlog.adx.cli.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A flow's time in the widths that a table may have room for, always UTC. */
public enum FlowTimeText {
    /** {@code 2017-03-21T17:59:40.000Z}. */
    MILLISECONDS("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", 24),
    /** {@code 2017-03-21T17:59:40Z}. */
    SECONDS("uuuu-MM-dd'T'HH:mm:ss'Z'", 20),
    /** {@code 03-21 17:59:40}. */
    WITHOUT_YEAR("MM-dd HH:mm:ss", 14),
    /** {@code 17:59:40}. */
    TIME_OF_DAY("HH:mm:ss", 8);

    private final DateTimeFormatter format;
    private final int width;

    FlowTimeText(String pattern, int width) {
        this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        this.width = width;
    }

    public int width() {
        return width;
    }

    public String text(long millis) {
        return format.format(Instant.ofEpochMilli(millis));
    }

    /** With milliseconds only when there are any. */
    public static String full(long millis) {
        return (millis % 1000 == 0 ? SECONDS : MILLISECONDS).text(millis);
    }
}
