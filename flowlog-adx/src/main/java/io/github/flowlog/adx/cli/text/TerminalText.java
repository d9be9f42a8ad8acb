package io.github.flowlog.adx.cli.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Text that is safe to print: what a log, a file name or a database holds must not steer the terminal.
 *
 * <p>{@link SafeText} decides what is shown as {@code \x1b} or {@code \}{@code u202e}; line ends are among it.
 */
public final class TerminalText {
    /** Stands where text was cut. */
    static final char CUT = '~';

    /**
     * First and last points of the blocks that terminals draw two columns wide: East Asian Width W and F of Unicode 13,
     * with unassigned points between, which are escaped anyway.
     */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE,
        0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA,
        0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55,
        0x2E80, 0x303E, 0x3041, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19,
        0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18DFF, 0x1B000, 0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF,
        0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E,
        0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440,
        0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595,
        0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5,
        0x1F6D7, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947,
        0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private TerminalText() {}

    /** The text with everything made visible that a terminal would obey. */
    public static String printable(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return escaped(text);
            }
        }
        return text;
    }

    /** Text of several lines, made visible but for line feeds and tabs. */
    public static String printableLines(String text) {
        return text.lines()
                .map(line -> line.startsWith("\t") ? "\t" + printable(line.substring(1)) : printable(line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String escaped(String text) {
        StringBuilder visible = new StringBuilder(text.length() + 16);
        SafeText safe = new SafeText();
        text.codePoints().forEach(point -> {
            if (safe.shows(point)) {
                visible.appendCodePoint(point);
            } else {
                visible.append(SafeText.escape(point));
            }
        });
        return visible.toString();
    }

    /** How many columns printable text takes. */
    public static int width(String text) {
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

    private static boolean isWide(int point) {
        int next = Arrays.binarySearch(WIDE, point);
        // A first or last point of a block is found; else the number of points before tells inside from outside.
        return next >= 0 || (-next - 1) % 2 == 1;
    }

    /** The beginning of printable text, cut to a width. */
    public static String cutEnd(String text, int width) {
        return width(text) <= width ? text : head(text, width - 1) + CUT;
    }

    /** Beginning and end of printable text, so that a port stays readable behind a long address. */
    public static String cutMiddle(String text, int width) {
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
