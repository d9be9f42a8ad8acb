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

    /** Two digits for each number below 100, the first in the lower byte. */
    private static final short[] PAIRS = pairs();

    /** For the bits of a number below 10^8 the largest number of digits, and the smallest number that has them. */
    private static final byte[] DIGITS_OF_BITS = new byte[Integer.SIZE];

    private static final int[] SMALLEST_OF_BITS = new int[Integer.SIZE];

    static {
        for (int bits = 1; bits < Integer.SIZE; bits++) {
            int digits = Long.toString((1L << bits) - 1).length();
            DIGITS_OF_BITS[bits] = (byte) digits;
            SMALLEST_OF_BITS[bits] = digits == 1 ? 0 : Integer.parseInt("1" + "0".repeat(digits - 1));
        }
    }

    private DecimalText() {}

    /**
     * Writes a number that is not negative at {@code out[at]} and returns the index behind its last digit.
     *
     * <p>Up to {@code out[at + 19]} (exclusive) may be overwritten.
     */
    static int write(long value, byte[] out, int at) {
        if (value < 10) {
            out[at] = (byte) ('0' + value);
            return at + 1;
        }
        if (value < EIGHT_DIGITS) {
            return writeBelowEight((int) value, out, at);
        }
        long upper = value / EIGHT_DIGITS;
        int next = write(upper, out, at);
        LONGS.set(out, next, eightDigits((int) (value - upper * EIGHT_DIGITS)));
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

    private static int writeBelowEight(int value, byte[] out, int at) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(value);
        int digits = DIGITS_OF_BITS[bits] - (value < SMALLEST_OF_BITS[bits] ? 1 : 0);
        LONGS.set(out, at, eightDigits(value) >>> (Long.SIZE - Byte.SIZE * digits));
        return at + digits;
    }

    /** Eight digits of a number below 10^8, the first in the lowest byte. */
    private static long eightDigits(int value) {
        int upper = value / 10_000;
        int lower = value - upper * 10_000;
        return fourDigits(upper) | (long) fourDigits(lower) << Integer.SIZE;
    }

    private static int fourDigits(int value) {
        int upper = value / 100;
        return PAIRS[upper] | PAIRS[value - upper * 100] << Short.SIZE;
    }

    private static short[] pairs() {
        short[] pairs = new short[100];
        for (int value = 0; value < pairs.length; value++) {
            pairs[value] = (short) ('0' + value / 10 | ('0' + value % 10) << Byte.SIZE);
        }
        return pairs;
    }
}
