package io.github.flowlog.encode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are put together now and copied into many rows later. */
final class Bytes {
    /** What is longer than this is not kept for the next batch. */
    private static final int KEPT_ROOM = 1 << 20;

    byte[] array = new byte[64];
    int size;

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Forgets the content, and the room too when it has grown large. */
    void clear() {
        size = 0;
        if (array.length > KEPT_ROOM) {
            array = new byte[64];
        }
    }

    /** Makes room for this many more bytes. */
    void ensure(int more) {
        int needed = Math.addExact(size, more);
        if (needed > array.length) {
            array = Arrays.copyOf(array, (int) Math.min(Math.max(needed, 2L * array.length), Integer.MAX_VALUE - 8));
        }
    }

    void add(int value) {
        ensure(1);
        array[size++] = (byte) value;
    }

    void add(byte[] bytes) {
        add(bytes, 0, bytes.length);
    }

    void add(byte[] bytes, int from, int length) {
        ensure(length);
        System.arraycopy(bytes, from, array, size, length);
        size += length;
    }

    /** Adds a code point as UTF-8; half of a surrogate pair, which UTF-8 cannot say, becomes U+FFFD. */
    void addUtf8(int codePoint) {
        ensure(4);
        if (codePoint < 0x80) {
            array[size++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            array[size++] = (byte) (0xC0 | (codePoint >> 6));
            addContinuation(codePoint);
        } else if (codePoint < 0x10000) {
            int unit = Character.isSurrogate((char) codePoint) ? 0xFFFD : codePoint;
            array[size++] = (byte) (0xE0 | (unit >> 12));
            addContinuation(unit >> 6);
            addContinuation(unit);
        } else {
            array[size++] = (byte) (0xF0 | (codePoint >> 18));
            addContinuation(codePoint >> 12);
            addContinuation(codePoint >> 6);
            addContinuation(codePoint);
        }
    }

    private void addContinuation(int bits) {
        array[size++] = (byte) (0x80 | (bits & 0x3F));
    }
}
