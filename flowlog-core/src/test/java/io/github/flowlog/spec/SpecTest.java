package io.github.flowlog.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowTuple;
import io.github.flowlog.ReadStats;
import io.github.flowlog.oracle.LibraryReader;
import io.github.flowlog.oracle.OracleProblem;
import io.github.flowlog.oracle.OracleReader;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.problem.BadInput.Scope;
import io.github.flowlog.problem.BadInputPolicy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the spec tables, read by the library and by the oracle, skipping bad input and strictly. */
class SpecTest {
    static Stream<SpecRow> rows() {
        return SpecTables.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsAsSpecifiedWhenSkipping(SpecRow row) {
        requireAsSpecified(row, "library", byLibrary(row, BadInputPolicy.SKIP));
        requireAsSpecified(row, "oracle", byOracle(row, BadInputPolicy.SKIP));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsAsSpecifiedWhenStrict(SpecRow row) {
        OracleResult skipping = byOracle(row, BadInputPolicy.SKIP);
        requireStrict(row, "library", byLibrary(row, BadInputPolicy.STRICT), skipping);
        requireStrict(row, "oracle", byOracle(row, BadInputPolicy.STRICT), skipping);
    }

    /** Behind the text of a row lies too little for the fast path of tuples; white space makes room for it. */
    @ParameterizedTest
    @MethodSource("rows")
    void readsAsTheOracleWithWhiteSpaceBehind(SpecRow row) {
        byte[] bytes = Arrays.copyOf(row.bytes, row.bytes.length + 400);
        Arrays.fill(bytes, row.bytes.length, bytes.length, (byte) ' ');
        for (BadInputPolicy policy : BadInputPolicy.values()) {
            OracleResult library = row.isFragment
                    ? LibraryReader.readFragment(bytes, row.start, policy, row.limits)
                    : LibraryReader.read(bytes, policy, row.limits);
            OracleResult oracle = row.isFragment
                    ? OracleReader.readFragment(bytes, row.start, policy, row.limits)
                    : OracleReader.read(bytes, policy, row.limits);
            assertThat(library.rows()).as("rows of %s, %s", row, policy).isEqualTo(oracle.rows());
            assertThat(library.problems()).as("problems of %s, %s", row, policy).isEqualTo(oracle.problems());
        }
    }

    private static OracleResult byLibrary(SpecRow row, BadInputPolicy policy) {
        return row.isFragment
                ? LibraryReader.readFragment(row.bytes, row.start, policy, row.limits)
                : LibraryReader.read(row.bytes, policy, row.limits);
    }

    private static OracleResult byOracle(SpecRow row, BadInputPolicy policy) {
        return row.isFragment
                ? OracleReader.readFragment(row.bytes, row.start, policy, row.limits)
                : OracleReader.read(row.bytes, policy, row.limits);
    }

    private static void requireAsSpecified(SpecRow row, String reader, OracleResult result) {
        assertThat(result.problems())
                .as("problems of %s by the %s", row, reader)
                .containsExactlyElementsOf(row.problems);
        assertThat(result.rows()).as("rows of %s by the %s", row, reader).hasSize(row.rows);
        row.columns.forEach(
                (index, columns) -> requireColumns(row, result.rows().get(index), columns));
        ReadStats stats = result.stats();
        assertThat(stats)
                .as("counts of %s by the %s", row, reader)
                .isEqualTo(new ReadStats(
                        row.bytes.length,
                        row.records == null ? stats.records() : row.records,
                        row.rows,
                        count(row, Scope.RECORD),
                        count(row, Scope.TUPLE),
                        count(row, Scope.DOCUMENT),
                        row.problems.stream()
                                .mapToLong(OracleProblem::unreadBytes)
                                .sum()));
        if (row.resumePoint != null) {
            assertThat(result.resumePoint())
                    .as("resume point of %s by the %s", row, reader)
                    .isEqualTo(row.resumePoint);
        }
    }

    private static void requireStrict(SpecRow row, String reader, OracleResult strict, OracleResult skipping) {
        if (row.problems.isEmpty()) {
            requireAsSpecified(row, reader, strict);
            return;
        }
        OracleProblem first = row.problems.get(0);
        assertThat(strict.problems())
                .as("refusal of %s by the %s", row, reader)
                .containsExactly(new OracleProblem(
                        first.problem(),
                        first.scope(),
                        first.field(),
                        first.byteOffset(),
                        first.recordOffset(),
                        first.recordIndex(),
                        first.tupleIndex(),
                        0));
        assertThat(skipping.rows().subList(0, strict.rows().size()))
                .as("rows before the refusal of %s by the %s", row, reader)
                .isEqualTo(strict.rows());
        assertThat(strict.rows())
                .as("rows before the refusal of %s by the %s", row, reader)
                .allMatch(tuple -> tuple.recordOffset() < first.byteOffset());
    }

    private static long count(SpecRow row, Scope scope) {
        return row.problems.stream().filter(problem -> problem.scope() == scope).count();
    }

    private static void requireColumns(SpecRow row, FlowTuple tuple, Map<String, String> columns) {
        for (RecordComponent component : FlowTuple.class.getRecordComponents()) {
            String expected = columns.get(component.getName());
            if (expected != null) {
                assertThat(valueOf(tuple, component))
                        .as("%s of %s", component.getName(), row)
                        .isEqualTo(expected);
            }
        }
        assertThat(Stream.of(FlowTuple.class.getRecordComponents()).map(RecordComponent::getName))
                .as("columns named by %s", row)
                .containsAll(columns.keySet());
    }

    private static String valueOf(FlowTuple tuple, RecordComponent component) {
        try {
            return String.valueOf(component.getAccessor().invoke(tuple));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot read " + component.getName(), e);
        }
    }
}
