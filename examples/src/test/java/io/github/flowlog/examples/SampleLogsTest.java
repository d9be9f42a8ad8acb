package io.github.flowlog.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.FlowType;
import io.github.flowlog.adx.source.FlowLogBlobName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The logs in {@code examples/logs} are what NOTICE.md and their own paths say. */
final class SampleLogsTest {

    @Test
    void folderHoldsTheseLogsOnly() throws IOException {
        List<String> expected =
                Stream.of(SampleLog.values()).map(SampleLog::blobName).toList();

        try (Stream<Path> files = Files.walk(Checkout.LOGS)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file ->
                                    Checkout.LOGS.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void logsAreSmall() throws IOException {
        long bytes = 0;
        for (SampleLog log : SampleLog.values()) {
            bytes += Files.size(log.path());
        }

        assertThat(bytes).isLessThan(300_000);
    }

    @ParameterizedTest
    @EnumSource
    void readsStrictlyWithTheExpectedCounts(SampleLog log) throws IOException {
        try (FlowLogReader reader = FlowLogReader.open(log.path())) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    assertThat(batch.format(row)).isEqualTo(log.format());
                }
            }

            assertThat(reader.stats().tuples()).isEqualTo(log.tuples());
            assertThat(reader.stats().records()).isEqualTo(log.records());
        }
    }

    @ParameterizedTest
    @EnumSource
    void pathIsThatOfTheFirstRecord(SampleLog log) throws IOException {
        FlowLogBlobName name = FlowLogBlobName.parseOrNull(log.blobName());
        FlowTuple first = log.read().get(0);

        assertThat(name).isNotNull();
        assertThat(name.hour()).isEqualTo(first.recordTime().truncatedTo(ChronoUnit.HOURS));
        if (name.mac() != null) {
            assertThat(name.mac()).isEqualTo(first.mac());
        }
        if (log.blobName().startsWith("resourceId=")) {
            assertThat(name.resourceId()).isEqualTo(first.resourceId());
        }
    }

    @ParameterizedTest
    @EnumSource
    void noticeGivesTheTuplesOfEachLog(SampleLog log) throws IOException {
        FlowLogBlobName name = FlowLogBlobName.parseOrNull(log.blobName());
        assertThat(name).isNotNull();
        String hour = log.blobName().replaceFirst("/m=00/.*", "");
        String shown = (hour.contains("_NETWORKWATCHERRG/") ? "..._" : "")
                + name.resourceName()
                + hour.substring(hour.indexOf("/y="));

        assertThat(Files.readAllLines(Checkout.NOTICE))
                .filteredOn(line -> line.startsWith("| `" + shown + "` |"))
                .singleElement()
                .asString()
                .contains("| " + log.tuples() + " |");
    }

    @Test
    void theRecordOf2017HasItsPublishedNumbers() throws IOException {
        List<FlowTuple> rows = SampleLog.POST_OF_2017.read();

        assertThat(rows.stream()
                        .filter(row -> row.direction() == Direction.INBOUND)
                        .collect(Collectors.groupingBy(FlowTuple::source, Collectors.counting())))
                .isEqualTo(
                        Map.of("93.190.142.60", 3L, "46.166.190.203", 3L, "40.127.98.148", 1L, "113.22.187.101", 1L));
        assertThat(rows.stream()
                        .filter(row -> row.direction() == Direction.INBOUND && row.decision() == Decision.DENIED)
                        .map(row -> row.source() + ":" + row.sourcePort() + " " + row.destination() + ":"
                                + row.destinationPort()))
                .containsExactly("113.22.187.101:12217 10.0.17.4:23");
        assertThat(rows.stream().collect(Collectors.groupingBy(FlowTuple::rule, Collectors.counting())))
                .isEqualTo(Map.of(
                        "DefaultRule_AllowInternetOutBound", 1L,
                        "DefaultRule_DenyAllInBound", 1L,
                        "UserRule_default-allow-rdp", 7L));
        assertThat(rows).extracting(FlowTuple::mac).containsOnly("000D3A319AFB");
        assertThat(rows).extracting(FlowTuple::protocol).containsOnly(6);
        assertThat(rows.stream().map(FlowTuple::time).sorted().findFirst())
                .contains(Instant.parse("2017-03-21T17:59:19Z"));
        assertThat(rows.stream().map(FlowTuple::time).max(Instant::compareTo))
                .contains(Instant.parse("2017-03-21T18:00:12Z"));
        assertThat(rows)
                .allMatch(row -> row.packetsSourceToDestination() == null
                        && row.bytesSourceToDestination() == null
                        && row.packetsDestinationToSource() == null
                        && row.bytesDestinationToSource() == null);
    }

    @Test
    void theRecordOf2017IsFromOutsideButForOneFlow() throws IOException {
        List<FlowType> types = new ArrayList<>();
        try (FlowLogReader reader = FlowLogReader.open(SampleLog.POST_OF_2017.path())) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    types.add(batch.type(row));
                }
            }
        }

        assertThat(types.stream().collect(Collectors.groupingBy(type -> type, Collectors.counting())))
                .isEqualTo(Map.of(FlowType.PUBLIC_TO_PRIVATE, 8L, FlowType.PRIVATE_TO_PUBLIC, 1L));
    }
}
