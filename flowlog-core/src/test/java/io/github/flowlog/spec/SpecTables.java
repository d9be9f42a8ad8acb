package io.github.flowlog.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The spec tables in the test resources. */
final class SpecTables {
    private static final List<String> NAMES =
            List.of("versions", "documents", "fragments", "records", "tuples", "syntax", "limits");

    private SpecTables() {}

    static Stream<SpecRow> rows() {
        return NAMES.stream().flatMap(SpecTables::lines).map(SpecTables::parse);
    }

    static List<String> ids() {
        return NAMES.stream()
                .flatMap(SpecTables::lines)
                .map(line -> line.substring(0, line.indexOf('|')).strip())
                .toList();
    }

    private static SpecRow parse(String line) {
        try {
            return SpecRow.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("spec row " + line, e);
        }
    }

    private static Stream<String> lines(String name) {
        try (InputStream in = SpecTables.class.getResourceAsStream("/spec/" + name + ".csv")) {
            if (in == null) {
                throw new IllegalStateException("no spec table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
