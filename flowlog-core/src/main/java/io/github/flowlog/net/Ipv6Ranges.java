package io.github.flowlog.net;

/** The IPv6 side of a longest-prefix match: places as sorted pairs of {@code long}s, found by binary search. */
final class Ipv6Ranges {

    /** Halves of the first address of each range; sign bits are flipped, so that signed comparison orders unsigned values. */
    private final long[] highs;

    private final long[] lows;
    private final int[] numbers;

    Ipv6Ranges(PrefixSweep sweep) {
        highs = flipped(sweep.highs());
        lows = flipped(sweep.lows());
        numbers = sweep.numbers();
    }

    int lookup(long high, long low) {
        long highKey = high ^ Long.MIN_VALUE;
        long lowKey = low ^ Long.MIN_VALUE;
        // The first range always starts at or before the address, at ::; the answer is the last that does.
        int first = 0;
        int last = numbers.length - 1;
        while (first < last) {
            int middle = (first + last + 1) >>> 1;
            if (highs[middle] < highKey || (highs[middle] == highKey && lows[middle] <= lowKey)) {
                first = middle;
            } else {
                last = middle - 1;
            }
        }
        return numbers[first];
    }

    private static long[] flipped(long[] values) {
        long[] flipped = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            flipped[i] = values[i] ^ Long.MIN_VALUE;
        }
        return flipped;
    }
}
