package io.github.flowlog.internal.column;

import java.util.Arrays;

/**
 * Foretells the texts of one kind: what followed a text the last time will mostly follow it again, and to compare is
 * faster than to look up.
 *
 * <p>Not thread-safe.
 */
public final class TextSequence {
    private final StringDictionary strings;
    private int last = StringDictionary.EMPTY;
    private int[] followers = new int[32];

    TextSequence(StringDictionary strings) {
        this.strings = strings;
    }

    /** Forgets everything; to be called whenever the dictionary does. */
    void clear() {
        last = StringDictionary.EMPTY;
        Arrays.fill(followers, StringDictionary.EMPTY);
    }

    /** The code of the text that was foretold, if it stands at {@code from} with a quote behind it; EMPTY where it does not. */
    public int next(byte[] bytes, int from, int limit) {
        int code = last < followers.length ? followers[last] : StringDictionary.EMPTY;
        if (code == StringDictionary.EMPTY || !strings.isQuoted(code, bytes, from, limit)) {
            return StringDictionary.EMPTY;
        }
        last = code;
        return code;
    }

    /** Learns what came next; {@code plain} says that it stood there as it is, without escapes, so that it may be foretold. */
    public void learn(int code, boolean plain) {
        if (plain) {
            if (last >= followers.length) {
                followers = Arrays.copyOf(followers, Math.max(last + 1, followers.length * 2));
            }
            followers[last] = code;
        }
        last = code;
    }
}
