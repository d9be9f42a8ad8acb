package io.github.flowlog.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Times as ISO 8601 text, UTC, years 1970 to 9999.
 *
 * <p>Neighbouring rows mostly lie in the same minute, so the text up to the minute is kept and made anew only when the
 * minute changes. Not thread-safe.
 */
final class TimeText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long MAX_MILLIS = 253_402_300_799_999L;
    private static final int TICKS_PER_MILLI = 10_000;
    private static final int MILLIS_PER_MINUTE = 60_000;
    private static final int MINUTES_PER_DAY = 24 * 60;

    /** The characters of {@code :ss.SSSZ} that are no digits, the first in the lowest byte. */
    private static final long SECONDS_FRAME = (long) LONGS.get(Bytes.ascii(":\0\0.\0\0\0Z"), 0);

    /** {@code yyyy-MM-ddTHH:mm} of {@link #minute}. */
    private final byte[] prefix = Bytes.ascii("1970-01-01T00:00");

    /** The two halves of {@link #prefix}. */
    private long prefixStart = (long) LONGS.get(prefix, 0);

    private long prefixEnd = (long) LONGS.get(prefix, Long.BYTES);

    private long minute;
    private long day;

    /** Writes {@code 2017-03-21T17:59:40.000Z}, 24 bytes, and returns the index behind. */
    int writeMillis(long millis, byte[] out, int at) {
        if (millis < 0 || millis > MAX_MILLIS) {
            throw outOfRange(millis);
        }
        long withinMinute = millis - minute * MILLIS_PER_MINUTE;
        if (withinMinute < 0 || withinMinute >= MILLIS_PER_MINUTE) {
            setMinute(millis / MILLIS_PER_MINUTE);
            withinMinute = millis - minute * MILLIS_PER_MINUTE;
        }
        int seconds = (int) withinMinute / 1000;
        int fraction = (int) withinMinute - seconds * 1000;
        int hundreds = fraction / 100;
        long digits = (long) DecimalText.pair(seconds) << 8
                | (long) ('0' + hundreds) << 32
                | (long) DecimalText.pair(fraction - hundreds * 100) << 40;
        LONGS.set(out, at, prefixStart);
        LONGS.set(out, at + Long.BYTES, prefixEnd);
        LONGS.set(out, at + 2 * Long.BYTES, SECONDS_FRAME | digits);
        return at + 3 * Long.BYTES;
    }

    /** Writes {@code 2017-03-21T17:59:18.6400000Z}, 28 bytes, for a time in steps of 100 ns, and returns the index behind. */
    int writeTicks(long ticks, byte[] out, int at) {
        long millis = Math.floorDiv(ticks, TICKS_PER_MILLI);
        int end = writeMillis(millis, out, at) - 1;
        int fraction = (int) (ticks - millis * TICKS_PER_MILLI);
        DecimalText.writePair(fraction / 100, out, end);
        DecimalText.writePair(fraction % 100, out, end + 2);
        out[end + 4] = 'Z';
        return end + 5;
    }

    private void setMinute(long newMinute) {
        long newDay = newMinute / MINUTES_PER_DAY;
        if (newDay != day) {
            setDay((int) newDay);
            day = newDay;
        }
        int withinDay = (int) (newMinute - newDay * MINUTES_PER_DAY);
        DecimalText.writePair(withinDay / 60, prefix, 11);
        DecimalText.writePair(withinDay % 60, prefix, 14);
        minute = newMinute;
        prefixStart = (long) LONGS.get(prefix, 0);
        prefixEnd = (long) LONGS.get(prefix, Long.BYTES);
    }

    /**
     * Sets the date from the days since 1970-01-01.
     *
     * <p>Years are counted from the first of March, so that the leap day ends a year: a cycle of 400 years has 146,097
     * days, and within a year the months from March on start at day (153 * month + 2) / 5 (H. Hinnant, "chrono-Compatible
     * Low-Level Date Algorithms", civil_from_days). 719,468 days lie between 0000-03-01 and 1970-01-01.
     */
    private void setDay(int daysSinceEpoch) {
        int days = daysSinceEpoch + 719_468;
        int cycle = days / 146_097;
        int dayOfCycle = days - cycle * 146_097;
        int yearOfCycle = (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
        int dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0);
        DecimalText.writePair(year / 100, prefix, 0);
        DecimalText.writePair(year % 100, prefix, 2);
        DecimalText.writePair(month, prefix, 5);
        DecimalText.writePair(dayOfMonth, prefix, 8);
    }

    private static IllegalArgumentException outOfRange(long millis) {
        return new IllegalArgumentException(
                "time " + millis + " ms since the epoch lies outside the years 1970 to 9999");
    }
}
