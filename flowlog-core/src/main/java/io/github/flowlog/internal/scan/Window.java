package io.github.flowlog.internal.scan;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a source that is in memory: {@code bytes[.., limit)}, refilled on demand and never larger than asked for.
 *
 * <p>Over an array it is the array itself. Not thread-safe.
 */
public final class Window {
    /** So much of a stream is asked for at once; docs/decisions/0002 has the figures. */
    private static final int PIECE = 1 << 16;
    /** So much is read ahead: few enough bytes that the parser finds them in the processor's second cache. */
    private static final int AHEAD = 1 << 17;
    /** So large is the buffer at first: most logs need no more, and the system has to give, and Java to clear, each byte of it. */
    private static final int FIRST_SIZE = 2 * AHEAD;

    private final InputStream in;
    private final int size;

    private byte[] bytes;
    private int limit;
    private boolean complete;
    private @Nullable IOException failure;
    private long base;
    private byte lastDropped;
    private final int start;
    private final long firstOffset;

    private Window(InputStream in, int size, byte[] bytes, int start, int limit, boolean complete, long base) {
        this.in = in;
        this.size = size;
        this.bytes = bytes;
        this.start = start;
        this.limit = limit;
        this.complete = complete;
        this.base = base;
        this.firstOffset = base + start;
    }

    /** All of {@code bytes[from, to)}, which are not copied; {@code bytes[from]} stands at offset {@code offset} of the source. */
    public static Window over(byte[] bytes, int from, int to, long offset) {
        return new Window(InputStream.nullInputStream(), bytes.length, bytes, from, to, true, offset - from);
    }

    /** A stream through a buffer of the given size, if so much is needed; the stream's next byte stands at {@code offset}. */
    public static Window over(InputStream in, int size, long offset) {
        return new Window(in, size, new byte[Math.min(size, FIRST_SIZE)], 0, 0, false, offset);
    }

    /** The bytes; replaced by {@link #drop}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the first byte of the source at the time of opening. */
    public int start() {
        return start;
    }

    /** Index behind the last byte that is there. */
    public int limit() {
        return limit;
    }

    /** Whether the source has no bytes behind the limit. */
    public boolean isComplete() {
        return complete;
    }

    /** The absolute offset of the first byte of the source at the time of opening. */
    public long firstOffset() {
        return firstOffset;
    }

    /** The absolute offset of an index. */
    public long offset(int index) {
        return base + index;
    }

    /** The byte of the source in front of an index, dropped or not; 0 in front of the first. */
    public byte before(int index) {
        return offset(index) == firstOffset ? 0 : index > 0 ? bytes[index - 1] : lastDropped;
    }

    /** Drops what lies before {@code keep}, which moves to index 0, and makes room for {@code need} bytes from it on. */
    public void drop(int keep, int need) {
        int kept = limit - keep;
        lastDropped = keep > 0 ? bytes[keep - 1] : lastDropped;
        byte[] target = bytes;
        if (need > bytes.length) {
            int more = (int) Math.min(size, 2L * bytes.length);
            target = new byte[Math.max(need, more)];
        }
        System.arraycopy(bytes, keep, target, 0, kept);
        bytes = target;
        base += keep;
        limit = kept;
    }

    /**
     * Reads until {@code need} bytes are there from index 0 on, or the source ends or fails.
     *
     * <p>Does not wait for more than {@code need}, so a slow pipe is followed closely. What is there without waiting is read
     * too: up to index {@code useful}, or a little more than there was, which is still in the cache when it is parsed.
     * <b>Errors:</b> a source that fails behind some bytes gives those first; the failure comes with the next call that needs more.
     */
    public void fill(int need, int useful) throws IOException {
        int before = limit;
        int ahead = Math.max(useful, before + AHEAD);
        while (limit < bytes.length && !complete && failure == null && (limit < need || (limit < ahead && isReady()))) {
            try {
                int read = BlockingRead.some(in, bytes, limit, Math.min(bytes.length - limit, PIECE));
                complete = read < 0;
                limit += Math.max(0, read);
            } catch (IOException failed) {
                failure = failed;
            }
        }
        if (failure != null && limit == before && limit < need) {
            throw failure;
        }
    }

    /** Whether the source has more bytes that need not be waited for. */
    public boolean isReady() {
        try {
            return !complete && failure == null && in.available() > 0;
        } catch (IOException failed) {
            return false;
        }
    }

    /** Ends the source where it is, because it cannot be read any further. */
    public void end() {
        complete = true;
    }

    /** Closes the stream behind the window. */
    public void close() throws IOException {
        in.close();
    }
}
