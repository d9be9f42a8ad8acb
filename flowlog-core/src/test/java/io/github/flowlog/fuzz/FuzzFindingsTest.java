package io.github.flowlog.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.flowlog.DocumentForm;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.oracle.LibraryReader;
import io.github.flowlog.oracle.OracleProblem;
import io.github.flowlog.oracle.OracleReader;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.ParseProblem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What fuzzing has found, each as a test of its own. */
class FuzzFindingsTest {

    @Test
    void endsANumberBeforeABrokenCharacter() {
        byte[] log = "[0\u00F3(]".getBytes(StandardCharsets.ISO_8859_1);

        OracleResult library = LibraryReader.read(log, BadInputPolicy.SKIP, ReadLimits.defaults());

        assertThat(library.problems()).extracting(OracleProblem::byteOffset).containsExactly(1L, 2L);
        assertThat(library.stats().skippedRecords()).isEqualTo(1);
        assertThat(OracleReader.read(log, BadInputPolicy.SKIP, ReadLimits.defaults())
                        .stats())
                .isEqualTo(library.stats());
    }

    @Test
    void refusesHalfASurrogatePairBeforeABrokenCharacter() {
        byte[] log = "[\"\\uDAAA\u00F0a".getBytes(StandardCharsets.ISO_8859_1);

        OracleResult library = LibraryReader.read(log, BadInputPolicy.SKIP, ReadLimits.defaults());

        assertThat(library.problems())
                .extracting(OracleProblem::problem, OracleProblem::byteOffset)
                .containsExactly(tuple(ParseProblem.ENCODING, 2L));
        assertThat(OracleReader.read(log, BadInputPolicy.SKIP, ReadLimits.defaults()))
                .isEqualTo(library);
    }

    @Test
    void reportsTheEndOfAFragmentBehindRecordsThatAreNoArray() {
        byte[] fragment = "\n{\"records\":\"\"".getBytes(StandardCharsets.US_ASCII);

        OracleResult library = LibraryReader.readFragment(
                fragment, new ResumePoint(1_000, DocumentForm.LINES), BadInputPolicy.SKIP, ReadLimits.defaults());

        assertThat(library.problems())
                .extracting(OracleProblem::problem, OracleProblem::byteOffset)
                .containsExactly(tuple(ParseProblem.WRONG_TYPE, 1_012L), tuple(ParseProblem.TRUNCATED, 1_014L));
    }
}
