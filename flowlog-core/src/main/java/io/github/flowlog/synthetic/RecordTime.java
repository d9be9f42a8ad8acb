package io.github.flowlog.synthetic;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The {@code time} of a record.
 *
 * @param millis milliseconds since the Unix epoch
 * @param ticks 0 to 9,999 further units of 100 ns
 */
record RecordTime(long millis, int ticks) {

    /** Returns {@code 2026-01-01T00:00:37.1234567}: UTC with seven decimals, without zone. */
    String text() {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(28);
        // Not ISO_LOCAL_DATE_TIME, which leaves zero seconds out.
        text.append(time.getYear());
        pair(text.append('-'), time.getMonthValue());
        pair(text.append('-'), time.getDayOfMonth());
        pair(text.append('T'), time.getHour());
        pair(text.append(':'), time.getMinute());
        pair(text.append(':'), time.getSecond());
        String fraction = Long.toString(Math.floorMod(millis, 1000L) * 10_000L + ticks);
        return text.append('.')
                .append("0".repeat(7 - fraction.length()))
                .append(fraction)
                .toString();
    }

    private static void pair(StringBuilder text, int value) {
        text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
