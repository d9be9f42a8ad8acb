package io.github.flowlog.adx.cli.totals;

import io.github.flowlog.adx.cli.text.FlowTimeText;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code stats}.
 *
 * @param group what is counted
 * @param key which of them
 * @param value a number or a time, null when there is none
 * @param percent share of all tuples, null where that says nothing
 */
record Total(
        String group,
        String key,
        @Nullable Object value,
        @Nullable Double percent) {
    static Total number(String group, String key, long value) {
        return new Total(group, key, value, null);
    }

    /** A sum of counters, null when no tuple had one. */
    static Total counter(String group, String key, long value, boolean measured) {
        return new Total(group, key, measured ? value : null, null);
    }

    static Total time(String group, String key, long millis) {
        boolean none = millis == Long.MAX_VALUE || millis == Long.MIN_VALUE;
        return new Total(group, key, none ? null : FlowTimeText.full(millis), null);
    }

    static Total share(String group, String key, long count, long of) {
        return new Total(group, key, count, Math.round(1000.0 * count / of) / 10.0);
    }
}
