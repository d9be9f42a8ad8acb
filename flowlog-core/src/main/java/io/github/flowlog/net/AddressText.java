package io.github.flowlog.net;

/** Text of unknown origin as the address code needs it: in bytes to parse, quoted in a message. */
final class AddressText {

    /** More than the longest address or prefix (49 characters), so that cutting here never makes a valid text of an invalid one. */
    private static final int LONGEST_QUOTE = 64;

    /** A byte that no address contains; it stands for every character outside ASCII. */
    private static final byte NOT_ASCII = -1;

    private AddressText() {}

    /** Returns the first characters of the text as ASCII bytes; more than {@link #LONGEST_QUOTE} of them are never needed. */
    static byte[] ascii(CharSequence text) {
        byte[] bytes = new byte[Math.min(text.length(), LONGEST_QUOTE)];
        for (int i = 0; i < bytes.length; i++) {
            char c = text.charAt(i);
            bytes[i] = c < 0x80 ? (byte) c : NOT_ASCII;
        }
        return bytes;
    }

    /** Returns the text in double quotes, at most {@link #LONGEST_QUOTE} characters of it, with {@code ?} for unprintable ones. */
    static String quote(CharSequence text) {
        boolean whole = text.length() <= LONGEST_QUOTE;
        int shown = whole ? text.length() : LONGEST_QUOTE - "...".length();
        StringBuilder quoted = new StringBuilder(LONGEST_QUOTE + 2).append('"');
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            quoted.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return quoted.append(whole ? "\"" : "...\"").toString();
    }
}
