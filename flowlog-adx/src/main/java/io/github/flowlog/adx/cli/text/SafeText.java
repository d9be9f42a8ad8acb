package io.github.flowlog.adx.cli.text;

/**
 * Decides, character by character, what a terminal may see as it is.
 *
 * <p>Escaped are: control characters (C0, DEL, C1), format characters (bidirectional controls, zero width characters,
 * tags), line and paragraph separators, surrogates without their other half, what Unicode has not assigned or left to
 * private use, letters that are blank, and combining marks that have no letter to stand on or are too many on one, for
 * they would be drawn on the cells beside and above.
 *
 * <p><b>Thread-safety:</b> none; one object, one text.
 */
public final class SafeText {
    /** Vietnamese needs two, pointed Hebrew three. */
    private static final int MARKS_ON_A_LETTER = 4;

    private static final String BLANK_LETTERS = "\u115F\u1160\u2800\u3164\uFFA0";

    private int marksLeft;

    /** Whether the next character of the text may be shown. */
    public boolean shows(int point) {
        int type = Character.getType(point);
        if (isMark(type)) {
            marksLeft--;
            return marksLeft >= 0;
        }
        boolean carriesMarks = Character.isLetterOrDigit(point) || type == Character.OTHER_SYMBOL;
        marksLeft = carriesMarks ? MARKS_ON_A_LETTER : 0;
        return isHarmless(type) && BLANK_LETTERS.indexOf(point) < 0;
    }

    private static boolean isMark(int type) {
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isHarmless(int type) {
        return switch (type) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** {@code \x1b}, {@code \}{@code u202e} or {@code \}{@code U000e0041}. */
    public static String escape(int point) {
        String hex = Integer.toHexString(point);
        if (point < 0x100) {
            return "\\x" + padded(hex, 2);
        }
        return point < 0x10000 ? "\\u" + padded(hex, 4) : "\\U" + padded(hex, 8);
    }

    private static String padded(String hex, int digits) {
        return "0".repeat(digits - hex.length()) + hex;
    }
}
