package io.github.flowlog.adx.cli.output;

import io.github.flowlog.adx.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of values: null, numbers, truth values, text.
 *
 * <p>Closing writes what belongs at the end and flushes; it is for runs that went well.
 */
public interface RowOutput extends AutoCloseable {
    void row(List<? extends @Nullable Object> values) throws IOException;

    @Override
    void close() throws IOException;

    /** As {@link #open}, with columns called by words of the field, which a table shows in capitals. */
    static RowOutput openWords(OutputFormat format, List<String> words, Terminal terminal) throws IOException {
        boolean table = format == OutputFormat.TABLE;
        return open(
                format,
                table
                        ? words.stream()
                                .map(word -> word.toUpperCase(Locale.ROOT))
                                .toList()
                        : words,
                terminal);
    }

    static RowOutput open(OutputFormat format, List<String> columns, Terminal terminal) throws IOException {
        return switch (format) {
            case TABLE -> new TableRows(columns, terminal);
            case CSV -> new CsvRows(columns, terminal.openOutput());
            case JSONL -> new JsonRows(columns, terminal.openOutput());
            case JSON -> new JsonRows(columns, new JsonArrayOutput(terminal.openOutput()));
        };
    }

    /** Writes and flushes, then leaves the stream open. */
    static void end(OutputStream out) throws IOException {
        if (out instanceof JsonArrayOutput array) {
            array.end();
        }
        out.flush();
    }
}
