package io.github.flowlog.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.oracle.LibraryReader;
import io.github.flowlog.oracle.OracleProblem;
import io.github.flowlog.oracle.OracleReader;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.problem.BadInput.Scope;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.ParseProblem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is JSON and what is not, as RFC 8259 says, wherever a reader may pass over a value without looking at it.
 *
 * <p>The library and the oracle must agree with the table in each place, and with each other about everything else. Where
 * the table speaks of syntax, jackson-core is asked as well; of characters it is less strict than the table.
 */
class Rfc8259Test {
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final String MARK = "<1>";
    private static final String VALUE = "VALUE";

    /** Behind an unknown key: nothing is wrong with the log if the value is JSON. */
    private static final List<String> PASSED = List.of(
            "{\"x\":VALUE,\"records\":[@v1[\"@t1\"]]}",
            "{\"records\":[@v1[\"@t1\"]],\"x\":VALUE}",
            "{\"records\":[@v1[\"@t1\"],{\"x\":VALUE,\"records\":[@v2[\"@t2\"]]}]}",
            nsg("\"x\":VALUE,", "", "", ""),
            nsg("", "\"x\":VALUE,", "", ""),
            nsg("", "", "\"x\":VALUE,", ""),
            nsg("", "", "", "\"x\":VALUE,"),
            vnet("\"x\":VALUE,", "", "", "", ""),
            vnet("", "\"x\":VALUE,", "", "", ""),
            vnet("", "", "\"x\":VALUE,", "", ""),
            vnet("", "", "", "\"x\":VALUE,", ""),
            vnet("", "", "", "", "\"x\":VALUE,"));

    /** Where a value is passed because it is wrong in another way, or is looked at. */
    private static final List<String> REFUSED = List.of(
            "{\"records\":VALUE}",
            "{\"records\":[@v1[\"@t1\"]],\"records\":VALUE}",
            "[@v1[\"@t1\"],VALUE]",
            "[@v1[\"@t1\"],{\"time\":VALUE}]",
            "[@v1[\"@t1\"],{\"time\":\"2025-01-01T00:00:00Z\",\"time\":VALUE}]",
            "[@v1[\"@t1\"],{\"properties\":VALUE}]",
            "[@v1[\"@t1\"],{\"flowLogVersion\":VALUE}]",
            "[@v1[\"@t1\"],{\"properties\":{\"flows\":[{\"rule\":VALUE}]}}]",
            "[@v1[\"@t1\"],{\"properties\":{\"Version\":1,\"flows\":[{\"rule\":\"R\",\"flows\":[{\"flowTuples\":[VALUE,\"@t1\"]}]}]}}]");

    record Row(String id, String verdict, String text) {
        static Row parse(String line) {
            String[] cells = line.split(" \\| ", -1);
            return new Row(cells[0], cells[1], cells[2].strip());
        }

        boolean isAccepted() {
            return verdict.equals("accept");
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Row> rows() {
        return SpecTables.lines("rfc8259").flatMap(SpecTables::each).map(Row::parse);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void acceptsAndRefusesWhatItPassesOver(Row row) throws IOException {
        for (String place : PASSED) {
            OracleResult result = read(row, place);
            if (row.isAccepted()) {
                assertThat(result.problems()).as(place).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void acceptsAndRefusesWhatIsWrongAnyway(Row row) throws IOException {
        for (String place : REFUSED) {
            read(row, place);
        }
    }

    private static OracleResult read(Row row, String place) throws IOException {
        SpecInput input = SpecInput.parse(place.replace(VALUE, row.text()));
        byte[] bytes = input.bytes();
        OracleResult result = LibraryReader.read(bytes, BadInputPolicy.SKIP, ReadLimits.defaults());

        assertThat(result)
                .as("library and oracle in %s", place)
                .isEqualTo(OracleReader.read(bytes, BadInputPolicy.SKIP, ReadLimits.defaults()));
        List<OracleProblem> ends = result.problems().stream()
                .filter(problem -> problem.scope() == Scope.DOCUMENT)
                .toList();
        if (row.isAccepted()) {
            assertThat(ends).as(place).isEmpty();
        } else {
            assertThat(ends).as(place).hasSize(1);
            assertThat(ends.get(0).problem()).as(place).isEqualTo(ParseProblem.valueOf(row.verdict()));
            if (row.text().contains(MARK)) {
                assertThat(ends.get(0).byteOffset()).as(place).isEqualTo(input.mark("1"));
            }
        }
        if (!row.verdict().equals("ENCODING")) {
            assertThat(jacksonAccepts(bytes)).as("Jackson on %s", place).isEqualTo(row.isAccepted());
        }
        return result;
    }

    private static boolean jacksonAccepts(byte[] bytes) throws IOException {
        try (JsonParser parser = JACKSON.createParser(bytes)) {
            int roots = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                roots += token.isStructEnd() && parser.getParsingContext().inRoot() ? 1 : 0;
                if (token == JsonToken.VALUE_STRING) {
                    parser.getText();
                }
            }
            return roots == 1;
        } catch (StreamReadException e) {
            return false;
        }
    }

    private static String nsg(String record, String properties, String rule, String group) {
        return "[@v1[\"@t1\"],{\"time\":\"2025-01-01T00:00:00Z\"," + record + "\"properties\":{\"Version\":1,"
                + properties + "\"flows\":[{\"rule\":\"R\"," + rule + "\"flows\":[{" + group
                + "\"flowTuples\":[\"@t1\"]}]}]}}]";
    }

    /** The version behind the tuples, so that the value is passed over by the look ahead as well. */
    private static String vnet(String record, String content, String acl, String group, String last) {
        return "[@v1[\"@t1\"],{" + record + "\"flowRecords\":{" + content + "\"flows\":[{" + acl + "\"flowGroups\":[{"
                + group + "\"flowTuples\":[\"@t4\"],\"rule\":\"R\"}]}]}," + last
                + "\"flowLogVersion\":4,\"time\":\"2025-01-01T00:00:00Z\"}]";
    }
}
