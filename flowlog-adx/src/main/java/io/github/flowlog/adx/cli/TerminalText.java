package io.github.flowlog.adx.cli;

/**
 * Text that is safe to print: what a log, a file name or a database holds must not steer the terminal.
 *
 * <p>Control and format characters, line ends included, are shown as {@code \x1b} or {@code \}{@code u202e}.
 */
final class TerminalText {
    /** Stands where text was cut. */
    static final char CUT = '~';

    private TerminalText() {}

    /** The text with everything made visible that a terminal would obey. */
    static String printable(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (!isUnsafe(point)) {
                safe.appendCodePoint(point);
            } else if (point < 0x100) {
                appendEscape(safe, 'x', point, 2);
            } else {
                appendEscape(safe, 'u', point, 4);
            }
        });
        return safe.toString();
    }

    private static void appendEscape(StringBuilder out, char kind, int point, int digits) {
        String hex = Integer.toHexString(point);
        out.append('\\')
                .append(kind)
                .append("0".repeat(Math.max(0, digits - hex.length())))
                .append(hex);
    }

    private static boolean isUnsafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** How many columns printable text takes. */
    static int width(String text) {
        int length = text.length();
        int width = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > '~') {
                return text.codePoints().map(TerminalText::width).sum();
            }
            width++;
        }
        return width;
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** The blocks that terminals draw two columns wide (East Asian Width W and F, emoji), coarsely. */
    private static boolean isWide(int point) {
        return point >= 0x1100
                && (point <= 0x115F
                        || (point >= 0x2E80 && point <= 0xA4CF)
                        || (point >= 0xAC00 && point <= 0xD7A3)
                        || (point >= 0xF900 && point <= 0xFAFF)
                        || (point >= 0xFE30 && point <= 0xFE6F)
                        || (point >= 0xFF00 && point <= 0xFF60)
                        || (point >= 0xFFE0 && point <= 0xFFE6)
                        || (point >= 0x1F300 && point <= 0x1FAFF)
                        || (point >= 0x20000 && point <= 0x3FFFD));
    }

    /** The beginning of printable text, cut to a width. */
    static String cutEnd(String text, int width) {
        return width(text) <= width ? text : head(text, width - 1) + CUT;
    }

    /** Beginning and end of printable text, so that a port stays readable behind a long address. */
    static String cutMiddle(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        int tail = Math.min((width - 1) / 2, text.length());
        return head(text, width - 1 - tail) + CUT + text.substring(text.length() - tail);
    }

    private static String head(String text, int width) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            used += width(point);
            if (used > width) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }
}
