package io.github.flowlog.adx.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
public final class Words {
    /** What stands where there is nothing: not measured, not named. */
    public static final String NONE = "-";

    private static final String[] UNITS = {"k", "M", "G", "T", "P", "E"};
    private static final double NANOS_PER_SECOND = 1e9;

    private Words() {}

    /** {@code 1 file}, {@code 1,204 files}. */
    public static String count(long number, String noun) {
        return grouped(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 1 batch}, {@code 12 batches}. */
    public static String batches(long number) {
        return number == 1 ? "1 batch" : grouped(number) + " batches";
    }

    /** {@code 61,204,118}. By hand: every command ends with such a number, and the first use of a Formatter takes 30 ms. */
    public static String grouped(long number) {
        StringBuilder text = new StringBuilder(Long.toString(number));
        int firstDigit = number < 0 ? 1 : 0;
        for (int i = text.length() - 3; i > firstDigit; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    /** {@code 999}, {@code 4.1k}, {@code 61.2M}: at most five characters, decimal units. */
    public static String units(long number) {
        if (number < 1000) {
            return Long.toString(number);
        }
        double value = number;
        int unit = -1;
        do {
            value /= 1000;
            unit++;
        } while (value >= 999.5 && unit < UNITS.length - 1);
        return String.format(Locale.ROOT, value < 99.95 ? "%.1f%s" : "%.0f%s", value, UNITS[unit]);
    }

    /** {@code 0}, or {@code 3 tuples, 1 record, 1,204 unread bytes}. */
    public static String skipped(long tuples, long records, long unreadBytes) {
        List<String> parts = new ArrayList<>();
        if (tuples > 0) {
            parts.add(count(tuples, "tuple"));
        }
        if (records > 0) {
            parts.add(count(records, "record"));
        }
        if (unreadBytes > 0) {
            parts.add(count(unreadBytes, "unread byte"));
        }
        return parts.isEmpty() ? "0" : String.join(", ", parts);
    }

    /** {@code 0.24 s}, {@code 12 s}, {@code 2 min 31 s}. */
    public static String duration(long nanos) {
        double seconds = nanos / NANOS_PER_SECOND;
        if (seconds < 9.995) {
            long hundredths = Math.round(seconds * 100);
            return hundredths / 100 + (hundredths % 100 < 10 ? ".0" : ".") + hundredths % 100 + " s";
        }
        long whole = Math.round(seconds);
        return whole < 120 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }

    /** Things a second, {@code 412,000 tuples/s} rounded to three digits. */
    public static String rate(long number, long nanos, String noun) {
        double perSecond = nanos <= 0 ? 0 : number * NANOS_PER_SECOND / nanos;
        double step = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, perSecond))) - 2));
        return grouped((long) (Math.round(perSecond / step) * step)) + " " + noun + "/s";
    }
}
