package io.github.flowlog.adx.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One JSON object a line; numbers that JSON does not know (NaN, infinity) are null. */
final class JsonRows implements RowOutput {
    private final List<String> keys;
    private final OutputStream out;

    JsonRows(List<String> columns, OutputStream out) {
        this.keys = columns.stream().map(JsonRows::text).toList();
        this.out = out;
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        StringBuilder line = new StringBuilder("{");
        for (int column = 0; column < values.size(); column++) {
            line.append(column == 0 ? "" : ",")
                    .append(keys.get(column))
                    .append(':')
                    .append(value(values.get(column)));
        }
        out.write(line.append("}\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String value(@Nullable Object value) {
        boolean unknownToJson = (value instanceof Double number && !Double.isFinite(number))
                || (value instanceof Float single && !Float.isFinite(single));
        if (value == null || unknownToJson) {
            return "null";
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : text(value.toString());
    }

    private static String text(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || (c >= 0x7F && c < 0xA0)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    @Override
    public void close() throws IOException {
        RowOutput.end(out);
    }
}
