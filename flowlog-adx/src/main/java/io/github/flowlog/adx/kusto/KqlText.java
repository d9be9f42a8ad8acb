package io.github.flowlog.adx.kusto;

import java.util.Locale;

/** Names and texts as they stand in KQL, whatever they hold. */
public final class KqlText {
    private KqlText() {}

    /** The name of a database, table, column or function, quoted: {@code ['name']}. */
    public static String name(String name) {
        return "[" + literal(name) + "]";
    }

    /** A text as a literal: {@code 'text'}. */
    public static String literal(String text) {
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || isLoneSurrogate(text, i)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    /** Half a character would be a question mark in UTF-8. */
    private static boolean isLoneSurrogate(String text, int index) {
        char c = text.charAt(index);
        return Character.isHighSurrogate(c)
                ? index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1))
                : Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
