package io.github.flowlog.adx.cli.text;

import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.OFFSET_SECONDS;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A date or a date and time as ISO 8601 writes them, down to what is needed: UTC unless an offset follows. */
public final class UtcTime implements ITypeConverter<Instant> {
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'HH[:mm[:ss]]]")
            .appendFraction(NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX]")
            .parseDefaulting(HOUR_OF_DAY, 0)
            .parseDefaulting(MINUTE_OF_HOUR, 0)
            .parseDefaulting(SECOND_OF_MINUTE, 0)
            .parseDefaulting(OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    @Override
    public Instant convert(String text) {
        try {
            Instant time = FORMAT.parse(text.trim().replace(' ', 'T'), Instant::from);
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(YEAR_10000)) {
                return time;
            }
            throw new TypeConversionException("'" + text + "' lies outside the years 1970 to 9999");
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a UTC time such as 2026-11-20, 2026-11-20T10:00 or 2026-11-20T10:00:30Z");
        }
    }
}
