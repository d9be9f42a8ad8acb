package io.github.flowlog.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowLogReader;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Records that repeat one another, of which one differs a little: what the reader remembers of a record must never stand for
 * other bytes than those. Every byte of it is changed in turn, and the oracle, which remembers nothing, says what is right.
 */
class RepeatedRecordsTest {
    private static final String VNET = """
            {"time":"2024-01-01T00:00:00Z","id":1,"macAddress":"6045BDEC2532","category":"FlowLogFlowEvent",\
            "targetResourceID":"/subscriptions/x","flowLogVersion":4,"a\\u0062":"\\"","flowRecords":{"flows":[{"aclID":"/acl",\
            "flowGroups":[{"rule":"Allow","flowTuples":["1704067200000,10.0.0.4,10.0.0.5,1,2,6,O,B,NX,0,0,0,0"]},\
            {"rule":"Deny\\\\","flowTuples":["1704067200000,10.0.0.4,10.0.0.5,1,2,6,O,D,NX,0,0,0,0"]},{"rule":"Deny\\u005c",\
            "flowTuples":["1704067200001,10.0.0.4,10.0.0.5,1,2,6,O,D,NX,0,0,0,0"]}]}]},"operationName":"x"}""";

    private static final String NSG = """
            {"time":"2024-01-01T00:00:00.1234567Z", "systemId":"%1$s", "macAddress":"60-45-bd-ec-25-32",
            "category":"b\u00e9", "resourceId":"/subscriptions/x","operationName":"","properties":{"Version":2,"flows":
            [{"rule":"Allow","flows":[{"mac":"6045BDEC2532","flowTuples":["1704067200,10.0.0.4,10.0.0.5,1,2,T,O,A,B,,,,"]}]},
            {"rule":"6045BDEC2532","flows":[{"mac":"6045BDEC2532","flowTuples":["1704067201,10.0.0.4,10.0.0.5,1,2,U,O,D,B,,,,"]}]}]}}""".formatted("0123456789abcdef".repeat(4));

    @Test
    void readsRecordsOfVersion4ThatDifferInOneByteLikeTheOracle() {
        compareWithChanges(VNET);
    }

    @Test
    void readsRecordsOfVersion2ThatDifferInOneByteLikeTheOracle() {
        compareWithChanges(NSG);
    }

    /** Only so many members of an object are remembered. */
    @Test
    void readsRecordsOfManyMembersLikeTheOracle() {
        for (int members = 1; members <= 40; members++) {
            String unknown = IntStream.range(0, members)
                    .mapToObj(member -> "\"key" + member + "\":\"value\",")
                    .collect(Collectors.joining());
            byte[] record = NSG.replaceFirst("\"time\"", unknown + "\"time\"").getBytes(StandardCharsets.UTF_8);
            byte[] changed = NSG.replaceFirst("\"time\"", unknown.replace("key7", "key8") + "\"time\"")
                    .getBytes(StandardCharsets.UTF_8);
            requireSame(log(record, record, changed, record), members + " unknown members");
        }
    }

    /** A number goes on as long as there are digits: the same beginning is not the same number. */
    @Test
    void readsValuesThatBeginAlikeLikeTheOracle() {
        String[] values = {"1", "12", "1.5", "1e3", "12e-3", "[1]", "[1,2]", "{}", "true", "null", "\"1\"", "\"12\""};
        for (String one : values) {
            for (String other : values) {
                byte[] record = VNET.replace("\"id\":1", "\"id\":" + one).getBytes(StandardCharsets.UTF_8);
                byte[] changed = VNET.replace("\"id\":1", "\"id\":" + other).getBytes(StandardCharsets.UTF_8);
                requireSame(log(record, changed, record), one + " and " + other);
            }
        }
    }

    private static void compareWithChanges(String text) {
        byte[] record = text.getBytes(StandardCharsets.UTF_8);
        requireSame(log(record, record, record), "unchanged");
        for (int at = 0; at < record.length; at++) {
            for (char other : "\"\\x, 5{}[]".toCharArray()) {
                byte[] changed = record.clone();
                changed[at] = (byte) other;
                requireSame(log(record, changed, record), "byte " + at + " is " + other);
            }
            byte[] shorter = spliced(record, at, at + 1, "");
            requireSame(log(record, shorter, record), "byte " + at + " is missing");
            byte[] longer = spliced(record, at, at, "\"");
            requireSame(log(record, longer, record), "a quote before byte " + at);
        }
    }

    private static byte[] log(byte[]... records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] record : records) {
            out.writeBytes(out.size() == 0 ? new byte[] {'['} : new byte[] {','});
            out.writeBytes(record);
        }
        out.write(']');
        return out.toByteArray();
    }

    private static byte[] spliced(byte[] record, int from, int to, String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(record, 0, from);
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(Arrays.copyOfRange(record, to, record.length));
        return out.toByteArray();
    }

    private static void requireSame(byte[] log, String what) {
        OracleResult oracle = OracleReader.read(log, BadInputPolicy.SKIP, ReadLimits.defaults());
        ReadOptions options = ReadOptions.defaults().skippingBadInput(badInput -> {});
        try (FlowLogReader reader = FlowLogReader.of(log, "repeated.json", options);
                Stream<FlowTuple> rows = reader.tuples()) {
            assertThat(rows.toList()).as(what).isEqualTo(oracle.rows());
            assertThat(reader.stats()).as(what).isEqualTo(oracle.stats());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
