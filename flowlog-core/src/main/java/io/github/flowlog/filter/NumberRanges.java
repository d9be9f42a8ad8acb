package io.github.flowlog.filter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A set of small numbers, as ranges that are sorted, apart and not adjacent.
 *
 * @param ranges the ranges
 */
record NumberRanges(List<Range> ranges) {

    /**
     * Numbers from one to another.
     *
     * @param first the first
     * @param last the last, included
     */
    record Range(int first, int last) {}

    /** The numbers that are in any of these ranges. */
    static NumberRanges of(Collection<Range> ranges) {
        List<Range> merged = new ArrayList<>();
        for (Range range :
                ranges.stream().sorted(Comparator.comparingInt(Range::first)).toList()) {
            Range before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null && range.first() <= before.last() + 1) {
                merged.set(merged.size() - 1, new Range(before.first(), Math.max(before.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        return new NumberRanges(List.copyOf(merged));
    }
}
