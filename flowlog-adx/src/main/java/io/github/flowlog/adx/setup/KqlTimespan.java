package io.github.flowlog.adx.setup;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as KQL writes them and as policies hold them. */
final class KqlTimespan {
    private static final Pattern POLICY =
            Pattern.compile("(?:(\\d{1,9})\\.)?(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\.\\d{1,7})?");

    private KqlTimespan() {}

    /** A literal for a query or a command, such as {@code 90d}. */
    static String literal(Duration span) {
        if (span.equals(Duration.ofDays(span.toDays()))) {
            return span.toDays() + "d";
        }
        return span.equals(Duration.ofHours(span.toHours())) ? span.toHours() + "h" : span.toSeconds() + "s";
    }

    /** A value in the JSON of a policy, such as {@code 90.00:00:00}. */
    static String policyText(Duration span) {
        String time = String.format(
                Locale.ROOT, "%02d:%02d:%02d", span.toHoursPart(), span.toMinutesPart(), span.toSecondsPart());
        return span.toDays() == 0 ? time : span.toDays() + "." + time;
    }

    /**
     * Reads a value of the JSON of a policy; what is below a second is dropped.
     *
     * @throws IllegalArgumentException when the text is none
     */
    static Duration parse(String text) {
        Matcher matcher = POLICY.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " is no time span such as 90.00:00:00");
        }
        return Duration.ofDays(matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1)))
                .plusHours(Long.parseLong(matcher.group(2)))
                .plusMinutes(Long.parseLong(matcher.group(3)))
                .plusSeconds(Long.parseLong(matcher.group(4)));
    }
}
