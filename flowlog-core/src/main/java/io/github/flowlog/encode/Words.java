package io.github.flowlog.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A short text that never changes, kept as words, so that neither a loop nor an array stands between it and its copy. */
final class Words {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Five words hold protocol to encryption of all but the rarest tuples. */
    private static final int ROOM = 5 * Long.BYTES;

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;
    private final long fifth;
    private final int size;
    /** The whole text where it is longer than the words, else nothing. */
    private final byte[] longText;

    private Words(byte[] text, byte[] padded) {
        first = (long) LONGS.get(padded, 0);
        second = (long) LONGS.get(padded, 8);
        third = (long) LONGS.get(padded, 16);
        fourth = (long) LONGS.get(padded, 24);
        fifth = (long) LONGS.get(padded, 32);
        size = text.length;
        longText = size > ROOM ? text : new byte[0];
    }

    static Words of(byte[] text) {
        return new Words(text, Arrays.copyOf(text, ROOM));
    }

    /** Copies the text to {@code out[at]} and returns the index behind it; up to {@code out[at + 40]} (exclusive) is overwritten. */
    int copy(byte[] out, int at) {
        if (longText.length > 0) {
            System.arraycopy(longText, 0, out, at, size);
        } else {
            LONGS.set(out, at, first);
            LONGS.set(out, at + 8, second);
            LONGS.set(out, at + 16, third);
            LONGS.set(out, at + 24, fourth);
            LONGS.set(out, at + 32, fifth);
        }
        return at + size;
    }

    /** {@link #copy} of a text of at most 16 bytes, of which up to {@code out[at + 16]} (exclusive) is overwritten. */
    int copyTwo(byte[] out, int at) {
        LONGS.set(out, at, first);
        LONGS.set(out, at + 8, second);
        return at + size;
    }
}
