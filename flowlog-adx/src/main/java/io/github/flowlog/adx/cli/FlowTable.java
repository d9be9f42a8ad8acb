package io.github.flowlog.adx.cli;

import io.github.flowlog.Decision;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.filter.RowSelection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Prints flows as a table whose widths are fixed by the first rows; no line is wider than the screen. */
final class FlowTable implements FlowSink {
    private static final int SHORTEST_RULE = 8;
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final OutputStream out;
    private final int width;
    private final boolean colours;
    private final boolean flushes;
    private final StringBuilder line = new StringBuilder(256);
    private int lendable;
    private int lent;
    private @Nullable FlowTableLayout layout;

    FlowTable(Terminal terminal) {
        this.out = terminal.openTableOutput();
        this.width = terminal.tableWidth();
        this.colours = terminal.coloursOutput();
        this.flushes = terminal.outIsTerminal();
    }

    @Override
    public void write(ScannedSource source, FlowBatch batch, RowSelection rows) throws IOException {
        if (layout == null) {
            layout = FlowTableLayout.fit(batch, rows, width);
            writeHeader(layout);
        }
        for (int i = 0; i < rows.size(); i++) {
            writeRow(layout, batch, rows.row(i));
        }
        if (flushes) {
            out.flush();
        }
    }

    private void writeHeader(FlowTableLayout columns) throws IOException {
        for (FlowField field : columns.fields()) {
            append(field, field.name(), columns.width(field));
        }
        endLine(colours ? BOLD : "");
    }

    private void writeRow(FlowTableLayout columns, FlowBatch batch, int row) throws IOException {
        // An address that is longer than those of the first rows takes room from the rule of its row, not from itself.
        lendable = Math.max(0, columns.width(FlowField.RULE) - SHORTEST_RULE);
        lent = 0;
        for (FlowField field : columns.fields()) {
            String text = field == FlowField.TIME ? columns.time().text(batch.time(row)) : field.text(batch, row);
            append(field, text, columns.width(field));
        }
        endLine(colours && batch.decision(row) == Decision.DENIED ? RED : "");
    }

    private void append(FlowField field, String text, int columnWidth) {
        String cell = text;
        if (width != Terminal.UNLIMITED) {
            cell = field.isEndpoint()
                    ? TerminalText.cutMiddle(text, columnWidth + lendable)
                    : TerminalText.cutEnd(text, field == FlowField.RULE ? columnWidth - lent : columnWidth);
        }
        int over = TerminalText.width(cell) - columnWidth;
        if (field.isEndpoint() && over > 0) {
            lendable -= over;
            lent += over;
        }
        int padded = field == FlowField.RULE ? columnWidth - lent : columnWidth;
        String padding = " ".repeat(Math.max(0, padded - TerminalText.width(cell)));
        line.append(field.isNumber() ? padding + cell : cell + padding).append(' ');
    }

    private void endLine(String colour) throws IOException {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        line.setLength(end);
        if (!colour.isEmpty()) {
            line.insert(0, colour).append(PLAIN);
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        line.setLength(0);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
