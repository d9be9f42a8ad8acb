package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What ReadBenchmark compares computes the same, and its checksum would tell if it did not. */
final class ReadGateTest {
    private static final long BYTES = 2_000_000;

    static Stream<Arguments> corpora() {
        return Stream.of(GeneratedFormat.VNET_V4, GeneratedFormat.NSG_V2, GeneratedFormat.NSG_V1)
                .flatMap(format -> Stream.of(CorpusMode.values()).map(mode -> Arguments.of(format, mode)));
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void contendersAgreeOnRowsAndChecksum(GeneratedFormat format, CorpusMode mode) throws IOException {
        long seed = TestSeed.next();
        Corpus corpus = mode.corpus(format, BYTES, seed);
        Rows expected = read(contenders().get("flowlog"), corpus.bytes());

        assertThat(corpus.bytes().length).isBetween((int) BYTES, (int) BYTES + 100_000);
        assertThat(expected.count()).as(TestSeed.repeat(seed)).isEqualTo(corpus.tuples());
        for (Map.Entry<String, LogContender> contender : contenders().entrySet()) {
            String name = contender.getKey() + ", " + TestSeed.repeat(seed);
            assertThat(read(contender.getValue(), corpus.bytes())).as(name).isEqualTo(expected);
            assertThat(read(contender.getValue(), corpus.bytes()))
                    .as("again, " + name)
                    .isEqualTo(expected);
        }
    }

    @Test
    void contendersAgreeOnTheBenchmarksOwnSeed() throws IOException {
        Corpus corpus = CorpusMode.REALISTIC.corpus(GeneratedFormat.VNET_V4, BYTES, Corpus.SEED);

        assertThat(contenders().values())
                .extracting(contender -> read(contender, corpus.bytes()))
                .containsOnly(read(contenders().get("flowlog"), corpus.bytes()))
                .allSatisfy(rows -> assertThat(rows.count()).isEqualTo(corpus.tuples()));
    }

    @Test
    void whatIsTimedReadsEveryRow() throws IOException {
        Corpus corpus = CorpusMode.REALISTIC.corpus(GeneratedFormat.VNET_V4, BYTES, Corpus.SEED);

        for (Map.Entry<String, LogContender> contender : contenders().entrySet()) {
            RowCount rows = new RowCount();
            contender.getValue().read(corpus.bytes(), rows);
            assertThat(rows.rows()).as(contender.getKey()).isEqualTo(corpus.tuples());
            assertThat(rows.seen()).as(contender.getKey()).isNotZero();
        }
    }

    @Test
    void checksumTellsEveryColumnAndTheOrderOfRows() throws IOException {
        List<String> tuples = List.of(
                "1750000000,10.0.0.1,10.0.0.2,1000,443,T,I,A,C,1,2,3,4",
                "1750000001,10.0.0.1,10.0.0.2,1000,443,T,I,A,C,1,2,3,4",
                "1750000000,10.0.0.3,10.0.0.2,1000,443,T,I,A,C,1,2,3,4",
                "1750000000,2001:db8::1,10.0.0.2,1000,443,T,I,A,C,1,2,3,4",
                "1750000000,2001:db8:1::,10.0.0.2,1000,443,T,I,A,C,1,2,3,4",
                "1750000000,10.0.0.1,10.0.0.3,1000,443,T,I,A,C,1,2,3,4",
                "1750000000,10.0.0.1,::,1000,443,T,I,A,C,1,2,3,4",
                "1750000000,10.0.0.1,1:2:3:4:5:6:7:8,1000,443,T,I,A,C,1,2,3,4",
                "1750000000,10.0.0.1,10.0.0.2,1001,443,T,I,A,C,1,2,3,4",
                "1750000000,10.0.0.1,10.0.0.2,1000,444,T,I,A,C,1,2,3,4",
                "1750000000,10.0.0.1,10.0.0.2,1000,443,U,I,A,C,1,2,3,4",
                "1750000000,10.0.0.1,10.0.0.2,1000,443,T,O,A,C,1,2,3,4",
                "1750000000,10.0.0.1,10.0.0.2,1000,443,T,I,D,C,1,2,3,4",
                "1750000000,10.0.0.1,10.0.0.2,1000,443,T,I,A,E,1,2,3,4",
                "1750000000,10.0.0.1,10.0.0.2,1000,443,T,I,A,C,2,2,3,4",
                "1750000000,10.0.0.1,10.0.0.2,1000,443,T,I,A,C,1,1,3,4",
                "1750000000,10.0.0.1,10.0.0.2,1000,443,T,I,A,C,1,2,4,4",
                "1750000000,10.0.0.1,10.0.0.2,1000,443,T,I,A,C,1,2,3,3",
                "1750000000,10.0.0.1,10.0.0.2,1000,443,T,I,A,C,1,2,3,",
                "1750000000,10.0.0.1,10.0.0.2,1000,443,T,I,A,C,1,2,3,0",
                "1750000000,10.0.0.1,10.0.0.2,1000,443,T,I,A,B,,,,");
        List<Long> flowlog = checksums(contenders().get("flowlog"), tuples);

        assertThat(flowlog).doesNotHaveDuplicates();
        for (Map.Entry<String, LogContender> contender : contenders().entrySet()) {
            assertThat(checksums(contender.getValue(), tuples))
                    .as(contender.getKey())
                    .isEqualTo(flowlog);
        }
        for (LogContender contender : contenders().values()) {
            assertThat(read(contender, log(tuples.get(0), tuples.get(1))))
                    .isNotEqualTo(read(contender, log(tuples.get(1), tuples.get(0))));
        }
    }

    private static Map<String, LogContender> contenders() {
        Map<String, LogContender> contenders = new LinkedHashMap<>();
        contenders.put("flowlog", new FlowlogContender());
        contenders.put("jacksonSplit", JacksonContender.splitting());
        contenders.put("jacksonCharacters", JacksonContender.characters());
        contenders.put("databindTree", new DatabindContender());
        contenders.put("gson", new GsonContender());
        contenders.put("fastjson2", new Fastjson2Contender());
        contenders.put("dslJson", new DslJsonContender());
        contenders.put("jsoniter", new JsoniterContender());
        return contenders;
    }

    private static List<Long> checksums(LogContender contender, List<String> tuples) throws IOException {
        long[] checksums = new long[tuples.size()];
        for (int i = 0; i < checksums.length; i++) {
            checksums[i] = read(contender, log(tuples.get(i))).checksum();
        }
        return Arrays.stream(checksums).boxed().toList();
    }

    private static Rows read(LogContender contender, byte[] log) throws IOException {
        RowChecksum rows = new RowChecksum();
        contender.read(log, rows);
        return new Rows(rows.rows(), rows.checksum());
    }

    private record Rows(long count, long checksum) {}

    private static byte[] log(String... tuples) {
        String json = "{\"records\":[{\"time\":\"2026-01-01T00:00:00.0000000Z\",\"macAddress\":\"000D3AF87856\","
                + "\"resourceId\":\"/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/N\","
                + "\"properties\":{\"Version\":2,\"flows\":[{\"rule\":\"UserRule_a\",\"flows\":[{\"mac\":\"000D3AF87856\","
                + "\"flowTuples\":[\"" + String.join("\",\"", tuples) + "\"]}]}]}}]}";
        return json.getBytes(StandardCharsets.US_ASCII);
    }
}
