package io.github.flowlog.internal.scan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How one member of an object was spelt last time. Logs are written by a machine, so that the same bytes mostly stand there
 * again; what they mean is then known without reading them.
 *
 * <p>Of a key that means something the bytes up to the colon are remembered, of another those of a string behind it too: all of
 * them end with a byte that ends a token, so that equal bytes are equal tokens. Not thread-safe.
 */
final class RecentMember {
    private static final int LONGEST = 512;
    private static final int MASK = Long.BYTES - 1;

    private long[] words = new long[0];
    private int count;
    private long lastMask;
    private int length;
    private @Nullable KnownKey key;

    /** Whether the member, or its beginning, is spelt so at {@code at}; false also where the limit is too near to say. */
    boolean isAt(byte[] bytes, int at, int limit) {
        int last = count - 1;
        if (last < 0 || limit - at < count * Long.BYTES) {
            return false;
        }
        int from = at;
        for (int i = 0; i < last; i++) {
            if (PlainText.word(bytes, from) != words[i]) {
                return false;
            }
            from += Long.BYTES;
        }
        return ((PlainText.word(bytes, from) ^ words[last]) & lastMask) == 0;
    }

    /** How many bytes were remembered. */
    int length() {
        return length;
    }

    /** The key, or null where it means nothing and its value was remembered with it. */
    @Nullable
    KnownKey key() {
        return key;
    }

    /** Remembers {@code bytes[from, to)}, unless they are many. */
    void set(byte[] bytes, int from, int to, int limit, @Nullable KnownKey newKey) {
        length = to - from;
        key = newKey;
        int needed = (length + MASK) / Long.BYTES;
        if (length > LONGEST || limit - from < needed * Long.BYTES) {
            count = 0;
            return;
        }
        if (words.length < needed) {
            words = Arrays.copyOf(words, needed);
        }
        count = needed;
        for (int i = 0; i < needed; i++) {
            words[i] = PlainText.word(bytes, from + i * Long.BYTES);
        }
        lastMask = -1L >>> ((-length & MASK) * Byte.SIZE);
    }

    /** Remembers nothing. */
    void forget() {
        count = 0;
    }
}
