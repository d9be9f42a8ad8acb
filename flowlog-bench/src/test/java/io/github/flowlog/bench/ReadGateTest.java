package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
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
                .flatMap(format -> Stream.of(GeneratorMode.REALISTIC, GeneratorMode.RANDOM)
                        .map(mode -> Arguments.of(format, mode)));
    }

    @ParameterizedTest
    @MethodSource("corpora")
    void contendersAgreeOnRowsAndChecksum(GeneratedFormat format, GeneratorMode mode) throws IOException {
        long seed = TestSeed.next();
        Corpus corpus = Corpus.of(format, mode, BYTES, seed);
        Reading expected = contenders().get("flowlog").read(corpus.bytes());

        assertThat(expected.rows()).as(TestSeed.repeat(seed)).isEqualTo(corpus.tuples());
        for (Map.Entry<String, LogContender> contender : contenders().entrySet()) {
            String name = contender.getKey() + ", " + TestSeed.repeat(seed);
            assertThat(contender.getValue().read(corpus.bytes())).as(name).isEqualTo(expected);
            assertThat(contender.getValue().read(corpus.bytes()))
                    .as("again, " + name)
                    .isEqualTo(expected);
        }
    }

    @Test
    void contendersAgreeOnTheBenchmarksOwnSeed() throws IOException {
        Corpus corpus = Corpus.of(GeneratedFormat.VNET_V4, GeneratorMode.REALISTIC, BYTES, Corpus.SEED);

        assertThat(contenders().values())
                .extracting(contender -> contender.read(corpus.bytes()))
                .hasSize(3)
                .allSatisfy(reading -> assertThat(reading.rows()).isEqualTo(corpus.tuples()))
                .extracting(Reading::checksum)
                .containsOnly(contenders().get("flowlog").read(corpus.bytes()).checksum());
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
            assertThat(contender.read(log(tuples.get(0), tuples.get(1))))
                    .isNotEqualTo(contender.read(log(tuples.get(1), tuples.get(0))));
        }
    }

    private static Map<String, LogContender> contenders() {
        Map<String, LogContender> contenders = new LinkedHashMap<>();
        contenders.put("flowlog", new FlowlogContender());
        contenders.put("jacksonSplit", JacksonContender.splitting());
        contenders.put("jacksonCharacters", JacksonContender.characters());
        return contenders;
    }

    private static List<Long> checksums(LogContender contender, List<String> tuples) throws IOException {
        long[] checksums = new long[tuples.size()];
        for (int i = 0; i < checksums.length; i++) {
            checksums[i] = contender.read(log(tuples.get(i))).checksum();
        }
        return Arrays.stream(checksums).boxed().toList();
    }

    private static byte[] log(String... tuples) {
        String json = "{\"records\":[{\"time\":\"2026-01-01T00:00:00.0000000Z\",\"macAddress\":\"000D3AF87856\","
                + "\"resourceId\":\"/SUBSCRIPTIONS/S/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/N\","
                + "\"properties\":{\"Version\":2,\"flows\":[{\"rule\":\"UserRule_a\",\"flows\":[{\"mac\":\"000D3AF87856\","
                + "\"flowTuples\":[\"" + String.join("\",\"", tuples) + "\"]}]}]}}]}";
        return json.getBytes(StandardCharsets.US_ASCII);
    }
}
