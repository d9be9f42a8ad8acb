package io.github.flowlog.internal.ascii;

/** Reads MAC addresses as logs and tools spell them: with or without dashes or colons, in either case. */
public final class MacText {
    /** How many hex digits an address has. */
    public static final int DIGITS = 12;

    private MacText() {}

    /** Puts the twelve upper-case digits of {@code text[from, to)} into {@code digits}; false where it has not just those. */
    public static boolean normalize(byte[] text, int from, int to, byte[] digits) {
        int count = 0;
        for (int i = from; i < to; i++) {
            int c = text[i];
            if (c == '-' || c == ':') {
                continue;
            }
            int upper = c >= 'a' && c <= 'f' ? c - ('a' - 'A') : c;
            boolean hex = (upper >= '0' && upper <= '9') || (upper >= 'A' && upper <= 'F');
            if (!hex || count == DIGITS) {
                return false;
            }
            digits[count++] = (byte) upper;
        }
        return count == DIGITS;
    }
}
