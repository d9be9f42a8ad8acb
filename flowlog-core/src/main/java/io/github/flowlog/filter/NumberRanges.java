package io.github.flowlog.filter;

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
}
