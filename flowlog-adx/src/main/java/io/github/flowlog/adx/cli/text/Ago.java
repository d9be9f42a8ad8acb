package io.github.flowlog.adx.cli.text;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long, or how long ago: {@code 30s}, {@code 90m}, {@code 6h}, {@code 2d}. */
public final class Ago implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        String lower = text.trim().toLowerCase(Locale.ROOT);
        if (!lower.matches("[0-9]{1,6}[smhd]")) {
            throw new TypeConversionException("'" + text + "' is not a time such as 90m, 6h or 2d");
        }
        long number = Long.parseLong(lower.substring(0, lower.length() - 1));
        return switch (lower.charAt(lower.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** How a person would type it. */
    public static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds % 60 != 0) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes % 60 != 0) {
            return minutes + "m";
        }
        return minutes % (24 * 60) == 0 ? minutes / (24 * 60) + "d" : minutes / 60 + "h";
    }
}
