package io.github.flowlog.bench.report;

import java.util.Arrays;

/**
 * Median and extremes of repeated measurements.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param min the smallest
 * @param max the largest
 */
record Spread(double median, double min, double max) {

    /** Of at least one value, in any order. */
    static Spread of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a spread of no values");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Each value multiplied by a factor above 0. */
    Spread times(double factor) {
        return new Spread(median * factor, min * factor, max * factor);
    }

    /** A number divided by each value: rates become times, and the slowest the longest. */
    Spread dividing(double number) {
        return new Spread(number / median, number / max, number / min);
    }
}
