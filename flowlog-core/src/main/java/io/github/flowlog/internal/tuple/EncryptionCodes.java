package io.github.flowlog.internal.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Numbers the documented flow encryption codes from 1; 0 stands for a log without encryption. */
public final class EncryptionCodes {
    /** The documented codes; the code with number n stands at n - 1. */
    public static final List<String> TEXTS = List.of(
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

    private EncryptionCodes() {}

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
            if (!((c > 0 && letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
                return INVALID;
            }
        }
        return UNLISTED;
    }
}
