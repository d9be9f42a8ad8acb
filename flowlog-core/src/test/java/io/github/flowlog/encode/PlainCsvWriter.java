package io.github.flowlog.encode;

import io.github.flowlog.FlowTuple;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A writer of RFC 4180, value by value, that knows nothing of the encoder under test. */
final class PlainCsvWriter {
    private PlainCsvWriter() {}

    /** A row of all columns. */
    static String line(FlowTuple tuple, EncoderConstants constants) {
        return List.of(FlowColumn.values()).stream()
                .map(column -> field(ExpectedValues.of(column, tuple, constants)))
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static String field(@Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean quoted = value.contains(",") || value.contains("\"") || value.contains("\n") || value.contains("\r");
        return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
