package io.github.flowlog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.RowSelection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupersededEndsTest {
    private static final String FLOW = "10.0.0.6,192.0.2.1,22730,443,6,O";
    private static final String PATTERN = "100:B:0 100:E:3 100:B:0 6100:E:6";

    @Test
    void findsTheEndThatALaterEndContains() throws IOException {
        assertThat(supersededRows(record(4, tuples(FLOW, PATTERN)))).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({
        "first tuple of the record,          100:E:3 100:B:0 6100:E:6,                     0",
        "equal counters,                     100:E:3 100:B:0 6100:E:3,                     0",
        "zeros twice,                        100:E:0 100:B:0 100:E:0,                      0",
        "three in a row,                     100:E:3 100:B:0 200:E:4 200:B:0 300:E:5,      0 2",
        "lower counters,                     100:E:3 100:B:0 6100:E:2,                     ''",
        "begun at another time,              100:E:3 101:B:0 6100:E:6,                     ''",
        "ended before,                       100:E:3 100:B:0 99:E:6,                       ''",
        "no second end,                      100:E:3 100:B:0,                              ''",
        "continued between,                  100:E:3 100:B:0 200:C:1 6100:E:6,             ''",
        "begun once,                         100:B:0 100:E:3 6100:E:6,                     ''"
    })
    void followsTheRule(String name, String tuples, String rows) throws IOException {
        assertThat(supersededRows(record(4, tuples(FLOW, tuples))))
                .as(name)
                .isEqualTo(Stream.of(rows.split(" "))
                        .filter(row -> !row.isEmpty())
                        .map(Integer::valueOf)
                        .toList());
    }

    /** All that makes a flow, one part after the other. */
    @ParameterizedTest
    @CsvSource({
        "'10.0.0.7,192.0.2.1,22730,443,6,O'",
        "'10.0.0.6,192.0.2.2,22730,443,6,O'",
        "'10.0.0.6,192.0.2.1,22731,443,6,O'",
        "'10.0.0.6,192.0.2.1,22730,444,6,O'",
        "'10.0.0.6,192.0.2.1,22730,443,17,O'",
        "'10.0.0.6,192.0.2.1,22730,443,6,I'",
        "'10.0.0.6,::c000:201,22730,443,6,O'",
        "'fc00::a00:6,192.0.2.1,22730,443,6,O'"
    })
    void keepsFlowsApart(String other) throws IOException {
        String mixed = tuples(FLOW, "100:E:3") + "," + tuples(other, "100:B:0") + "," + tuples(FLOW, "6100:E:6");
        String interleaved = tuples(FLOW, "100:E:3") + "," + tuples(other, "100:E:9 100:B:0") + ","
                + tuples(FLOW, "100:B:0 6100:E:6");

        assertThat(supersededRows(record(4, mixed))).isEmpty();
        assertThat(supersededRows(record(4, interleaved))).containsExactly(0);
    }

    @Test
    void keepsIpv6AddressesWithEqualHalvesApart() throws IOException {
        String tuples = tuples("fc00::1,2001:db8::1,1,2,6,O", "100:E:3 100:B:0") + ","
                + tuples("fc00:0:0:1::1,2001:db8::1,1,2,6,O", "6100:E:6");

        assertThat(supersededRows(record(4, tuples))).isEmpty();
    }

    @Test
    void doesNotLookBeyondARecord() throws IOException {
        String first = record(4, tuples(FLOW, "100:E:3 100:B:0"));
        String second = record(4, tuples(FLOW, "6100:E:6"));

        assertThat(supersededRows(first + "," + second)).isEmpty();
    }

    /** In seconds a port can be used again at the time at which it was given up. */
    @Test
    void looksAtVersionFourOnly() throws IOException {
        String tuples = "\"1500000000,10.0.0.6,192.0.2.1,1,443,T,O,A,E,1,1,1,1\","
                + "\"1500000000,10.0.0.6,192.0.2.1,1,443,T,O,A,B,,,,\","
                + "\"1500000006,10.0.0.6,192.0.2.1,1,443,T,O,A,E,2,2,2,2\"";

        assertThat(supersededRows(record(2, tuples))).isEmpty();
    }

    @Test
    void takesWhatItFoundOutOfASelection() throws IOException {
        FlowBatch batch = read(record(4, tuples(FLOW, PATTERN)));
        SupersededEnds ends = new SupersededEnds();
        RowSelection rows = new RowSelection();
        rows.selectAll(batch);
        ends.find(batch);
        ends.drop(rows);

        assertThat(ends.count()).isOne();
        assertThat(IntStream.range(0, rows.size()).map(rows::row)).containsExactly(0, 2, 3);
    }

    /** Flows that differ in the rule alone must not fall into one chain, or a record could take minutes. */
    @Test
    void isNotSlowedByChosenFlows() throws IOException {
        StringBuilder groups = new StringBuilder();
        for (int rule = 0; rule < 60_000; rule++) {
            groups.append(rule == 0 ? "" : ",").append(group("r" + rule, tuples(FLOW, "100:B:0")));
        }
        FlowBatch batch = read(recordOf(groups.toString()));
        SupersededEnds ends = new SupersededEnds();
        ends.find(batch);

        assertThat(batch.size()).isEqualTo(60_000);
        assertThat(ends.longestProbe()).isLessThan(100);
    }

    /** Of three published logs, as counted by hand. */
    @ParameterizedTest
    @CsvSource({
        "SumoLogic__sumologic-azure-function__BlockBlobReader_tests_blob_fixtures_networkinterfaceflowlogs.json, 2",
        "SumoLogic__sumologic-azure-function__BlockBlobReader_tests_blob_fixtures_subnetflowlogs.json, 2",
        "MicrosoftDocs__azure-docs__vnet-flow-logs-overview_v4.json, 0"
    })
    void findsThePublishedOnes(String sample, int expected) throws IOException {
        SupersededEnds ends = new SupersededEnds();
        int found = 0;
        try (InputStream log = SupersededEndsTest.class.getResourceAsStream("/samples/" + sample)) {
            assertThat(log).as(sample).isNotNull();
            try (FlowLogReader reader = FlowLogReader.open(log, sample)) {
                FlowBatch batch = FlowBatch.create();
                while (reader.next(batch)) {
                    ends.find(batch);
                    found += ends.count();
                }
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    private static List<Integer> supersededRows(String records) throws IOException {
        FlowBatch batch = read(records);
        SupersededEnds ends = new SupersededEnds();
        ends.find(batch);
        return IntStream.range(0, batch.size())
                .filter(ends::isSuperseded)
                .boxed()
                .toList();
    }

    private static FlowBatch read(String records) throws IOException {
        byte[] log = ("{\"records\":[" + records + "]}").getBytes(StandardCharsets.UTF_8);
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader = FlowLogReader.of(log, "test")) {
            assertThat(reader.next(batch)).isTrue();
        }
        return batch;
    }

    /** Each of {@code states} is milliseconds:state:counter. */
    private static String tuples(String flow, String states) {
        return Stream.of(states.split(" "))
                .map(state -> state.split(":"))
                .map(parts -> "\"" + (1_700_000_000_000L + Long.parseLong(parts[0])) + "," + flow + "," + parts[1]
                        + ",NX," + String.join(",", List.of(parts[2], parts[2], parts[2], parts[2])) + "\"")
                .collect(Collectors.joining(","));
    }

    private static String record(int version, String tuples) {
        return version == 4
                ? recordOf(group("r", tuples))
                : "{\"time\":\"2023-11-14T22:13:20Z\",\"properties\":{\"Version\":" + version
                        + ",\"flows\":[{\"rule\":\"r\",\"flows\":[{\"mac\":\"000D3A000001\",\"flowTuples\":[" + tuples
                        + "]}]}]}}";
    }

    private static String recordOf(String groups) {
        return "{\"time\":\"2023-11-14T22:13:20Z\",\"flowLogVersion\":4,\"macAddress\":\"000D3A000001\","
                + "\"flowRecords\":{\"flows\":[{\"aclID\":\"a\",\"flowGroups\":[" + groups + "]}]}}";
    }

    private static String group(String rule, String tuples) {
        return "{\"rule\":\"" + rule + "\",\"flowTuples\":[" + tuples + "]}";
    }
}
