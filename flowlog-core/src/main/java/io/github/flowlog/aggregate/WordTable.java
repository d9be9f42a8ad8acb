package io.github.flowlog.aggregate;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A hash table from keys of a few words to rows of words, numbered in the order of their coming.
 *
 * <p><b>Shape:</b> a row is its key words followed by its value words; rows lie in segments of {@value #SEGMENT_ROWS}, so that growing
 * never moves them. Slots are open addresses in {@value #PARTITIONS} partitions by the upper bits of the hash, and each partition grows
 * alone: what is copied at once is a thousandth of the table. A slot holds 32 bits of the hash beside the row number, so that neither
 * growing nor most of the unsuccessful looks touch a row.
 *
 * <p><b>Memory:</b> a row's words, and 8 bytes a slot of which 3/8 to 3/4 are taken: 11 to 21 bytes a row. No array is so large that a
 * collector would treat it in a special way.
 *
 * <p>Factor and seed of the hash are drawn for each table, so that chosen keys cannot make it slow. Not thread-safe.
 */
final class WordTable {
    private static final int SEGMENT_SHIFT = 11;
    private static final int SEGMENT_ROWS = 1 << SEGMENT_SHIFT;
    private static final int SEGMENT_MASK = SEGMENT_ROWS - 1;
    private static final int PARTITION_BITS = 10;
    private static final int PARTITIONS = 1 << PARTITION_BITS;
    private static final int PARTITION_SHIFT = Long.SIZE - PARTITION_BITS;
    private static final int FIRST_SLOTS = 8;
    private static final long LOWER_HALF = 0xFFFF_FFFFL;
    private static final long[] NO_SLOTS = new long[1];

    private final int keyWords;
    private final int rowWords;
    private final int maxRows;
    private final MemoryBudget budget;
    private final long seed;
    private final long factor;

    private final long[][] slots = new long[PARTITIONS][];
    private final int[] taken = new int[PARTITIONS];
    private long[][] segments = new long[16][];
    private int size;

    WordTable(int keyWords, int valueWords, int maxRows, MemoryBudget budget, SplittableRandom random) {
        this.keyWords = keyWords;
        this.rowWords = keyWords + valueWords;
        this.maxRows = maxRows;
        this.budget = budget;
        this.seed = random.nextLong();
        this.factor = random.nextLong() | 1;
        Arrays.fill(slots, NO_SLOTS);
    }

    /** How many rows there are. */
    int size() {
        return size;
    }

    /** The segment that holds a row; {@link #at} says where. */
    long[] segment(int row) {
        return segments[row >>> SEGMENT_SHIFT];
    }

    /** Where in its segment a row begins. */
    int at(int row) {
        return (row & SEGMENT_MASK) * rowWords;
    }

    /** The hash of the key at {@code words[from]}. */
    long hash(long[] words, int from) {
        long hash = seed;
        for (int word = from; word < from + keyWords; word++) {
            hash = mix(hash ^ words[word]);
        }
        return mix(hash);
    }

    /** The row of a key; a new one has values 0 and makes the table one larger. */
    int row(long[] words, int from, long hash) {
        int partition = (int) (hash >>> PARTITION_SHIFT);
        long[] table = slots[partition];
        int mask = table.length - 1;
        int slot = (int) hash & mask;
        for (long entry = table[slot]; entry != 0; entry = table[slot]) {
            if ((int) (entry >>> Integer.SIZE) == (int) hash) {
                int row = (int) entry - 1;
                if (hasKey(row, words, from)) {
                    return row;
                }
            }
            slot = (slot + 1) & mask;
        }
        return add(words, from, hash, partition);
    }

    private boolean hasKey(int row, long[] words, int from) {
        long[] segment = segment(row);
        int at = at(row);
        for (int word = 0; word < keyWords; word++) {
            if (segment[at + word] != words[from + word]) {
                return false;
            }
        }
        return true;
    }

    /** Claims all memory before it changes anything, so that the table stays whole when there is none. */
    private int add(long[] words, int from, long hash, int partition) {
        if (size == maxRows) {
            throw new MemoryBudget.BudgetExceeded();
        }
        ensureSlot(partition);
        ensureSegment();
        int row = size++;
        System.arraycopy(words, from, segment(row), at(row), keyWords);
        taken[partition]++;
        put(slots[partition], ((hash & LOWER_HALF) << Integer.SIZE) | (row + 1));
        return row;
    }

    private void ensureSlot(int partition) {
        long[] table = slots[partition];
        if ((taken[partition] + 1) * 4L <= table.length * 3L) {
            return;
        }
        int length = Math.max(FIRST_SLOTS, table.length * 2);
        budget.claim((long) length * Long.BYTES);
        long[] grown = new long[length];
        for (long entry : table) {
            if (entry != 0) {
                put(grown, entry);
            }
        }
        slots[partition] = grown;
        if (taken[partition] > 0) {
            budget.release((long) table.length * Long.BYTES);
        }
    }

    private void ensureSegment() {
        int segment = size >>> SEGMENT_SHIFT;
        if ((size & SEGMENT_MASK) != 0) {
            return;
        }
        budget.claim((long) SEGMENT_ROWS * rowWords * Long.BYTES);
        if (segment == segments.length) {
            segments = Arrays.copyOf(segments, segment * 2);
        }
        segments[segment] = new long[SEGMENT_ROWS * rowWords];
    }

    private static void put(long[] table, long entry) {
        int mask = table.length - 1;
        int slot = (int) (entry >>> Integer.SIZE) & mask;
        while (table[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        table[slot] = entry;
    }

    /** Both halves of the 128-bit product with a secret factor, folded: no difference of keys has a product that can be foretold. */
    private long mix(long value) {
        return value * factor ^ Math.multiplyHigh(value, factor);
    }

    /** The most slots that a look-up of one of the rows passes; for tests. */
    int longestProbe() {
        int longest = 0;
        for (long[] table : slots) {
            int mask = table.length - 1;
            for (int slot = 0; slot < table.length; slot++) {
                if (table[slot] != 0) {
                    int home = (int) (table[slot] >>> Integer.SIZE) & mask;
                    longest = Math.max(longest, ((slot - home) & mask) + 1);
                }
            }
        }
        return longest;
    }
}
