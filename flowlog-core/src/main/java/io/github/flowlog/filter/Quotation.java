package io.github.flowlog.filter;

/** Text of unknown origin for a message. */
final class Quotation {
    private static final int LONGEST = 48;

    private Quotation() {}

    /** The text in double quotes: cut when it is long, with {@code ?} for what may not be printable. */
    static String of(String text) {
        boolean whole = text.length() <= LONGEST;
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().limit(LONGEST).forEach(c -> quoted.append(c >= ' ' && c <= '~' ? (char) c : '?'));
        return quoted.append(whole ? "\"" : "...\"").toString();
    }
}
