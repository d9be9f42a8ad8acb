package io.github.flowlog.encode;

/** Numbers as decimal text, two digits a step. */
final class DecimalText {
    /** Digits of 2^63 - 1. */
    static final int MAX_LENGTH = 19;

    private static final byte[] PAIRS = pairs();
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private DecimalText() {}

    /** Writes a number that is not negative at {@code out[at]} and returns the index behind its last digit. */
    static int write(long value, byte[] out, int at) {
        int end = at + length(value);
        int next = end;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            long quotient = rest / 100;
            next -= 2;
            writePair((int) (rest - quotient * 100), out, next);
            rest = quotient;
        }
        int small = (int) rest;
        while (small >= 100) {
            int quotient = small / 100;
            next -= 2;
            writePair(small - quotient * 100, out, next);
            small = quotient;
        }
        if (small >= 10) {
            writePair(small, out, next - 2);
        } else {
            out[next - 1] = (byte) ('0' + small);
        }
        return end;
    }

    /** Writes a number from 0 to 99 as two digits. */
    static void writePair(int value, byte[] out, int at) {
        out[at] = PAIRS[2 * value];
        out[at + 1] = PAIRS[2 * value + 1];
    }

    /**
     * How many digits a number that is not negative has.
     *
     * <p>b bits make at most floor(b * log10(2)) + 1 digits, and 1233 / 4096 is log10(2) to four digits, near enough for
     * 63 bits; one comparison decides between the two possible lengths.
     */
    static int length(long value) {
        int guess = ((Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233) >>> 12;
        return value < POWERS_OF_TEN[guess] ? Math.max(guess, 1) : guess + 1;
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int value = 0; value < 100; value++) {
            pairs[2 * value] = (byte) ('0' + value / 10);
            pairs[2 * value + 1] = (byte) ('0' + value % 10);
        }
        return pairs;
    }

    private static long[] powersOfTen() {
        long[] powers = new long[MAX_LENGTH];
        powers[0] = 1;
        for (int exponent = 1; exponent < powers.length; exponent++) {
            powers[exponent] = powers[exponent - 1] * 10;
        }
        return powers;
    }
}
