package io.github.flowlog.net;

/**
 * The IPv6 side of a longest-prefix match: places as sorted pairs of {@code long}s, and an index on their first halves.
 *
 * <p>Prefixes of IPv6 crowd: an index on fixed bits would have them all in one block. So the blocks divide the span in which
 * nearly all places lie, evenly, whatever bits these have in common; the few outside, up to one in 64 on either side, belong to
 * the first and to the last block. Second halves are looked at only where places share a first half; a table in which most do
 * (all of it in one /64) has no use of the index and is searched twice, which takes about a fifth longer than one plain search.
 */
final class Ipv6Ranges {

    private static final int MOST_BITS = 18;

    /** One place in so many may lie outside the span, on either side. */
    private static final int OUTSIDE = 64;

    /** Halves of the first address of each range; sign bits are flipped, so that signed comparison orders unsigned values. */
    private final long[] highs;

    private final long[] lows;
    private final int[] numbers;

    /** First half at which the span begins. */
    private final long base;

    /** How many bits of the distance from there a block takes; at least one, so that the number of a block is never negative. */
    private final int shift;

    /** For each block the last place before it, and behind the last block the last place of all. */
    private final int[] index;

    Ipv6Ranges(PrefixSweep sweep) {
        highs = flipped(sweep.highs());
        lows = flipped(sweep.lows());
        numbers = sweep.numbers();
        int outside = highs.length / OUTSIDE;
        base = highs[Math.min(1 + outside, highs.length - 1)]; // the first of all places is always ::
        long span = highs[highs.length - 1 - outside] - base;
        int bits = Math.min(MOST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(highs.length));
        shift = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(span) - bits);
        index = new int[(int) (span >>> shift) + 2];
        int last = 0;
        for (int block = 1; block < index.length - 1; block++) {
            long start = base + ((long) block << shift);
            while (last + 1 < highs.length && highs[last + 1] < start) {
                last++;
            }
            index[block] = last;
        }
        index[index.length - 1] = highs.length - 1;
    }

    int lookup(long high, long low) {
        long highKey = high ^ Long.MIN_VALUE;
        long lowKey = low ^ Long.MIN_VALUE;
        int block = highKey < base ? 0 : (int) Math.min((highKey - base) >>> shift, index.length - 2);
        int first = index[block];
        int at = lastUpTo(highKey, first, index[block + 1]);
        // Of the places with this first half an earlier one may be right, or the last before all of them.
        return numbers[highs[at] == highKey && lows[at] > lowKey ? lastUpTo(highKey, lowKey, first, at) : at];
    }

    /** Returns the last place of {@code [first, last]} whose first half is at most the key's; the first one's always is. */
    private int lastUpTo(long highKey, int first, int last) {
        int from = first;
        int count = last - first + 1;
        while (count > 1) {
            int half = count >>> 1;
            from = highs[from + half] <= highKey ? from + half : from;
            count -= half;
        }
        return from;
    }

    /** Likewise for both halves, where no first half is above the key's. */
    private int lastUpTo(long highKey, long lowKey, int first, int last) {
        int from = first;
        int count = last - first + 1;
        while (count > 1) {
            int half = count >>> 1;
            int middle = from + half;
            from = lows[middle] <= lowKey || highs[middle] < highKey ? middle : from;
            count -= half;
        }
        return from;
    }

    private static long[] flipped(long[] values) {
        long[] flipped = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            flipped[i] = values[i] ^ Long.MIN_VALUE;
        }
        return flipped;
    }
}
