package io.github.flowlog.adx.kusto;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The primary result of a query or a command.
 *
 * @param columns the columns in order
 * @param rows values as they stand in the answer: text, numbers, booleans, null
 */
public record KustoRows(List<Column> columns, List<List<@Nullable Object>> rows) {
    /**
     * One column.
     *
     * @param name its name
     * @param type its type as KQL spells it; empty where the answer tells none
     */
    public record Column(String name, String type) {}

    /** Makes the lists unmodifiable. */
    public KustoRows {
        columns = List.copyOf(columns);
        List<List<@Nullable Object>> copies = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copies);
    }

    /** Index of a column. */
    public int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the answer has no column " + column + " but " + columns);
    }

    /** A value as text; empty for null. */
    public String text(int row, String column) {
        Object value = rows.get(row).get(index(column));
        return value == null ? "" : value.toString();
    }

    /** A value as a whole number; 0 for null. */
    public long number(int row, String column) {
        Object value = rows.get(row).get(index(column));
        return value instanceof Number number
                ? number.longValue()
                : value == null ? 0 : Long.parseLong(value.toString());
    }

    /** How many rows there are. */
    public int size() {
        return rows.size();
    }
}
