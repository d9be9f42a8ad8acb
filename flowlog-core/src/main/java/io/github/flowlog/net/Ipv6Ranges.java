package io.github.flowlog.net;

import java.util.Arrays;

/**
 * The IPv6 side of a longest-prefix match: a run of the distinct first halves of all places, and for each first half with places
 * inside it a run of their second halves.
 */
final class Ipv6Ranges {

    /** Below {@link PrefixTable#NO_MATCH}: {@code INSIDE - i} stands for the {@code i}th first half with places inside it. */
    private static final int INSIDE = PrefixTable.NO_MATCH - 1;

    /** Sign bits are flipped, so that signed comparison orders unsigned values. */
    private final SortedLongs halves;

    /** For each half the number of the match from there on, or that there are places inside this first half. */
    private final int[] numbers;

    /** For each first half with places inside it the run of these, and the number behind the last of them. */
    private final int[] inside;

    private final int firstHalves;

    Ipv6Ranges(PrefixSweep sweep) {
        Builder builder = new Builder(sweep);
        firstHalves = builder.addFirstHalves();
        inside = builder.addSecondHalves();
        halves = builder.halves.build();
        numbers = Arrays.copyOf(builder.matches, builder.halves.size());
    }

    int lookup(long high, long low) {
        long key = high ^ Long.MIN_VALUE;
        int at = halves.lastUpTo(firstHalves, key);
        int number = numbers[at];
        if (number > INSIDE) {
            return number;
        }
        int run = 2 * (INSIDE - number);
        return halves.value(at) == key ? numbers[halves.lastUpTo(inside[run], low ^ Long.MIN_VALUE)] : inside[run + 1];
    }

    /** Sorts places into runs. */
    private static final class Builder {
        private final long[] highs;
        private final long[] lows;
        private final int[] numbers;
        private final SortedLongs.Builder halves;
        private int[] matches;
        private int firstHalvesWithin;

        Builder(PrefixSweep sweep) {
            highs = sweep.highs();
            lows = sweep.lows();
            numbers = sweep.numbers();
            halves = new SortedLongs.Builder(highs.length + SortedLongs.LEAF);
            matches = new int[highs.length + SortedLongs.LEAF];
        }

        int addFirstHalves() {
            int number = PrefixTable.NO_MATCH;
            int end;
            for (int from = 0; from < highs.length; from = end) {
                end = end(from);
                number = hasInside(from, end) ? INSIDE - firstHalvesWithin++ : numbers[from];
                add(highs[from], number);
            }
            int last = highs.length - 1;
            return endRun(0, highs[last] == -1 ? number : numbers[last]);
        }

        int[] addSecondHalves() {
            int[] runs = new int[2 * firstHalvesWithin];
            int run = 0;
            int end;
            for (int from = 0; from < highs.length; from = end) {
                end = end(from);
                if (hasInside(from, end)) {
                    int first = halves.size();
                    if (lows[from] != 0) {
                        add(0, numbers[from - 1]); // the first of all places is ::
                    }
                    for (int i = from; i < end; i++) {
                        add(lows[i], numbers[i]);
                    }
                    int last = numbers[end - 1];
                    runs[run] = endRun(first, last);
                    runs[run + 1] = last;
                    run += 2;
                }
            }
            return runs;
        }

        private boolean hasInside(int from, int end) {
            return lows[from] != 0 || end - from > 1;
        }

        /** Returns the first place with another first half. */
        private int end(int from) {
            int end = from + 1;
            while (end < highs.length && highs[end] == highs[from]) {
                end++;
            }
            return end;
        }

        private int endRun(int first, int number) {
            for (int i = 0; i < SortedLongs.LEAF; i++) {
                add(-1, number); // the last address of all has this number as well
            }
            return halves.endRun(first);
        }

        private void add(long half, int number) {
            int at = halves.size();
            if (at == matches.length) {
                matches = Arrays.copyOf(matches, at + (at >> 1) + 1);
            }
            halves.add(half ^ Long.MIN_VALUE);
            matches[at] = number;
        }
    }
}
