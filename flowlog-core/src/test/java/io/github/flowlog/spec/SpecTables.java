package io.github.flowlog.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The spec tables in the test resources.
 *
 * <p>A line in which {@code <any of a b c>} stands is a row for each of these texts, or for each combination of them when
 * it stands there twice; the same is expected of all.
 */
final class SpecTables {
    static final List<String> NAMES =
            List.of("versions", "documents", "fragments", "records", "tuples", "syntax", "limits");

    private static final Pattern CHOICE = Pattern.compile("<any of ((?:[^<>]|<[^<>]*>)*)>");

    private SpecTables() {}

    static Stream<SpecRow> rows() {
        return NAMES.stream().flatMap(SpecTables::rows);
    }

    /** The rows of one table. */
    static Stream<SpecRow> rows(String name) {
        return lines(name).flatMap(SpecTables::each).map(SpecTables::parse);
    }

    /** One row of each line, for tests that are slow on each. */
    static Stream<SpecRow> firstRows() {
        return NAMES.stream()
                .flatMap(SpecTables::lines)
                .map(line -> parse(each(line).findFirst().orElseThrow()));
    }

    static List<String> ids() {
        return Stream.concat(NAMES.stream(), Stream.of("rfc8259"))
                .flatMap(SpecTables::lines)
                .map(line -> line.substring(0, line.indexOf('|')).strip())
                .toList();
    }

    /** The rows that a line stands for. */
    static Stream<String> each(String line) {
        Matcher choice = CHOICE.matcher(line);
        if (!choice.find()) {
            return Stream.of(line);
        }
        String before = line.substring(0, choice.start());
        String behind = line.substring(choice.end());
        int idEnd = before.indexOf(" |");
        return Stream.of(choice.group(1).split(" ", -1))
                .flatMap(text ->
                        each(before.substring(0, idEnd) + ' ' + text + before.substring(idEnd) + text + behind));
    }

    private static SpecRow parse(String line) {
        try {
            return SpecRow.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("spec row " + line, e);
        }
    }

    /** The lines of a table without its comments. */
    static Stream<String> lines(String name) {
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
