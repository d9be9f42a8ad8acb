package io.github.flowlog.net;

import java.util.Arrays;

/**
 * Runs of ascending {@code long}s, in which the last one up to a key is found in a few steps.
 *
 * <p>Addresses crowd: an index on fixed bits would have empty blocks beside some that hold thousands. Here a node divides the span
 * from its first to its last value evenly into about as many blocks as it has values; a block that holds more than a handful is
 * a node again, over the span of its own values. Where values are spread evenly, whatever bits they share, one node suffices, and
 * a handful is counted without a branch that could be guessed wrong.
 *
 * <p>An entry, of the index or of a whole run, is a leaf or a node: the place of the last value before the block, or {@code ~node}.
 */
final class SortedLongs {

    /** So many values are compared in a leaf; each run has as many behind its end that are only compared. */
    static final int LEAF = 4;

    private static final int MOST_BITS = 24;
    private static final int START_SHIFT = 32;
    private static final int LAST_BLOCK_SHIFT = 6;

    private final long[] values;

    /** For each node its first value, and packed: where its index starts, the number of its last block, bits of a block. */
    private final long[] nodes;

    private final int[] index;

    private SortedLongs(Builder builder) {
        values = Arrays.copyOf(builder.values, builder.size);
        nodes = Arrays.copyOf(builder.nodes, 2 * builder.nodeCount);
        index = Arrays.copyOf(builder.index, builder.indexSize);
    }

    /** Returns the place of the last value of a run that is not above the key; the first of the run must not be. */
    int lastUpTo(int run, long key) {
        int entry = run;
        while (entry < 0) {
            int node = ~entry << 1;
            long base = nodes[node];
            long packed = nodes[node + 1];
            long distance = key < base ? 0 : key - base;
            int block = (int) Math.min(distance >>> packed, (int) packed >>> LAST_BLOCK_SHIFT);
            entry = index[(int) (packed >>> START_SHIFT) + block];
        }
        return entry
                + (values[entry + 1] <= key ? 1 : 0)
                + (values[entry + 2] <= key ? 1 : 0)
                + (values[entry + 3] <= key ? 1 : 0)
                + (values[entry + 4] <= key ? 1 : 0);
    }

    long value(int place) {
        return values[place];
    }

    /** Collects runs. */
    static final class Builder {
        private long[] values;
        private int size;
        private long[] nodes = new long[2];
        private int nodeCount;
        private int[] index = new int[1];
        private int indexSize;

        /** Expects so many values. */
        Builder(int values) {
            this.values = new long[values];
        }

        int size() {
            return size;
        }

        /** Appends a value of the run that the next {@link #endRun} ends. */
        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, grown(size));
            }
            values[size++] = value;
        }

        /** Ends the run of ascending values from this place on, and returns its entry; the last {@link #LEAF} are only compared. */
        int endRun(int first) {
            return entry(first, size - LEAF - 1);
        }

        SortedLongs build() {
            return new SortedLongs(this);
        }

        /** Returns the entry for the values behind {@code before} up to {@code last}. */
        private int entry(int before, int last) {
            if (last - before <= LEAF) {
                return before;
            }
            long base = values[before + 1];
            long span = values[last] - base;
            int bits = Math.min(MOST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(last - before));
            // At least one bit: a distance may take all 64, and must not be negative.
            int shift = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(span) - bits);
            int blocks = (int) (span >>> shift) + 1;
            int start = reserve(blocks);
            int node = node(base, (long) start << START_SHIFT | (long) (blocks - 1) << LAST_BLOCK_SHIFT | shift);
            int at = before;
            for (int block = 0; block < blocks; block++) {
                int end = at;
                while (end < last && (values[end + 1] - base) >>> shift == block) {
                    end++;
                }
                int entry = entry(at, end);
                index[start + block] = entry;
                at = end;
            }
            return ~node;
        }

        private int reserve(int blocks) {
            int start = indexSize;
            indexSize = Math.addExact(start, blocks);
            if (indexSize > index.length) {
                index = Arrays.copyOf(index, grown(indexSize));
            }
            return start;
        }

        private int node(long base, long packed) {
            if (2 * nodeCount + 2 > nodes.length) {
                nodes = Arrays.copyOf(nodes, grown(nodes.length));
            }
            nodes[2 * nodeCount] = base;
            nodes[2 * nodeCount + 1] = packed;
            return nodeCount++;
        }

        private static int grown(int length) {
            return Math.addExact(length, Math.max(length >> 1, LEAF));
        }
    }
}
