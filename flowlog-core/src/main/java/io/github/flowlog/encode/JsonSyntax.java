package io.github.flowlog.encode;

import java.util.List;

/** RFC 8259, one object a line; the quotes around a string belong to what stands around it. */
final class JsonSyntax implements RowSyntax {
    private static final byte[] NULL = Bytes.ascii("null");
    private static final byte[] HEX = Bytes.ascii("0123456789abcdef");

    @Override
    public byte[] before(List<FlowColumn> columns, int index) {
        StringBuilder text = new StringBuilder();
        if (index > 0 && !columns.get(index - 1).type().isNumber()) {
            text.append('"');
        }
        if (index == columns.size()) {
            return Bytes.ascii(text.append("}\n").toString());
        }
        FlowColumn column = columns.get(index);
        text.append(index == 0 ? '{' : ',')
                .append('"')
                .append(column.columnName())
                .append("\":");
        if (!column.type().isNumber()) {
            text.append('"');
        }
        return Bytes.ascii(text.toString());
    }

    @Override
    public boolean isCsv() {
        return false;
    }

    @Override
    public byte[] notMeasured() {
        return NULL;
    }

    @Override
    public void append(String text, Bytes to) {
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (codePoint == '"' || codePoint == '\\') {
                to.add('\\');
                to.add(codePoint);
            } else if (Character.isISOControl(codePoint)) {
                appendEscape(codePoint, to);
            } else {
                to.addUtf8(codePoint);
            }
            at += Character.charCount(codePoint);
        }
    }

    /** Controls beyond 0x1F need no escape in JSON, but get one: they would do things to a terminal. */
    private static void appendEscape(int control, Bytes to) {
        to.add('\\');
        to.add('u');
        to.add('0');
        to.add('0');
        to.add(HEX[control >> 4]);
        to.add(HEX[control & 0xF]);
    }
}
