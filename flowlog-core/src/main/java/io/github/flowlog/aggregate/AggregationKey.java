package io.github.flowlog.aggregate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What flow tuples are grouped by: one column or several.
 *
 * @param columns the columns, each once; equal keys are compared in this order
 */
public record AggregationKey(List<KeyColumn> columns) {
    /**
     * Makes a key.
     *
     * @throws IllegalArgumentException if there is no column, or one twice
     */
    public AggregationKey {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one column");
        }
        Set<KeyColumn> seen = new HashSet<>();
        for (KeyColumn column : columns) {
            if (!seen.add(column)) {
                throw new IllegalArgumentException("the key names " + column.field() + " twice");
            }
        }
    }

    /** A key of fields without numbers. */
    public static AggregationKey of(KeyField... fields) {
        return new AggregationKey(List.of(fields).stream().map(KeyColumn::of).toList());
    }

    /**
     * Parses a key as it is typed: words with commas between, such as {@code src,dst-port}.
     *
     * @throws IllegalArgumentException if a word is none of {@link #words}, a number is out of range, or a column comes twice
     */
    public static AggregationKey parse(String text) {
        return KeyWord.parse(text);
    }

    /** The words that {@link #parse} knows, with {@code N} for numbers. */
    public static List<String> words() {
        return KeyWord.words();
    }

    /** Whether a column is the name of a network. */
    public boolean needsNetworks() {
        return columns.stream().anyMatch(column -> column.field().isNetwork());
    }
}
