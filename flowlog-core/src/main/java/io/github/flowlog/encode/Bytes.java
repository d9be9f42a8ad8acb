package io.github.flowlog.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are put together now and copied into many rows later. */
final class Bytes {
    /** How many bytes {@link #copy} may overwrite behind those that it copies. */
    static final int SLACK = 31;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Up to so many bytes are copied as four words, whatever their number: that needs no loop. The array has never less room. */
    private static final int FOUR_WORDS = 32;

    /** What is longer than this is not kept for the next batch. */
    private static final int KEPT_ROOM = 1 << 20;

    byte[] array = new byte[2 * FOUR_WORDS];
    int size;

    static Bytes of(byte[]... parts) {
        Bytes bytes = new Bytes();
        for (byte[] part : parts) {
            bytes.add(part);
        }
        return bytes;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Forgets the content, and the room too when it has grown large. */
    void clear() {
        size = 0;
        if (array.length > KEPT_ROOM) {
            array = new byte[2 * FOUR_WORDS];
        }
    }

    /**
     * Copies the content to {@code out[at]} and returns the index behind it.
     *
     * <p>Up to {@link #SLACK} bytes behind it are overwritten, too: whole words go faster than bytes.
     */
    int copy(byte[] out, int at) {
        if (size == 1) {
            out[at] = array[0]; // the comma of CSV
        } else if (size <= FOUR_WORDS) {
            LONGS.set(out, at, (long) LONGS.get(array, 0));
            LONGS.set(out, at + 8, (long) LONGS.get(array, 8));
            LONGS.set(out, at + 16, (long) LONGS.get(array, 16));
            LONGS.set(out, at + 24, (long) LONGS.get(array, 24));
        } else {
            System.arraycopy(array, 0, out, at, size);
        }
        return at + size;
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

    void add(Bytes bytes) {
        add(bytes.array, 0, bytes.size);
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
