package io.github.flowlog.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.sun.management.ThreadMXBean;
import io.github.flowlog.BatchFixture;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowTuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FlowEncoderTest {
    private static final EncoderConstants CONSTANTS = new EncoderConstants("0123456789abcdef", "fedcba9876543210");
    private static final List<FlowColumn> ALL = List.of(FlowColumn.values());
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Long strings are the point of one test; jackson-core would refuse none below 20 MB anyway. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(1 << 24).build())
            .build();

    private final long seed = Long.getLong("flowlog.seed", new Random().nextLong());

    @Test
    void writesVersion1RowAsCsv() {
        assertThat(csv(List.of(Tuples.V1), ALL))
                .isEqualTo(
                        "2017-03-21T17:59:40.000Z,10.0.0.4,203.0.113.9,49152,443,TCP,Outbound,Allowed,,,,,,,"
                                + "PrivateToPublic,DefaultRule_AllowInternetOutBound,NSG-1,000D3AF87856,NSG-1,1,"
                                + "2017-03-21T18:00:18.6400000Z,8923612b72a93af5,8923612b72a93af5,0123456789abcdef,12,0,fedcba9876543210\n");
    }

    @Test
    void writesVersion4RowAsCsv() {
        assertThat(csv(List.of(Tuples.V4), ALL))
                .isEqualTo("2025-10-02T08:00:01.007Z,2001:db8::7,fc00::1:2,0,65535,UDP,Inbound,Denied,Deny,NX,"
                        + "0,1,22,9223372036854775807,PublicToPrivate,\"UserRule_say \"\"no\"\", twice\","
                        + "00000000-0000-0000-0000-000000000000,,hub/front,4,2025-10-02T08:00:59.1234567Z,"
                        + "f0de69a709b2a4cd,,0123456789abcdef,9876543210,41,fedcba9876543210\n");
    }

    @Test
    void writesRowAsJsonLine() {
        assertThat(json(List.of(Tuples.V1), ALL))
                .isEqualTo("{\"Timestamp\":\"2017-03-21T17:59:40.000Z\",\"SrcIp\":\"10.0.0.4\","
                        + "\"DestIp\":\"203.0.113.9\",\"SrcPort\":49152,\"DestPort\":443,\"Protocol\":\"TCP\","
                        + "\"FlowDirection\":\"Outbound\",\"FlowStatus\":\"Allowed\",\"FlowState\":\"\","
                        + "\"FlowEncryption\":\"\",\"PacketsSrcToDest\":null,\"BytesSrcToDest\":null,"
                        + "\"PacketsDestToSrc\":null,\"BytesDestToSrc\":null,\"FlowType\":\"PrivateToPublic\","
                        + "\"AclRule\":\"DefaultRule_AllowInternetOutBound\",\"AclGroup\":\"NSG-1\","
                        + "\"MacAddress\":\"000D3AF87856\",\"Resource\":\"NSG-1\",\"FlowLogVersion\":1,"
                        + "\"RecordTime\":\"2017-03-21T18:00:18.6400000Z\",\"ResourceKey\":\"8923612b72a93af5\","
                        + "\"AclKey\":\"8923612b72a93af5\",\"SourceId\":\"0123456789abcdef\",\"RecordOffset\":12,"
                        + "\"TupleIndex\":0,\"BatchId\":\"fedcba9876543210\"}\n");
    }

    @Test
    void escapesTextForJson() {
        FlowTuple tuple = Tuples.withRule(Tuples.V4, "a\"b\\c\n\u0000\u001f\u007f\u0085/\u20ac\ud83d\ude00");

        assertThat(json(List.of(tuple), List.of(FlowColumn.ACL_RULE)))
                .isEqualTo("{\"AclRule\":\"a\\\"b\\\\c\\u000a\\u0000\\u001f\\u007f\\u0085/\u20ac\ud83d\ude00\"}\n");
    }

    @Test
    void headerNamesTheChosenColumns() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvFlowEncoder.create(CONSTANTS, List.of(FlowColumn.TUPLE_INDEX, FlowColumn.SRC_IP))
                .header(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("TupleIndex,SrcIp\n");

        out.reset();
        JsonLinesFlowEncoder.create(CONSTANTS).header(out);
        assertThat(out.size()).isZero();
    }

    @Test
    void leavesFormulasAlone() {
        assertThat(csv(List.of(Tuples.withRule(Tuples.V1, "=1+1")), List.of(FlowColumn.ACL_RULE, FlowColumn.SRC_PORT)))
                .isEqualTo("=1+1,49152\n");
    }

    @Test
    void neverWritesAnEmptyLine() {
        assertThat(csv(List.of(Tuples.V1), List.of(FlowColumn.FLOW_STATE))).isEqualTo("\"\"\n");
        assertThat(csv(List.of(Tuples.V1), List.of(FlowColumn.FLOW_ENCRYPTION))).isEqualTo("\"\"\n");
        assertThat(csv(List.of(Tuples.V1), List.of(FlowColumn.BYTES_SRC_TO_DEST)))
                .isEqualTo("\"\"\n");
        assertThat(csv(List.of(Tuples.V4), List.of(FlowColumn.MAC_ADDRESS))).isEqualTo("\"\"\n");
        assertThat(csv(List.of(Tuples.V4), List.of(FlowColumn.ACL_KEY))).isEqualTo("\"\"\n");
    }

    @Test
    void randomRowsComeBackFromBothFormats() {
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            assertRoundTrip(Tuples.random(random, 1 + random.nextInt(300)), ALL);
        }
    }

    @Test
    void anyColumnsInAnyOrderComeBackFromBothFormats() {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<FlowColumn> columns = new ArrayList<>(ALL);
            Collections.shuffle(columns, random);
            assertRoundTrip(
                    Tuples.random(random, 1 + random.nextInt(20)),
                    columns.subList(0, 1 + random.nextInt(columns.size())));
        }
    }

    @Test
    void allProtocolsComeBack() {
        List<FlowTuple> tuples = IntStream.range(0, 256)
                .mapToObj(number -> Tuples.with(Tuples.V4, END_OF_TIME, END_OF_TIME, number, 1L))
                .toList();

        assertRoundTrip(tuples, ALL);
    }

    @Test
    void extremeTimesAndCountersComeBack() {
        List<FlowTuple> tuples = new ArrayList<>();
        for (Long counter : Arrays.asList(0L, 1L, Long.MAX_VALUE, null)) {
            tuples.add(Tuples.with(Tuples.V4, Instant.EPOCH, Instant.EPOCH, 0, counter));
            tuples.add(Tuples.with(Tuples.V4, END_OF_TIME, END_OF_TIME.plusNanos(999_900), 0, counter));
        }

        assertRoundTrip(tuples, ALL);
    }

    @Test
    void textLongerThanTheBufferComesBack() {
        String rule = "r\"\u20ac\ud83d\ude00,\n".repeat(13_000);
        FlowTuple tuple = Tuples.with(Tuples.V4, rule, rule, rule, "/subscriptions/" + rule);

        assertRoundTrip(List.of(Tuples.V1, tuple, Tuples.V1, tuple, tuple, Tuples.V4), ALL);
    }

    @Test
    void moreResourcesThanAreRememberedComeBack() {
        List<FlowTuple> tuples = IntStream.range(0, 9_000)
                .mapToObj(n -> Tuples.with(Tuples.V4, "r", Tuples.NSG + n, "m", Tuples.SUBNET + n))
                .toList();

        assertRoundTrip(tuples, List.of(FlowColumn.RESOURCE_KEY, FlowColumn.ACL_KEY, FlowColumn.RESOURCE));
    }

    @Test
    void codesOfARefilledBatchAreReadAnew() throws IOException {
        FlowEncoder encoder = CsvFlowEncoder.create(CONSTANTS);
        FlowBatch batch = FlowBatch.create();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            List<FlowTuple> tuples = Tuples.random(random, 1 + random.nextInt(40));
            BatchFixture.refill(batch, tuples);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            encoder.encode(batch, out);

            assertThat(out.toString(StandardCharsets.UTF_8)).as(repeat()).isEqualTo(csv(tuples, ALL));
        }
    }

    @Test
    void anySplitOfTheRowsGivesTheSameBytes() throws IOException {
        Random random = new Random(seed);
        List<FlowTuple> tuples = Tuples.random(random, 500);
        FlowBatch batch = BatchFixture.of(tuples);
        FlowEncoder encoder = JsonLinesFlowEncoder.create(CONSTANTS);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < batch.size(); ) {
            int to = Math.min(batch.size(), from + random.nextInt(9));
            encoder.encode(batch, from, to, out);
            from = to;
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).as(repeat()).isEqualTo(json(tuples, ALL));
    }

    @Test
    void goesOnAfterTheStreamFailed() throws IOException {
        List<FlowTuple> tuples = Tuples.random(new Random(1), 2_000);
        FlowBatch batch = BatchFixture.of(tuples);
        FlowEncoder encoder = CsvFlowEncoder.create(CONSTANTS);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };

        assertThatThrownBy(() -> encoder.encode(batch, full)).isInstanceOf(IOException.class);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoder.encode(batch, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(csv(tuples, ALL));
    }

    @Test
    void constantsAreEscapedToo() {
        EncoderConstants odd = new EncoderConstants("a,\"b\"", "half \ud83d");
        FlowBatch batch = BatchFixture.of(List.of(Tuples.V1));
        List<FlowColumn> columns = List.of(FlowColumn.SOURCE_ID, FlowColumn.BATCH_ID);

        assertThat(encode(CsvFlowEncoder.create(odd, columns), batch)).isEqualTo("\"a,\"\"b\"\"\",half \ufffd\n");
        assertThat(encode(JsonLinesFlowEncoder.create(odd, columns), batch))
                .isEqualTo("{\"SourceId\":\"a,\\\"b\\\"\",\"BatchId\":\"half \ufffd\"}\n");
    }

    @Test
    void refusesWhatMakesNoRow() {
        assertThatThrownBy(() -> CsvFlowEncoder.create(CONSTANTS, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonLinesFlowEncoder.create(CONSTANTS, List.of(FlowColumn.SRC_IP, FlowColumn.SRC_IP)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SRC_IP");
        FlowBatch batch = BatchFixture.of(List.of(Tuples.V1));
        assertThatThrownBy(() -> CsvFlowEncoder.create(CONSTANTS).encode(batch, 0, 2, OutputStream.nullOutputStream()))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** 10,000 rows a pass and at most 8 KB a pass: less than one byte a row, also where every row opens a new group. */
    @Test
    void allocatesNothingForARow() throws IOException {
        List<FlowTuple> tuples = new ArrayList<>();
        for (int row = 0; row < 10_000; row++) {
            FlowTuple tuple = row % 3 == 0 ? Tuples.V4 : Tuples.V1;
            Instant time = tuple.time().plusMillis(row * 86_399_993L);
            tuples.add(Tuples.with(tuple, time, time, row & 0xFF, row % 5 == 0 ? null : (long) row * row));
        }
        FlowBatch batch = BatchFixture.of(tuples);

        assertThat(allocatedBy(CsvFlowEncoder.create(CONSTANTS), batch)).isLessThan(8_192);
        assertThat(allocatedBy(JsonLinesFlowEncoder.create(CONSTANTS), batch)).isLessThan(8_192);
    }

    private static long allocatedBy(FlowEncoder encoder, FlowBatch batch) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        OutputStream out = OutputStream.nullOutputStream();
        encoder.encode(batch, out);
        encoder.encode(batch, out);
        long before = threads.getThreadAllocatedBytes(thread);
        encoder.encode(batch, out);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(before).as("counting is supported").isNotNegative();
        return allocated;
    }

    private String repeat() {
        return "-Dflowlog.seed=" + seed;
    }

    private void assertRoundTrip(List<FlowTuple> tuples, List<FlowColumn> columns) {
        List<List<@Nullable String>> expected = new ArrayList<>();
        for (FlowTuple tuple : tuples) {
            List<@Nullable String> row = new ArrayList<>();
            columns.forEach(column -> row.add(ExpectedValues.of(column, tuple, CONSTANTS)));
            expected.add(row);
        }
        List<List<String>> csvExpected = expected.stream()
                .map(row ->
                        row.stream().map(value -> value == null ? "" : value).toList())
                .toList();

        assertThat(PlainCsv.parse(csv(tuples, columns))).as(repeat()).isEqualTo(csvExpected);
        assertThat(parseJsonLines(json(tuples, columns), columns)).as(repeat()).isEqualTo(expected);
    }

    private static List<List<@Nullable String>> parseJsonLines(String text, List<FlowColumn> columns) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        text.lines().forEach(line -> rows.add(parseJson(line, columns)));
        return rows;
    }

    private static List<@Nullable String> parseJson(String line, List<FlowColumn> columns) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                FlowColumn column = columns.get(values.size());
                JsonToken token = parser.nextToken();
                if (token == JsonToken.VALUE_NULL) {
                    assertThat(column.nullable()).as(name).isTrue();
                    values.put(name, null);
                } else {
                    boolean number =
                            column.adxType().equals("int") || column.adxType().equals("long");
                    assertThat(token).as(name).isEqualTo(number ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_STRING);
                    values.put(name, parser.getText());
                }
            }
            assertThat(parser.nextToken()).isNull();
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
        assertThat(List.copyOf(values.keySet()))
                .isEqualTo(columns.stream().map(FlowColumn::columnName).toList());
        return new ArrayList<>(values.values());
    }

    private static String csv(List<FlowTuple> tuples, List<FlowColumn> columns) {
        return encode(CsvFlowEncoder.create(CONSTANTS, columns), BatchFixture.of(tuples));
    }

    private static String json(List<FlowTuple> tuples, List<FlowColumn> columns) {
        return encode(JsonLinesFlowEncoder.create(CONSTANTS, columns), BatchFixture.of(tuples));
    }

    /** The output, which must be valid UTF-8. */
    private static String encode(FlowEncoder encoder, FlowBatch batch) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            encoder.encode(batch, out);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        } catch (IOException e) {
            throw new AssertionError("a byte array does not fail", e);
        }
    }
}
