package io.github.flowlog.internal.tuple;

/**
 * Numbers from 0 to 255 and the delimiter behind them as text in an {@code int}, the delimiter in the upper byte, nothing
 * before the first digit.
 *
 * <p>{@link #octet} finds a number whatever the text; it is right if and only if the number's one spelling is that text.
 */
final class OctetText {
    private static final int DIGITS = 0x0F_0F0F;
    /** 1, 10 and 100, so that the third byte of a product is the sum of ones, tens and hundreds. */
    private static final int WEIGHTS = 0x64_0A01;

    private static final int BYTE_MASK = 0xFF;
    private static final int[] BEFORE_DOT = spellings('.');
    private static final int[] BEFORE_COMMA = spellings(',');

    private OctetText() {}

    private static int[] spellings(char delimiter) {
        int[] spellings = new int[BYTE_MASK + 1];
        for (int octet = 0; octet < spellings.length; octet++) {
            String text = octet + String.valueOf(delimiter);
            for (int i = 0; i < text.length(); i++) {
                spellings[octet] |= text.charAt(i) << ((Integer.BYTES - text.length() + i) << 3);
            }
        }
        return spellings;
    }

    /** The number of a text. */
    static int octet(int text) {
        return (((text & DIGITS) * WEIGHTS) >>> 16) & BYTE_MASK;
    }

    /** The spelling of a number with a dot behind it. */
    static int beforeDot(int octet) {
        return BEFORE_DOT[octet & BYTE_MASK];
    }

    /** The spelling of a number with a comma behind it. */
    static int beforeComma(int octet) {
        return BEFORE_COMMA[octet & BYTE_MASK];
    }
}
