package io.github.flowlog.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.oracle.OracleProblem;
import io.github.flowlog.problem.BadInput.Scope;
import io.github.flowlog.problem.ParseProblem;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The spec tables leave no kind of problem out. */
class SpecCoverageTest {
    @Test
    void hasARowForEachProblemInEachScope() {
        Map<ParseProblem, Set<Scope>> possible = new EnumMap<>(ParseProblem.class);
        for (ParseProblem problem : ParseProblem.values()) {
            Set<Scope> scopes = scopesOf(problem);
            if (!scopes.isEmpty()) {
                possible.put(problem, scopes);
            }
        }
        List<SpecRow> rows = SpecTables.rows().toList();
        Map<ParseProblem, Set<Scope>> covered = rows.stream()
                .flatMap(row -> row.problems.stream())
                .collect(Collectors.groupingBy(
                        OracleProblem::problem,
                        () -> new EnumMap<>(ParseProblem.class),
                        Collectors.mapping(
                                OracleProblem::scope, Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)))));

        System.out.println("spec rows per problem: " + countsOf(rows));
        assertThat(covered).isEqualTo(possible);
    }

    /** Where each problem may occur. Damaged gzip has no row, because a row is uncompressed text: see GzipInputTest. */
    private static Set<Scope> scopesOf(ParseProblem problem) {
        return switch (problem) {
            case SYNTAX, ENCODING, TRUNCATED -> EnumSet.of(Scope.DOCUMENT);
            case COMPRESSION -> EnumSet.noneOf(Scope.class);
            case NOT_A_FLOW_LOG, LIMIT -> EnumSet.of(Scope.RECORD, Scope.DOCUMENT);
            case DUPLICATE_KEY, MISSING, UNSUPPORTED_VERSION, CONFLICT -> EnumSet.of(Scope.RECORD);
            case WRONG_TYPE, BAD_VALUE -> EnumSet.of(Scope.TUPLE, Scope.RECORD);
            case FIELD_COUNT -> EnumSet.of(Scope.TUPLE);
        };
    }

    /** How many rows expect a problem; a row that expects several counts for each. */
    private static Map<String, Long> countsOf(List<SpecRow> rows) {
        Map<String, Long> counts = rows.stream()
                .flatMap(row -> row.problems.stream()
                        .map(problem -> problem.problem() + " of a "
                                + problem.scope().name().toLowerCase(Locale.ROOT))
                        .distinct())
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        counts.put(
                "no problem",
                rows.stream().filter(row -> row.problems.isEmpty()).count());
        counts.put("all rows", (long) rows.size());
        return counts;
    }
}
