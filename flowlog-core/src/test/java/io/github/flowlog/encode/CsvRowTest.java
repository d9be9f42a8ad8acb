package io.github.flowlog.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.BatchFixture;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowEncryption;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole rows as CSV, byte for byte as a plain writer writes them. */
final class CsvRowTest {
    private static final EncoderConstants CONSTANTS = new EncoderConstants("0123456789abcdef", "a,\"batch\"");
    private static final List<Long> COUNTERS =
            List.of(-1L, 0L, 1L, 9_999L, 10_000L, 99_999_999L, 100_000_000L, 9_999_999_999_999_999L, Long.MAX_VALUE);

    private final long seed = Long.getLong("flowlog.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final CsvFlowEncoder encoder = CsvFlowEncoder.create(CONSTANTS);

    @ParameterizedTest
    @CsvSource({
        "VNET_V4, REALISTIC",
        "VNET_V4, RANDOM",
        "NSG_V2, REALISTIC",
        "NSG_V2, RANDOM",
        "NSG_V1, REALISTIC",
        "NSG_V1, RANDOM",
        "MIXED, REALISTIC",
        "MIXED, RANDOM"
    })
    void writesGeneratedLogsAsThePlainWriterDoes(GeneratedFormat format, GeneratorMode mode) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        FlowLogGenerator.of(GeneratorOptions.defaults()
                        .withSeed(seed)
                        .withFormat(format)
                        .withMode(mode)
                        .withIpv6Share(format == GeneratedFormat.VNET_V4 ? 0.2 : 0)
                        .withTargetBytes(300_000))
                .writeTo(log);

        assertSameAsPlain(log.toByteArray());
    }

    @Test
    void writesAwkwardTuplesAsThePlainWriterDoes() throws IOException {
        for (int round = 0; round < 30; round++) {
            assertSameAsPlain(BatchFixture.of(Tuples.random(random, 1 + random.nextInt(300))));
        }
    }

    @Test
    void writesEachOctetInEachPlace() throws IOException {
        List<String> tuples = new ArrayList<>();
        for (int octet = 0; octet < 256; octet++) {
            int[] octets = random.ints(4, 0, 256).toArray();
            for (int place = 0; place < 4; place++) {
                int kept = octets[place];
                octets[place] = octet;
                String address = octets[0] + "." + octets[1] + "." + octets[2] + "." + octets[3];
                octets[place] = kept;
                tuples.add(tuple(0, address, octet + ".0.0.1", "6,I,B,NX,0,0,0,0"));
                tuples.add(tuple(0, "172." + octet + ".0.1", address, "6,I,B,NX,0,0,0,0"));
                tuples.add(tuple(0, "192." + octet + ".0.1", "fd00::1", "6,I,B,NX,0,0,0,0"));
            }
        }

        assertSameAsPlain(vnetLog(tuples));
    }

    @Test
    void writesEachSetOfCounters() throws IOException {
        List<FlowTuple> tuples = new ArrayList<>();
        for (long first : COUNTERS) {
            for (long second : COUNTERS) {
                for (long third : COUNTERS) {
                    for (long fourth : COUNTERS) {
                        tuples.add(withCounters(first, second, third, fourth));
                    }
                }
            }
        }

        assertSameAsPlain(BatchFixture.of(tuples));
    }

    @Test
    void writesEachKindOfTuple() throws IOException {
        List<String> encryptions = new ArrayList<>(List.of("NX_UNHEARD_OF", "OTHER", "A_LONG_ONE_".repeat(5)));
        for (FlowEncryption encryption : FlowEncryption.values()) {
            encryptions.add(encryption.text());
        }
        encryptions.remove(FlowEncryption.NONE.text());
        List<String> tuples = new ArrayList<>();
        for (int protocol = 0; protocol < 256; protocol++) {
            for (char direction : new char[] {'I', 'O'}) {
                for (char state : new char[] {'B', 'C', 'E', 'D'}) {
                    String encryption = encryptions.get(random.nextInt(encryptions.size()));
                    String kind = protocol + "," + direction + "," + state + ",";
                    tuples.add(tuple(0, "10.0.0.1", "2001:db8::1", kind + encryption + ",1,2,3,4"));
                }
            }
        }
        for (String encryption : encryptions) {
            tuples.add(tuple(0, "10.0.0.1", "10.0.0.2", "6,O,E," + encryption + ",1,2,3,4"));
            tuples.add(tuple(0, "10.0.0.1", "10.0.0.2", "147,O,E," + encryption + ",1,2,3,4"));
        }

        assertSameAsPlain(vnetLog(tuples));
    }

