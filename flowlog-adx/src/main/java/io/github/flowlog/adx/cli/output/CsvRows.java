package io.github.flowlog.adx.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV by RFC 4180 with line feeds; null is nothing, an empty text two quotes. */
final class CsvRows implements RowOutput {
    private final OutputStream out;

    CsvRows(List<String> columns, OutputStream out) throws IOException {
        this.out = out;
        row(columns);
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < values.size(); column++) {
            line.append(column == 0 ? "" : ",").append(field(values.get(column)));
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean quoted = text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    @Override
    public void close() throws IOException {
        RowOutput.end(out);
    }
}
