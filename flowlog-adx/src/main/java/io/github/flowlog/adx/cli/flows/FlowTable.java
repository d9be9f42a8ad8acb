package io.github.flowlog.adx.cli.flows;

import io.github.flowlog.Decision;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.input.ScannedSource;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.TerminalText;
import io.github.flowlog.net.NamedNetworks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table whose widths are fixed by the first rows; no line is wider than the screen unless the columns were chosen. */
final class FlowTable implements FlowFormat {
    private static final int SHORTEST_RULE = 8;
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final int width;
    private final boolean colours;
    private final NamedNetworks networks;
    private final List<FlowField> fields;
    private final boolean chosen;
    private final StringBuilder line = new StringBuilder(256);
    private int lendable;
    private int lent;
    private @Nullable FlowTableLayout layout;

    /** {@code chosen} when a person named the columns, of which none is to be given up then. */
    FlowTable(Terminal terminal, NamedNetworks networks, List<FlowField> fields, boolean chosen) {
        this.width = terminal.tableWidth();
        this.colours = terminal.coloursOutput();
        this.networks = networks;
        this.fields = List.copyOf(fields);
        this.chosen = chosen;
    }

    @Override
    public void begin(FlowBatch batch, RowSelection rows, OutputStream out) throws IOException {
        if (rows.size() == 0) {
            return;
        }
        FlowTableLayout fitted = FlowTableLayout.fit(batch, rows, width, networks, fields, chosen);
        for (FlowField field : fitted.fields()) {
            append(field, TerminalText.cutEnd(field.heading(), fitted.width(field)), fitted.width(field));
        }
        endLine(colours ? BOLD : "", out);
        layout = fitted;
    }

    @Override
    public void write(ScannedSource source, FlowBatch batch, int row, OutputStream out) throws IOException {
        FlowTableLayout columns = Objects.requireNonNull(layout, "begin");
        // An address that is longer than those of the first rows takes room from the rule of its row, not from itself.
        lendable = chosen ? 0 : Math.max(0, columns.width(FlowField.RULE) - SHORTEST_RULE);
        lent = 0;
        for (FlowField field : columns.fields()) {
            String text =
                    field == FlowField.TIME ? columns.time().text(batch.time(row)) : field.text(batch, row, networks);
            append(field, text, columns.width(field));
        }
        endLine(colours && batch.decision(row) == Decision.DENIED ? RED : "", out);
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

    private void endLine(String colour, OutputStream out) throws IOException {
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
}
