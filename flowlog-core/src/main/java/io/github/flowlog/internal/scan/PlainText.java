package io.github.flowlog.internal.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Passes, eight bytes at a time, the characters of a JSON string that stand for themselves and take one byte. */
final class PlainText {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    private PlainText() {}

    /** The eight bytes from an index on. */
    static long word(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /**
     * Index of the first byte of {@code bytes[from, limit)} that may be a quote, a backslash, a control character or a part of
     * a longer character; it stops a little early where the limit is near.
     */
    static int end(byte[] bytes, int from, int limit) {
        int at = from;
        for (int last = limit - Long.BYTES; at <= last; at += Long.BYTES) {
            long word = word(bytes, at);
            long special = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | (word - SPACES) | word;
            if ((special & HIGH_BITS) != 0) {
                return at + (Long.numberOfTrailingZeros(special & HIGH_BITS) >>> 3);
            }
        }
        return at;
    }

    /** Sets the high bit of each zero byte, and perhaps of others behind the first of them. */
    private static long zeros(long word) {
        return (word - ONES) & ~word;
    }
}