    @Test
    void writesTimesAroundEachBorder() throws IOException {
        List<String> tuples = new ArrayList<>();
        for (String border : List.of(
                "2024-02-29T00:00:00Z",
                "2024-03-01T00:00:00Z",
                "2025-01-01T00:00:00Z",
                "2025-10-02T08:00:00Z",
                "2025-10-02T08:01:00Z",
                "2025-10-02T10:00:00Z",
                "2100-03-01T00:00:00Z")) {
            long millis = Instant.parse(border).toEpochMilli();
            for (long step :
                    new long[] {1, 10, 100, 1_000, 10_000, Duration.ofMinutes(1).toMillis()}) {
                for (long time : new long[] {millis - step, millis, millis + step}) {
                    tuples.add(tuple(time, "10.0.0.1", "10.0.0.2", "6,I,B,NX,0,0,0,0"));
                }
            }
        }

        assertSameAsPlain(vnetLog(tuples));
    }

    @Test
    void writesAnyPartOfAGroup() throws IOException {
        List<String> tuples = new ArrayList<>();
        for (int index = 0; index < 200; index++) {
            tuples.add(tuple(index, "10.0.0." + index, "1.1.1.1", "6,I,B,X,0,0,0,0"));
        }
        FlowBatch batch = only(vnetLog(tuples));

        for (int round = 0; round < 200; round++) {
            int from = random.nextInt(batch.size() + 1);
            int to = from + random.nextInt(batch.size() - from + 1);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            encoder.encode(batch, from, to, out);

            assertThat(out.toString(StandardCharsets.UTF_8)).as(repeat()).isEqualTo(plain(batch, from, to));
        }
    }

    private static String tuple(long millis, String source, String destination, String kindAndCounters) {
        return millis + "," + source + "," + destination + ",0,65535," + kindAndCounters;
    }

    /** One record, its tuples in two groups that differ in the rule alone. */
    private static byte[] vnetLog(List<String> tuples) {
        int half = tuples.size() / 2;
        String record = "{\"time\":\"2025-10-02T08:00:59.1234567Z\",\"flowLogVersion\":4,"
                + "\"flowLogGUID\":\"00000000-0000-0000-0000-000000000000\",\"macAddress\":\"000D3AF87856\","
                + "\"category\":\"FlowLogFlowEvent\",\"flowLogResourceID\":\"/a\",\"targetResourceID\":\""
                + Tuples.SUBNET
                + "\",\"operationName\":\"FlowLogFlowEvent\",\"flowRecords\":{\"flows\":[{\"aclID\":\"acl\",\"flowGroups\":["
                + "{\"rule\":\"say \\\"no\\\", twice\",\"flowTuples\":" + array(tuples.subList(0, half)) + "},"
                + "{\"rule\":\"plain\",\"flowTuples\":" + array(tuples.subList(half, tuples.size())) + "}]}]}}";
        return ("{\"records\":[" + record + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private static String array(List<String> texts) {
        return texts.isEmpty() ? "[]" : "[\"" + String.join("\",\"", texts) + "\"]";
    }

    private static FlowBatch only(byte[] log) throws IOException {
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader = FlowLogReader.of(log, "log", ReadOptions.defaults())) {
            assertThat(reader.next(batch)).isTrue();
        }
        return batch;
    }

    private void assertSameAsPlain(byte[] log) throws IOException {
        FlowBatch batch = FlowBatch.withCapacity(1 + random.nextInt(2_000));
        long rows = 0;
        try (FlowLogReader reader = FlowLogReader.of(log, "log", ReadOptions.defaults())) {
            while (reader.next(batch)) {
                assertSameAsPlain(batch);
                rows += batch.size();
            }
        }
        assertThat(rows).as("rows of a log").isPositive();
    }

    private void assertSameAsPlain(FlowBatch batch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoder.encode(batch, out);

        assertThat(out.toString(StandardCharsets.UTF_8)).as(repeat()).isEqualTo(plain(batch, 0, batch.size()));
    }

    private static String plain(FlowBatch batch, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int row = from; row < to; row++) {
            text.append(PlainCsvWriter.line(batch.tuple(row), CONSTANTS));
        }
        return text.toString();
    }

    private static FlowTuple withCounters(long first, long second, long third, long fourth) {
        FlowTuple tuple = Tuples.V1;
        return new FlowTuple(
                tuple.time(),
                tuple.source(),
                tuple.destination(),
                tuple.sourcePort(),
                tuple.destinationPort(),
                tuple.protocol(),
                tuple.direction(),
                tuple.decision(),
                tuple.state(),
                tuple.encryption(),
                measured(first),
                measured(second),
                measured(third),
                measured(fourth),
                tuple.rule(),
                tuple.aclId(),
                tuple.mac(),
                tuple.resourceId(),
                tuple.format(),
                tuple.recordTime(),
                tuple.recordOffset(),
                tuple.tupleIndex());
    }

    private static Long measured(long counter) {
        return counter == FlowBatch.NOT_MEASURED ? null : Long.valueOf(counter);
    }

    private String repeat() {
        return "-Dflowlog.seed=" + seed;
    }
}
