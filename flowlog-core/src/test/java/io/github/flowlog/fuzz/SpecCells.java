package io.github.flowlog.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The texts of a table in the test resources {@code /spec}, which stand in its second column. */
final class SpecCells {
    private SpecCells() {}

    static Stream<String> second(String table) {
        try (InputStream in = SpecCells.class.getResourceAsStream("/spec/" + table + ".csv")) {
            if (in == null) {
                throw new IllegalStateException("no spec table " + table);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\\|", -1)[1].strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
