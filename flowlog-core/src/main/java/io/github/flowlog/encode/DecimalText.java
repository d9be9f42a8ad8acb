package io.github.flowlog.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers as decimal text, up to eight digits with one store. */
final class DecimalText {
    /** Digits of 2^63 - 1, and the room that any number takes while it is written. */
    static final int MAX_LENGTH = 19;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int EIGHT_DIGITS = 100_000_000;

    /** What makes characters of eight digits. */
    private static final long ZEROS = 0x3030_3030_3030_3030L;

    /** A bit of the last digit, which is written even when it is a zero that leads. */
    private static final long LAST_DIGIT = 1L << 56;

    /** Two digits for each number below 100, the first in the lower byte. */
    private static final short[] PAIRS = pairs();

    private DecimalText() {}

    /**
     * Writes a number that is not negative at {@code out[at]} and returns the index behind its last digit.
     *
     * <p>Up to {@code out[at + 19]} (exclusive) may be overwritten.
     */
    static int write(long value, byte[] out, int at) {
        if (value < EIGHT_DIGITS) {
            return writeBelowEight((int) value, out, at);
        }
        long upper = value / EIGHT_DIGITS;
        int next = write(upper, out, at);
        LONGS.set(out, next, eightDigits((int) (value - upper * EIGHT_DIGITS)) | ZEROS);
        return next + Long.BYTES;
    }

    /** Writes a number from 0 to 99 as two digits. */
    static void writePair(int value, byte[] out, int at) {
        int pair = PAIRS[value];
        out[at] = (byte) pair;
        out[at + 1] = (byte) (pair >>> Byte.SIZE);
    }

    /** The two digits of a number from 0 to 99, the first in the lower byte. */
    static int pair(int value) {
        return PAIRS[value];
    }

    /** {@link #write} of a number below 10^8, without a branch; up to {@code out[at + 8]} (exclusive) may be overwritten. */
    static int writeBelowEight(int value, byte[] out, int at) {
        long digits = eightDigits(value);
        int leadingZeros = Long.numberOfTrailingZeros(digits | LAST_DIGIT) & -Byte.SIZE;
        LONGS.set(out, at, (digits | ZEROS) >>> leadingZeros);
        return at + Long.BYTES - leadingZeros / Byte.SIZE;
    }

    /**
     * The eight digits of a number below 10^8, a byte each, the first in the lowest.
     *
     * <p>The number is split into two halves of four digits, these into four of two, these into eight of one, all of a kind at
     * once. A quotient by 100 is a product with 10,486 / 2^20, one by 10 with 103 / 2^10: right for all that occur.
     */
    private static long eightDigits(int value) {
        int upper = value / 10_000;
        long fours = upper | (long) (value - upper * 10_000) << 32;
        long hundreds = ((fours * 10_486) >>> 20) & 0x7F_0000_007FL;
        long twos = hundreds | (fours - 100 * hundreds) << 16;
        long tens = ((twos * 103) >>> 10) & 0x0F_000F_000F_000FL;
        return tens | (twos - 10 * tens) << 8;
    }

    private static short[] pairs() {
        short[] pairs = new short[100];
        for (int value = 0; value < pairs.length; value++) {
            pairs[value] = (short) ('0' + value / 10 | ('0' + value % 10) << Byte.SIZE);
        }
        return pairs;
    }
}
