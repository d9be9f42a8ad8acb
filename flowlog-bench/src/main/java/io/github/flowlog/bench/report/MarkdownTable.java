package io.github.flowlog.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown whose columns are as wide as their widest cell: the first ones text, the others figures. */
final class MarkdownTable {
    private final int textColumns;
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(int textColumns, List<String> header) {
        this.textColumns = textColumns;
        this.header = List.copyOf(header);
    }

    void add(List<String> row) {
        if (row.size() != header.size()) {
            throw new IllegalArgumentException(row.size() + " cells for " + header.size() + " columns: " + row);
        }
        rows.add(List.copyOf(row));
    }

    @Override
    public String toString() {
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            int width = header.get(column).length();
            for (List<String> row : rows) {
                width = Math.max(width, row.get(column).length());
            }
            widths[column] = Math.max(3, width);
        }
        StringBuilder text = new StringBuilder();
        append(text, header, widths);
        for (int column = 0; column < widths.length; column++) {
            text.append(column < textColumns ? "|-" : "| ")
                    .append("-".repeat(widths[column]))
                    .append(column < textColumns ? '-' : ':');
        }
        text.append("|\n");
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            text.append("| ")
                    .append(column < textColumns ? cell + padding : padding + cell)
                    .append(' ');
        }
        text.append("|\n");
    }
}
