package io.github.flowlog.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A filter with its renderings.
 *
 * @param filter the expression
 * @param sql what DuckDB is asked
 * @param kql what Azure Data Explorer is asked
 */
public record Rendering(String filter, String sql, String kql) {
    static final String RESOURCE = "golden/filter-renderings.txt";

    /** The renderings that are written down: at least one for each kind of condition and way to render it. */
    public static List<Rendering> pinned() throws IOException {
        try (InputStream in = Rendering.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            return Arrays.stream(new String(in.readAllBytes(), UTF_8).strip().split("\n\n"))
                    .map(Rendering::parse)
                    .toList();
        }
    }

    static Rendering of(String expression) {
        FlowFilter filter = FlowFilter.parse(expression);
        return new Rendering(expression, filter.toSql(), filter.toKql());
    }

    private static Rendering parse(String block) {
        Map<String, String> lines = Arrays.stream(block.split("\n"))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        return new Rendering(lines.get("filter"), lines.get("sql"), lines.get("kql"));
    }

    /** The block of the file. */
    @Override
    public String toString() {
        return "filter: " + filter + "\nsql: " + sql + "\nkql: " + kql + "\n";
    }
}
