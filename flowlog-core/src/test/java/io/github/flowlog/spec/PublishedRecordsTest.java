package io.github.flowlog.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.oracle.LibraryReader;
import io.github.flowlog.oracle.OracleReader;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.oracle.SampleLogs;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that were published with the numbers that they add up to. */
class PublishedRecordsTest {
    static Stream<String> samples() {
        return SampleLogs.all().stream();
    }

    /** The version 1 record of a post of 2017, with its nine tuples. */
    @Test
    void readsTheNineTuplesOf2017() throws IOException {
        OracleResult result =
                LibraryReader.read(golden("nsg-v1-2017.json"), BadInputPolicy.STRICT, ReadLimits.defaults());
        List<FlowTuple> rows = result.rows();

        assertThat(result.problems()).isEmpty();
        assertThat(result.stats().records()).isEqualTo(1);
        assertThat(rows).hasSize(9);
        assertThat(rows).extracting(FlowTuple::tupleIndex).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(rows).extracting(FlowTuple::protocol).containsOnly(6);
        assertThat(rows).extracting(FlowTuple::mac).containsOnly("000D3A319AFB");
        assertThat(rows).extracting(FlowTuple::recordTime).containsOnly(Instant.parse("2017-03-21T18:00:18.640Z"));
        assertThat(count(rows, row -> row.decision() == Decision.ALLOWED)).isEqualTo(8);
        assertThat(count(rows, row -> row.direction() == Direction.INBOUND)).isEqualTo(8);
        assertThat(rows.stream().map(FlowTuple::time).min(Instant::compareTo))
                .contains(Instant.parse("2017-03-21T17:59:19Z"));
        assertThat(rows.stream().map(FlowTuple::time).max(Instant::compareTo))
                .contains(Instant.parse("2017-03-21T18:00:12Z"));
        assertThat(rows.stream()
                        .filter(row -> row.direction() == Direction.INBOUND && row.decision() == Decision.DENIED)
                        .map(row -> row.source() + ":" + row.sourcePort() + " " + row.destination() + ":"
                                + row.destinationPort()))
                .containsExactly("113.22.187.101:12217 10.0.17.4:23");
        assertThat(rows.stream()
                        .filter(row -> row.direction() == Direction.INBOUND)
                        .collect(Collectors.groupingBy(FlowTuple::source, Collectors.counting())))
                .isEqualTo(
                        Map.of("93.190.142.60", 3L, "46.166.190.203", 3L, "40.127.98.148", 1L, "113.22.187.101", 1L));
        assertThat(rows)
                .allMatch(row -> row.packetsSourceToDestination() == null
                        && row.bytesSourceToDestination() == null
                        && row.packetsDestinationToSource() == null
                        && row.bytesDestinationToSource() == null);
    }

    @Test
    void addsUpTheDocumentationsVnetRecord() {
        List<FlowTuple> rows = LibraryReader.read(
                        SampleLogs.bytes(SampleLogs.VNET_V4_DOCUMENTATION),
                        BadInputPolicy.STRICT,
                        ReadLimits.defaults())
                .rows();

        assertThat(rows.stream().collect(Collectors.groupingBy(FlowTuple::rule, Collectors.counting())))
                .isEqualTo(Map.of(
                        "DefaultRule_AllowInternetOutBound",
                        10L,
                        "BlockHighRiskTCPPortsFromInternet",
                        2L,
                        "Internet",
                        7L));
        assertThat(count(rows, row -> row.state() == FlowState.BEGIN)).isEqualTo(5);
        assertThat(count(rows, row -> row.state() == FlowState.END)).isEqualTo(5);
        assertThat(count(rows, row -> row.decision() == Decision.DENIED)).isEqualTo(9);
        assertThat(sum(rows, true, true)).isEqualTo(33);
        assertThat(sum(rows, false, true)).isEqualTo(4_528);
        assertThat(sum(rows, true, false)).isEqualTo(44);
        assertThat(sum(rows, false, false)).isEqualTo(43_292);
        assertThat(count(rows, row -> row.time().toEpochMilli() == 1_663_146_004_251L))
                .isEqualTo(2);
    }

    /** The documentation's bandwidth example: a flow that begins, goes on and ends. */
    @Test
    void addsUpTheBandwidthExample() {
        SpecInput log = SpecInput.parse("@v2[\"1493763938,185.170.185.105,10.2.0.4,35370,23,T,I,A,B,,,,\","
                + "\"1493695838,185.170.185.105,10.2.0.4,35370,23,T,I,A,C,1021,588096,8005,4610880\","
                + "\"1493696138,185.170.185.105,10.2.0.4,35370,23,T,I,A,E,52,29952,47,27072\"]");
        List<FlowTuple> rows = LibraryReader.read(log.bytes(), BadInputPolicy.STRICT, ReadLimits.defaults())
                .rows();

        assertThat(sum(rows, true, true) + sum(rows, true, false)).isEqualTo(9_125);
        assertThat(sum(rows, false, true) + sum(rows, false, false)).isEqualTo(5_256_000);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsEverySampleLogLikeTheOracle(String name) {
        byte[] log = SampleLogs.bytes(name);
        OracleResult library = LibraryReader.read(log, BadInputPolicy.SKIP, ReadLimits.defaults());

        assertThat(library).isEqualTo(OracleReader.read(log, BadInputPolicy.SKIP, ReadLimits.defaults()));
    }

    private static long count(List<FlowTuple> rows, Predicate<FlowTuple> condition) {
        return rows.stream().filter(condition).count();
    }

    private static long sum(List<FlowTuple> rows, boolean ofPackets, boolean fromSource) {
        return rows.stream()
                .map(row -> ofPackets
                        ? fromSource ? row.packetsSourceToDestination() : row.packetsDestinationToSource()
                        : fromSource ? row.bytesSourceToDestination() : row.bytesDestinationToSource())
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = PublishedRecordsTest.class.getResourceAsStream("/golden/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
