package io.github.flowlog;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A piece of a source in memory, beginning at the same byte of a page as in the source.
 *
 * <p>Some processors copy four times as slowly to a place that is a few bytes further into its page than the source, and
 * that is where the JDK's own buffer for a channel often is. Its memory is outside of the heap and freed by a collection
 * only. Not thread-safe.
 */
final class PagePiece {
    /** Small enough for the processor's second cache, so that copying it on costs little. */
    static final int LARGEST = 1 << 17;

    private static final int PAGE = 1 << 12;

    private final ByteBuffer bytes;

    /** A piece of up to {@code size} bytes, but no more than {@link #LARGEST}. */
    PagePiece(long size) {
        long pages = size / PAGE + 2;
        int room = (int) Math.max(PAGE, Math.min(LARGEST, pages * PAGE));
        bytes = ByteBuffer.allocateDirect(room + PAGE).alignedSlice(PAGE);
        bytes.limit(0);
    }

    /** Replaces what is left by up to {@code most} bytes from {@code position} on; returns how many, or -1 at the end. */
    int read(PositionedBytes source, long position, int most) throws IOException {
        int inPage = (int) (position % PAGE);
        bytes.clear().position(inPage);
        bytes.limit(Math.min(bytes.capacity(), inPage + Math.min(most, LARGEST)));
        try {
            return source.read(bytes, position);
        } finally {
            bytes.flip().position(inPage);
        }
    }

    /** How many bytes are left. */
    int remaining() {
        return bytes.remaining();
    }

    /** Takes the next byte. */
    byte take() {
        return bytes.get();
    }

    /** Takes the next bytes, of which there must be so many. */
    void take(byte[] target, int from, int length) {
        bytes.get(target, from, length);
    }
}
