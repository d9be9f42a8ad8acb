package io.github.flowlog.adx.storage;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The fewest folders {@code YYYY/m=MM/d=DD/h=HH/} that hold a range of hours: whole years, months and days are one folder each.
 *
 * <p>That is how flow-log blobs are named, so that a few hours out of years cost a few listings.
 */
final class HourPrefixes {
    private HourPrefixes() {}

    /**
     * The folders of all hours that begin in a range.
     *
     * @param first start of the first hour
     * @param end behind the start of the last hour
     */
    static List<String> between(Instant first, Instant end) {
        LocalDateTime hour = LocalDateTime.ofInstant(first, ZoneOffset.UTC);
        if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
            hour = hour.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        }
        LocalDateTime stop = LocalDateTime.ofInstant(end, ZoneOffset.UTC);
        List<String> folders = new ArrayList<>();
        while (hour.isBefore(stop)) {
            LocalDateTime day = hour.truncatedTo(ChronoUnit.DAYS);
            if (hour.equals(day.withDayOfYear(1)) && !hour.plusYears(1).isAfter(stop)) {
                folders.add(String.format(Locale.ROOT, "%04d/", hour.getYear()));
                hour = hour.plusYears(1);
            } else if (hour.equals(day.withDayOfMonth(1)) && !hour.plusMonths(1).isAfter(stop)) {
                folders.add(String.format(Locale.ROOT, "%04d/m=%02d/", hour.getYear(), hour.getMonthValue()));
                hour = hour.plusMonths(1);
            } else if (hour.equals(day) && !hour.plusDays(1).isAfter(stop)) {
                folders.add(String.format(
                        Locale.ROOT,
                        "%04d/m=%02d/d=%02d/",
                        hour.getYear(),
                        hour.getMonthValue(),
                        hour.getDayOfMonth()));
                hour = hour.plusDays(1);
            } else {
                folders.add(String.format(
                        Locale.ROOT,
                        "%04d/m=%02d/d=%02d/h=%02d/",
                        hour.getYear(),
                        hour.getMonthValue(),
                        hour.getDayOfMonth(),
                        hour.getHour()));
                hour = hour.plusHours(1);
            }
        }
        return folders;
    }
}
