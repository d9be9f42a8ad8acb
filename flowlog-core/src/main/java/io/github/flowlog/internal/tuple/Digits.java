package io.github.flowlog.internal.tuple;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decimal numbers and their delimiter in words of eight bytes, the first byte in the lowest bits.
 *
 * <p>A number ends at the first byte of a word that has no digit bit, as the comma, the dot and the quote have none. Whether it
 * consists of digits, and which delimiter that is, is for {@link #faults} to say.
 */
final class Digits {
    /** Where a number of one digit ends. */
    static final int ONE = 12;

    /** Where a number of five digits ends. */
    static final int FIVE = 44;

    /** Where a number of seven digits ends, the longest that has its delimiter in the same word. */
    static final int SEVEN = 60;

    /** The bits of {@link #faults} that are set where something is wrong; the others mean nothing. */
    static final long FAULT_BITS = 0x8080_8080_8080_8080L;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The bit that every digit has. */
    private static final long DIGIT_BITS = 0x1010_1010_1010_1010L;

    private static final long ZEROS = 0x3030_3030_3030_3030L;
    private static final int DELIMITER_SHIFT = 56;
    /** Carries a digit above nine, or a delimiter other than zero, into its byte's upper bit. */
    private static final long TO_FAULT_BITS = 0x7F76_7676_7676_7676L;

    private static final long ALL_DIGITS_TO_FAULT_BITS = 0x7676_7676_7676_7676L;

    private Digits() {}

    /** The eight bytes from an index on. */
    static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** The bytes of an ASCII text of at most eight characters. */
    static long word(String text) {
        long word = 0;
        for (int i = 0; i < text.length(); i++) {
            word |= (long) text.charAt(i) << (i << 3);
        }
        return word;
    }

    /** The lowest bit of each byte that no digit can be, as delimiters are. */
    static long delimiters(long word) {
        return (~word & DIGIT_BITS) >>> 4;
    }

    /** Where the number ends that a word begins with: eight times its digits plus four, 64 when there is no delimiter. */
    static int end(long word) {
        return Long.numberOfTrailingZeros(~word & DIGIT_BITS);
    }

    /** How many digits stand before an end. */
    static int length(int end) {
        return end >>> 3;
    }

    /** The digits before an end as numbers, and in the upper byte zero when the delimiter is the expected one. */
    static long aligned(long word, int end, int delimiter) {
        return ((word ^ ZEROS) << (SEVEN - end)) ^ ((long) (delimiter ^ '0') << DELIMITER_SHIFT);
    }

    /** Sets one of {@link #FAULT_BITS} when aligned digits are none, or the delimiter is another. */
    static long faults(long aligned) {
        return (aligned + TO_FAULT_BITS) | aligned;
    }

    /** The number that aligned digits stand for. */
    static int value(long aligned) {
        long pairs = (aligned * 0x0A01) & 0x00FF_00FF_00FF_00FFL;
        long fours = ((pairs * 0x0064_0001) >>> 16) & 0x0000_FFFF_0000_FFFFL;
        return (int) ((fours * 0x0000_2710_0000_0001L) >>> 32);
    }

    /** Sets one of {@link #FAULT_BITS} when a word is not eight digits. */
    static long faultsOfEight(long word) {
        long digits = word ^ ZEROS;
        return (digits + ALL_DIGITS_TO_FAULT_BITS) | digits;
    }

    /** The number in a word of eight digits. */
    static long valueOfEight(long word) {
        long pairs = (((word ^ ZEROS) * 0x0A01) >>> 8) & 0x00FF_00FF_00FF_00FFL;
        long fours = ((pairs * 0x0064_0001) >>> 16) & 0x0000_FFFF_0000_FFFFL;
        return (fours * 0x0000_2710_0000_0001L) >>> 32;
    }
}
