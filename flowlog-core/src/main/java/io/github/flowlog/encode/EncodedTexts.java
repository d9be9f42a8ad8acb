package io.github.flowlog.encode;

import java.util.Arrays;

/**
 * The encoded values of one column by the dictionary code that they come from, for as long as the codes are valid.
 *
 * <p>A code's entry counts only when it carries the current epoch, so that forgetting everything costs nothing. No epoch is 0,
 * which stands in new room.
 */
final class EncodedTexts {
    private final Bytes bytes = new Bytes();
    private int[] epochs = {};
    private int[] starts = {};
    private int[] ends = {};
    private int epoch;

    /** Forgets everything and makes room for codes below {@code codes}. */
    void reset(int codes) {
        bytes.clear();
        if (++epoch == 0) {
            Arrays.fill(epochs, 0);
            epoch = 1;
        }
        if (codes > epochs.length) {
            int capacity = Math.max(codes, epochs.length * 2);
            epochs = new int[capacity];
            starts = new int[capacity];
            ends = new int[capacity];
        }
    }

    boolean has(int code) {
        return epochs[code] == epoch;
    }

    void put(int code, String value, RowSyntax syntax) {
        starts[code] = bytes.size;
        syntax.append(value, bytes);
        ends[code] = bytes.size;
        epochs[code] = epoch;
    }

    void copy(int code, Bytes to) {
        to.add(bytes.array, starts[code], ends[code] - starts[code]);
    }
}
