package io.github.flowlog.encode;

import java.util.List;

/** RFC 4180 with line feeds. */
final class CsvSyntax implements RowSyntax {
    private static final byte[] NOTHING = {};
    private static final byte[] COMMA = {','};
    private static final byte[] LINE_FEED = {'\n'};
    private static final byte[] QUOTED_NOTHING = {'"', '"'};

    private final byte[] empty;

    CsvSyntax(List<FlowColumn> columns) {
        this.empty = columns.size() == 1 ? QUOTED_NOTHING : NOTHING; // most readers drop an empty line
    }

    @Override
    public byte[] before(List<FlowColumn> columns, int index) {
        if (index == 0) {
            return NOTHING;
        }
        return index < columns.size() ? COMMA : LINE_FEED;
    }

    @Override
    public boolean isCsv() {
        return true;
    }

    @Override
    public byte[] notMeasured() {
        return empty;
    }

    @Override
    public void append(String text, Bytes to) {
        if (text.isEmpty()) {
            to.add(empty);
            return;
        }
        boolean quoted = needsQuotes(text);
        if (quoted) {
            to.add('"');
        }
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (codePoint == '"') {
                to.add('"');
            }
            to.addUtf8(codePoint);
            at += Character.charCount(codePoint);
        }
        if (quoted) {
            to.add('"');
        }
    }

    private static boolean needsQuotes(String text) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == ',' || unit == '"' || unit == '\n' || unit == '\r') {
                return true;
            }
        }
        return false;
    }
}
