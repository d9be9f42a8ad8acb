package io.github.flowlog.internal.ascii;

import java.time.LocalDate;
import java.time.YearMonth;

/** Reads the times of records, {@code 2022-05-02T21:00:37.7887149Z}, to 100 ns. */
public final class Iso8601 {
    /** Returned where the text is not such a time; no time that can be read has this value. */
    public static final long NOT_A_TIME = Long.MIN_VALUE;

    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2261;
    private static final int FRACTION_DIGITS = 7;
    private static final int FRACTION_AT = 19;

    private Iso8601() {}

    /**
     * Steps of 100 ns since the epoch, or {@link #NOT_A_TIME}.
     *
     * <p><b>Shape:</b> {@code YYYY-MM-DDTHH:MM:SS}, at most seven decimals, {@code Z} or {@code +00:00}; a real date of
     * the years 1970 to 2261, which is as far as a table of nanoseconds in 64 bits reaches; no leap second.
     */
    public static long parse(byte[] text, int from, int to) {
        if (to - from < FRACTION_AT + 1
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || text[from + 10] != 'T'
                || text[from + 13] != ':'
                || text[from + 16] != ':') {
            return NOT_A_TIME;
        }
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        int hour = digits(text, from + 11, 2);
        int minute = digits(text, from + 14, 2);
        int second = digits(text, from + 17, 2);
        if (year < FIRST_YEAR
                || year > LAST_YEAR
                || month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59) {
            return NOT_A_TIME;
        }
        int at = from + FRACTION_AT;
        long fraction = 0;
        if (text[at] == '.') {
            int digits = 0;
            at++;
            while (at < to && text[at] >= '0' && text[at] <= '9') {
                fraction = fraction * 10 + (text[at] - '0');
                digits++;
                at++;
                if (digits > FRACTION_DIGITS) {
                    return NOT_A_TIME;
                }
            }
            if (digits == 0) {
                return NOT_A_TIME;
            }
            for (; digits < FRACTION_DIGITS; digits++) {
                fraction *= 10;
            }
        }
        if (!isUtc(text, at, to)) {
            return NOT_A_TIME;
        }
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second;
        return seconds * TICKS_PER_SECOND + fraction;
    }

    private static boolean isUtc(byte[] text, int from, int to) {
        if (to - from == 1) {
            return text[from] == 'Z';
        }
        return to - from == 6
                && text[from] == '+'
                && text[from + 3] == ':'
                && digits(text, from + 1, 2) == 0
                && digits(text, from + 4, 2) == 0;
    }

    /** A number of exactly {@code count} digits, or a negative one. */
    private static int digits(byte[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
