package io.github.flowlog.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.Decision;
import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.problem.BadInputPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle against the counts that an unrelated reader gave for the sample logs. */
class SampleLogsTest {
    @ParameterizedTest
    @CsvSource({
        SampleLogs.NSG_V1 + ",NSG_V1,6,73",
        SampleLogs.NSG_V1_EMPTY_FLOWS + ",NSG_V1,1,40",
        SampleLogs.NSG_V1_NESTED + ",NSG_V1,5,21",
        SampleLogs.NSG_V2 + ",NSG_V2,8,153",
        SampleLogs.NSG_V2_DOCUMENTATION + ",NSG_V2,2,11",
        SampleLogs.VNET_V4_INTERFACE + ",VNET_V4,4,61",
        SampleLogs.VNET_V4_SUBNET + ",VNET_V4,4,68",
        SampleLogs.VNET_V4_ALPHABETICAL + ",VNET_V4,8,166",
        SampleLogs.VNET_V4_DOCUMENTATION + ",VNET_V4,1,19",
        SampleLogs.VNET_V4_SINGLE_RECORD + ",VNET_V4,1,10",
        SampleLogs.VNET_V4_SYNTHETIC + ",VNET_V4,1,3",
    })
    void readsEverySampleCompletely(String name, FlowLogFormat format, long records, int tuples) {
        OracleResult result = read(name);

        assertThat(result.problems()).isEmpty();
        assertThat(result.rows()).hasSize(tuples);
        assertThat(result.rows()).extracting(FlowTuple::format).containsOnly(format);
        assertThat(result.stats().records()).isEqualTo(records);
    }

    @Test
    void countsStatesAndDecisionsOfTheNsgBlob() {
        List<FlowTuple> rows = read(SampleLogs.NSG_V2).rows();

        assertThat(states(rows)).containsExactly(111, 3, 39, 0);
        assertThat(count(rows, row -> row.decision() == Decision.DENIED)).isEqualTo(75);
        assertThat(count(rows, row -> row.state() == FlowState.END && row.packetsSourceToDestination() == 0L))
                .isEqualTo(3);
        assertThat(count(rows, row -> row.state() == FlowState.BEGIN && row.bytesDestinationToSource() != null))
                .isZero();
    }

    @Test
    void countsStatesOfTheVnetBlobs() {
        assertThat(states(read(SampleLogs.VNET_V4_INTERFACE).rows())).containsExactly(13, 0, 12, 36);
        assertThat(states(read(SampleLogs.VNET_V4_SUBNET).rows())).containsExactly(12, 0, 14, 42);
        assertThat(states(read(SampleLogs.VNET_V4_ALPHABETICAL).rows())).containsExactly(10, 4, 18, 134);
        assertThat(states(read(SampleLogs.VNET_V4_SINGLE_RECORD).rows())).containsExactly(0, 0, 0, 10);
    }

    @Test
    void countsDecisionsAndPortsOfTheVersion1Blob() {
        List<FlowTuple> rows = read(SampleLogs.NSG_V1).rows();

        assertThat(count(rows, row -> row.decision() == Decision.DENIED)).isEqualTo(66);
        assertThat(count(rows, row -> row.sourcePort() == 0)).isEqualTo(5);
    }

    @Test
    void sumsTheDocumentationsVnetRecord() {
        List<FlowTuple> rows = read(SampleLogs.VNET_V4_DOCUMENTATION).rows();

        assertThat(states(rows)).containsExactly(5, 0, 5, 9);
        assertThat(sum(rows, FlowTuple::packetsSourceToDestination)).isEqualTo(33);
        assertThat(sum(rows, FlowTuple::packetsDestinationToSource)).isEqualTo(44);
        assertThat(sum(rows, FlowTuple::bytesSourceToDestination)).isEqualTo(4_528);
        assertThat(sum(rows, FlowTuple::bytesDestinationToSource)).isEqualTo(43_292);
    }

    @Test
    void findsTwelveTuplesInsideTheNestedEnvelope() {
        byte[] bytes = SampleLogs.bytes(SampleLogs.NSG_V1_NESTED);
        String text = new String(bytes, StandardCharsets.UTF_8);
        int nested = text.indexOf("\"records\"", text.indexOf("\"records\"") + 1);

        assertThat(count(read(SampleLogs.NSG_V1_NESTED).rows(), row -> row.recordOffset() > nested))
                .isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        SampleLogs.INVENTED_V1 + ",CONFLICT@flowLogVersion",
        SampleLogs.INVENTED_V2 + ",CONFLICT@flowLogVersion CONFLICT@flowLogVersion",
        SampleLogs.INVENTED_MIXTURE + ",MISSING@flows MISSING@flows",
        SampleLogs.EDGE_CASES
                + ",CONFLICT@flowLogVersion MISSING@flowLogVersion WRONG_TYPE@flowRecords MISSING@flowLogVersion"
                + " NOT_A_FLOW_LOG@",
    })
    void reportsEveryRecordOfInventedFormats(String name, String problems) {
        OracleResult result = read(name);

        assertThat(result.rows()).isEmpty();
        assertThat(String.join(
                        " ",
                        result.problems().stream()
                                .map(problem -> problem.problem() + "@" + problem.field())
                                .toList()))
                .isEqualTo(problems);
    }

    private static OracleResult read(String name) {
        return OracleReader.read(SampleLogs.bytes(name), BadInputPolicy.SKIP, ReadLimits.defaults());
    }

    private static int[] states(List<FlowTuple> rows) {
        int[] counts = new int[4];
        for (FlowTuple row : rows) {
            counts[row.state().ordinal() - FlowState.BEGIN.ordinal()]++;
        }
        return counts;
    }

    private static long count(List<FlowTuple> rows, Predicate<FlowTuple> condition) {
        return rows.stream().filter(condition).count();
    }

    private static long sum(List<FlowTuple> rows, ToLongFunction<FlowTuple> counter) {
        return rows.stream().mapToLong(counter).sum();
    }
}
