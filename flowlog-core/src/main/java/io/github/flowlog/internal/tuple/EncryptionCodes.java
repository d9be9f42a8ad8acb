package io.github.flowlog.internal.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Numbers the documented flow encryption codes from 1; 0 stands for a log without encryption. */
final class EncryptionCodes {
    /** The documented codes; the code with number n stands at n - 1. */
    private static final List<String> TEXTS = List.of(
            "X",
            "NX",
            "NX_HW_NOT_SUPPORTED",
            "NX_SW_NOT_READY",
            "NX_NOT_ACCEPTED",
            "NX_NOT_SUPPORTED",
            "NX_LOCAL_DST",
            "NX_FALLBACK");

    /** The number of {@code X}. */
    static final int ENCRYPTED = 1;
    /** The number of {@code NX}. */
    static final int UNENCRYPTED = 2;
    /** Number of a text that is not in the list but may be a code. */
    static final int UNLISTED = -1;
    /** Number of a text that cannot be a code. */
    static final int INVALID = -2;

    /** The longest text that may be a code. */
    static final int LONGEST = 64;

    private static final byte[][] UTF8 =
            TEXTS.stream().map(text -> text.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);

    /** The numbers of the codes that are longer than a word, where the letters of their first word lead. */
    private static final byte[] NUMBERS = numbers();

    private static final int PLACES = 32;

    private EncryptionCodes() {}

    private static byte[] numbers() {
        byte[] numbers = new byte[PLACES];
        for (int i = 0; i < UTF8.length; i++) {
            if (UTF8[i].length >= Long.BYTES) {
                numbers[place(Digits.word(UTF8[i], 0))] = (byte) (i + 1);
            }
        }
        return numbers;
    }

    /** A place of its own for each code, out of two letters in which they differ. */
    private static int place(long firstWord) {
        return (int) ((firstWord >>> 24) + (firstWord >>> 56)) & (PLACES - 1);
    }

    /** The number of the one code that the bytes may begin with, or 0 where there is none. */
    static int guess(long firstWord) {
        return NUMBERS[place(firstWord)];
    }

    /** Whether the code of a number stands at {@code from}. */
    static boolean isAt(int number, byte[] bytes, int from) {
        byte[] code = UTF8[number - 1];
        return Digits.word(bytes, from) == Digits.word(code, 0)
                && Digits.word(bytes, from + code.length - Long.BYTES) == Digits.word(code, code.length - Long.BYTES)
                && (code.length <= 2 * Long.BYTES
                        || Digits.word(bytes, from + Long.BYTES) == Digits.word(code, Long.BYTES));
    }

    /** How many bytes the code of a number takes. */
    static int length(int number) {
        return UTF8[number - 1].length;
    }

    /** The number of the code {@code bytes[from, to)}, or {@link #UNLISTED} or {@link #INVALID}. */
    static int number(byte[] bytes, int from, int to) {
        for (int i = 0; i < UTF8.length; i++) {
            if (UTF8[i].length == to - from && Arrays.equals(UTF8[i], 0, UTF8[i].length, bytes, from, to)) {
                return i + 1;
            }
        }
        if (to == from || to - from > LONGEST) {
            return INVALID;
        }
        for (int i = from; i < to; i++) {
            int c = bytes[i];
            int letter = c | 0x20;
            if (!((letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
                return INVALID;
            }
        }
        return UNLISTED;
    }
}
