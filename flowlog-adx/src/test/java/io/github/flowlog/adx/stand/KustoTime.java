package io.github.flowlog.adx.stand;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as policies write them. */
final class KustoTime {
    private static final Pattern LONG = Pattern.compile("(?:(\\d+)\\.)?(\\d+):(\\d+):(\\d+)(?:\\.\\d+)?");
    private static final Pattern SHORT = Pattern.compile("(\\d+)\\s*([dhms])");

    private KustoTime() {}

    /** Reads {@code 90.00:00:00}, {@code 01:00:00} or {@code 90d}. */
    static Duration span(String text) throws KustoError {
        Matcher full = LONG.matcher(text);
        if (full.matches()) {
            long days = full.group(1) == null ? 0 : Long.parseLong(full.group(1));
            return Duration.ofDays(days)
                    .plusHours(Long.parseLong(full.group(2)))
                    .plusMinutes(Long.parseLong(full.group(3)))
                    .plusSeconds(Long.parseLong(full.group(4)));
        }
        Matcher brief = SHORT.matcher(text);
        if (!brief.matches()) {
            throw KqlTokens.unknown("the time span " + text);
        }
        long count = Long.parseLong(brief.group(1));
        return switch (brief.group(2)) {
            case "d" -> Duration.ofDays(count);
            case "h" -> Duration.ofHours(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofSeconds(count);
        };
    }

    /** Writes {@code 90.00:00:00}. */
    static String text(Duration span) {
        String time = "%02d:%02d:%02d".formatted(span.toHoursPart(), span.toMinutesPart(), span.toSecondsPart());
        return span.toDays() == 0 ? time : span.toDays() + "." + time;
    }
}
