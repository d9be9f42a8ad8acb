package io.github.flowlog.adx.cli.output;

import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.TerminalText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a table: numbers and quantities to the right, null as a dash, widths fixed by the first rows.
 *
 * <p>Where the columns do not fit side by side even when they are cut, each row is printed as a block of lines.
 */
final class TableRows implements RowOutput {
    private static final int SAMPLE_ROWS = 500;
    private static final int NARROWEST_COLUMN = 8;

    private final List<String> columns;
    private final OutputStream out;
    private final int screen;
    private final List<List<? extends @Nullable Object>> sample = new ArrayList<>();
    private final int[] widths;
    private final boolean[] numeric;
    private boolean started;
    private boolean blocks;
    private long blockNumber;

    TableRows(List<String> columns, Terminal terminal) {
        this.columns = columns.stream().map(TerminalText::printable).toList();
        this.out = terminal.openTableOutput();
        this.screen = terminal.tableWidth();
        this.widths = new int[columns.size()];
        this.numeric = new boolean[columns.size()];
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        if (started) {
            write(values);
            return;
        }
        sample.add(values);
        if (sample.size() == SAMPLE_ROWS) {
            start();
        }
    }

    private void start() throws IOException {
        started = true;
        for (int column = 0; column < widths.length; column++) {
            widths[column] = TerminalText.width(columns.get(column));
            numeric[column] = true;
            for (List<? extends @Nullable Object> row : sample) {
                Object value = row.get(column);
                widths[column] = Math.max(widths[column], TerminalText.width(cell(value)));
                numeric[column] &= value == null || value instanceof Number || value instanceof Quantity;
            }
        }
        fit();
        if (!blocks && !columns.isEmpty()) {
            writeLine(columns);
        }
        for (List<? extends @Nullable Object> row : sample) {
            write(row);
        }
        sample.clear();
    }

    /** Takes from the widest column of text until the table fits; numbers are never cut. */
    private void fit() {
        long excess = IntStream.of(widths).asLongStream().sum() + 2L * (widths.length - 1) - screen;
        while (excess > 0) {
            int widest = -1;
            for (int column = 0; column < widths.length; column++) {
                if (!numeric[column] && (widest < 0 || widths[column] > widths[widest])) {
                    widest = column;
                }
            }
            if (widest < 0 || widths[widest] <= NARROWEST_COLUMN) {
                blocks = true;
                return;
            }
            widths[widest]--;
            excess--;
        }
    }

    private void write(List<? extends @Nullable Object> values) throws IOException {
        if (blocks) {
            writeBlock(values);
        } else {
            writeLine(values);
        }
    }

    private void writeLine(List<? extends @Nullable Object> values) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cell(values.get(column));
            if (screen != Terminal.UNLIMITED) {
                cell = TerminalText.cutEnd(cell, widths[column]);
            }
            String padding = " ".repeat(Math.max(0, widths[column] - TerminalText.width(cell)));
            line.append(column == 0 ? "" : "  ").append(numeric[column] ? padding + cell : cell + padding);
        }
        print(line.toString().stripTrailing());
    }

    private void writeBlock(List<? extends @Nullable Object> values) throws IOException {
        blockNumber++;
        print("-- row " + blockNumber);
        int names = columns.stream().mapToInt(TerminalText::width).max().orElse(0);
        for (int column = 0; column < widths.length; column++) {
            if (Quantity.NONE.equals(values.get(column))) {
                continue;
            }
            String name = columns.get(column);
            String line = name + " ".repeat(names - TerminalText.width(name)) + "  " + cell(values.get(column));
            print(TerminalText.cutEnd(line, screen));
        }
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "-" : TerminalText.printable(value.toString());
    }

    private void print(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        if (!started) {
            start();
        }
        out.flush();
    }
}
