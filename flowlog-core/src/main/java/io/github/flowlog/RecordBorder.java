package io.github.flowlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands between two neighbouring records of a log: from the brace that closes one to the first key of the next.
 *
 * <p>Where the same bytes stand again is only likely to be between two records, too. Immutable.
 */
final class RecordBorder {
    private static final int LONGEST_GAP = 256;
    private static final int LONGEST_KEY = 256;

    private final byte[] text;
    /** How far the search may go on from a place whose last byte is this one. */
    private final int[] shifts = new int[256];

    private RecordBorder(byte[] text) {
        this.text = text;
        Arrays.fill(shifts, text.length);
        for (int i = 0; i < text.length - 1; i++) {
            shifts[text[i] & 0xFF] = text.length - 1 - i;
        }
    }

    /**
     * Learns how the record that ends at {@code recordEnd} is parted from the one that begins at {@code next}.
     *
     * @return null where they are too far apart, or the next record has no key
     */
    static @Nullable RecordBorder between(PositionedBytes source, long recordEnd, long next) throws IOException {
        long gap = next - recordEnd;
        if (recordEnd < 1 || gap < 0 || gap > LONGEST_GAP) {
            return null;
        }
        byte[] bytes = new byte[1 + LONGEST_GAP + LONGEST_KEY];
        ByteBuffer target = ByteBuffer.wrap(bytes);
        for (int read = 0; target.hasRemaining() && read >= 0; ) {
            read = source.read(target, recordEnd - 1 + target.position());
        }
        int keyFrom = quote(bytes, (int) gap + 1, target.position());
        int keyTo = quote(bytes, keyFrom + 1, target.position());
        return keyFrom < 0 || keyTo < 0 ? null : new RecordBorder(Arrays.copyOf(bytes, keyTo + 1));
    }

    private static int quote(byte[] bytes, int from, int to) {
        for (int i = from; i > 0 && i < to; i++) {
            if (bytes[i] == '"') {
                return i;
            }
        }
        return -1;
    }

    /** How many bytes it has. */
    int length() {
        return text.length;
    }

    /** The first index from {@code from} on at which this border begins, and ends before {@code to}; negative if there is none. */
    int find(byte[] bytes, int from, int to) {
        int last = text.length - 1;
        for (int at = from; at + last < to; at += shifts[bytes[at + last] & 0xFF]) {
            if (Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
                return at;
            }
        }
        return -1;
    }
}
