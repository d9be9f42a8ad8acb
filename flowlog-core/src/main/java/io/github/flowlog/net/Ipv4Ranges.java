package io.github.flowlog.net;

/**
 * The IPv4 side of a longest-prefix match: sorted places and an index on the first 12 to 20 bits of the address.
 *
 * <p>{@code index[b]} is the place that decides the first address of block {@code b}, so the place of an address lies between
 * those of its block and of the next. There are at least four blocks for each place up to 262,144 places, so that most blocks
 * have one and few more than a handful; how they are spread decides, and a crowded block is searched in halves.
 */
final class Ipv4Ranges {

    private static final int FEWEST_BITS = 12;
    private static final int MOST_BITS = 20;

    private final int shift;
    private final int[] index;

    /**
     * First address of each range in the upper half, its number in the lower: what a search has compared is also its result. The
     * sign bit is flipped, so that signed comparison orders unsigned addresses.
     */
    private final long[] places;

    Ipv4Ranges(PrefixSweep sweep) {
        long[] starts = sweep.lows();
        int[] numbers = sweep.numbers();
        places = new long[starts.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = place((int) starts[i], numbers[i]); // an IPv4 place has 32 bits
        }
        int bits = places.length == 1 ? 1 : FEWEST_BITS; // one place: no prefixes, or only 0.0.0.0/0
        while (bits < MOST_BITS && 1 << bits < 4L * places.length) {
            bits++;
        }
        shift = Integer.SIZE - bits;
        index = new int[(1 << bits) + 1];
        int range = 0;
        for (int block = 0; block < 1 << bits; block++) {
            while (range + 1 < starts.length && starts[range + 1] <= (long) block << shift) {
                range++;
            }
            index[block] = range;
        }
        index[1 << bits] = places.length - 1;
    }

    int lookup(int address) {
        int block = address >>> shift;
        int first = index[block];
        int last = index[block + 1];
        return (int) places[first == last ? first : search(first, last, address)]; // the lower half
    }

    /** Returns the last place of {@code [first, last]} that is not above the address; the first of them never is. */
    private int search(int first, int last, int address) {
        long key = place(address, -1);
        int from = first;
        int count = last - first + 1;
        while (count > 1) {
            int half = count >>> 1;
            from = places[from + half] <= key ? from + half : from;
            count -= half;
        }
        return from;
    }

    private static long place(int start, int number) {
        return (long) (start ^ Integer.MIN_VALUE) << Integer.SIZE | Integer.toUnsignedLong(number);
    }
}
