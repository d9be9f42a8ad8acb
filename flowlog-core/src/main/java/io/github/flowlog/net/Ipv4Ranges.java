package io.github.flowlog.net;

/**
 * The IPv4 side of a longest-prefix match: sorted places and an index on the first 16 bits of the address.
 *
 * <p>{@code index[b]} is the range that holds the first address of block {@code b} = b.b.0.0/16, so the range of an address lies
 * between those of its block and of the next. Few blocks have more than a handful of ranges, which leaves few steps to search.
 */
final class Ipv4Ranges {

    private static final int BLOCKS = 1 << 16;

    private final int[] index = new int[BLOCKS + 1];

    /** First address of each range; the sign bit is flipped, so that signed comparison orders unsigned values. */
    private final int[] starts;

    private final int[] numbers;

    Ipv4Ranges(PrefixSweep sweep) {
        long[] places = sweep.lows();
        starts = new int[places.length];
        numbers = sweep.numbers();
        for (int i = 0; i < places.length; i++) {
            starts[i] = (int) places[i] ^ Integer.MIN_VALUE; // an IPv4 place has 32 bits
        }
        int range = 0;
        for (int block = 0; block < BLOCKS; block++) {
            while (range + 1 < places.length && places[range + 1] <= (long) block << 16) {
                range++;
            }
            index[block] = range;
        }
        index[BLOCKS] = places.length - 1;
    }

    int lookup(int address) {
        int block = address >>> 16;
        int key = address ^ Integer.MIN_VALUE;
        // The first range always starts at or before the address; the answer is the last that does.
        int first = index[block];
        int last = index[block + 1];
        while (first < last) {
            int middle = (first + last + 1) >>> 1;
            if (starts[middle] <= key) {
                first = middle;
            } else {
                last = middle - 1;
            }
        }
        return numbers[first];
    }
}
