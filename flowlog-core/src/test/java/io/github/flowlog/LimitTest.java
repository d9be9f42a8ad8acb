package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.FlowLogParseException;
import io.github.flowlog.problem.ParseProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** Each limit, one below it, on it and one above it, and what the reader says then. */
final class LimitTest {
    private static final String TIME = "\"time\":\"2025-01-01T00:00:00Z\"";

    @Test
    void readsARecordAsLongAsTheLimit() throws IOException {
        ReadLimits limits = ReadLimits.defaults().withRecordBytes(1_000);

        assertThat(readBoth(recordOf(999), limits)).isEqualTo("1 record");
        assertThat(readBoth(recordOf(1_000), limits)).isEqualTo("1 record");
        assertThat(readBoth(recordOf(1_001), limits))
                .isEqualTo("at most 1000 bytes of a record are read; ReadLimits.withRecordBytes raises that");
    }

    @Test
    void readsARecordOfTheDefaultSize() throws IOException {
        int largest = ReadLimits.defaults().recordBytes();

        assertThat(largest).isEqualTo(16 << 20);
        assertThat(read(recordOf(largest), ReadLimits.defaults())).isEqualTo("1 record");
        assertThat(read(recordOf(largest + 1), ReadLimits.defaults()))
                .isEqualTo("at most 16777216 bytes of a record are read; ReadLimits.withRecordBytes raises that");
        assertThat(read(recordOf(largest + 1), ReadLimits.defaults().withRecordBytes(largest + 1)))
                .isEqualTo("1 record");
    }

    @Test
    void readsNestingAsDeepAsTheLimit() throws IOException {
        for (int depth : new int[] {4, 10, 64, 500}) {
            ReadLimits limits = ReadLimits.defaults().withDepth(depth);

            assertThat(readBoth(nested(depth - 1), limits)).isEqualTo("1 record");
            assertThat(readBoth(nested(depth), limits)).isEqualTo("1 record");
            assertThat(readBoth(nested(depth + 1), limits))
                    .isEqualTo("at most " + depth
                            + " nested objects and arrays are read; ReadLimits.withDepth raises that");
        }
    }

    @Test
    void readsRecordsAsDeepAsTheLimit() throws IOException {
        String log = "{\"records\":[{" + TIME + ",\"properties\":{\"Version\":1,\"flows\":[{\"rule\":\"R\","
                + "\"flows\":[{\"flowTuples\":[]}]}]}}]}";
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);

        assertThat(readBoth(bytes, ReadLimits.defaults().withDepth(8)))
                .isEqualTo("at most 8 nested objects and arrays are read; ReadLimits.withDepth raises that");
        assertThat(readBoth(bytes, ReadLimits.defaults().withDepth(9))).isEqualTo("1 record");
        assertThat(readBoth(bytes, ReadLimits.defaults().withDepth(10))).isEqualTo("1 record");
    }

    @Test
    void countsEveryObjectAndArrayThatARecordHolds() throws IOException {
        String nsg = "{\"records\":[{" + TIME + ",\"properties\":{\"Version\":1,\"flows\":[%s]}}]}";
        requireDepth(nsg.formatted(""), 5);
        requireDepth(nsg.formatted("[]"), 6);
        requireDepth(nsg.formatted("{\"rule\":\"R\",\"flows\":[]}"), 7);
        requireDepth(nsg.formatted("{\"rule\":\"R\",\"flows\":[{\"flowTuples\":[]}]}"), 9);
        requireDepth(nsg.formatted("{\"rule\":\"R\",\"flows\":[{\"flowTuples\":[[]]}]}"), 10);
        String vnet = "{\"records\":[{" + TIME + ",\"flowLogVersion\":4,\"flowRecords\":{\"flows\":[%s]}}]}";
        requireDepth(vnet.formatted(""), 5);
        requireDepth(vnet.formatted("{\"flowGroups\":[]}"), 7);
        requireDepth(vnet.formatted("{\"flowGroups\":[{\"rule\":\"R\",\"flowTuples\":[]}]}"), 9);
        requireDepth("{\"records\":[{\"records\":[]}]}", 4);
        requireDepth("{\"records\":[{\"records\":[[]]}]}", 5);
    }

    private static void requireDepth(String log, int depth) throws IOException {
        for (int limit = 1; limit <= depth + 1; limit++) {
            List<ParseProblem> problems = new ArrayList<>();
            ReadOptions options = ReadOptions.defaults()
                    .withLimits(ReadLimits.defaults().withDepth(limit))
                    .skippingBadInput(badInput -> problems.add(badInput.problem()));
            try (FlowLogReader reader = FlowLogReader.of(log.getBytes(StandardCharsets.UTF_8), "x", options)) {
                assertThat(reader.next(FlowBatch.create())).isFalse();
            }

            assertThat(problems.contains(ParseProblem.LIMIT))
                    .as("%s with a limit of %d", log, limit)
                    .isEqualTo(limit < depth);
        }
    }

    @Test
    void readsNamesAsLongAsTheLimit() throws IOException {
        int longest = ReadLimits.defaults().nameBytes();

        assertThat(longest).isEqualTo(4_096);
        assertThat(readBoth(named(longest - 1), ReadLimits.defaults())).isEqualTo("1 record");
        assertThat(readBoth(named(longest), ReadLimits.defaults())).isEqualTo("1 record");
        assertThat(readBoth(named(longest + 1), ReadLimits.defaults()))
                .isEqualTo("at most 4096 bytes of a name are read; ReadLimits.withNameBytes raises that");
        assertThat(readBoth(named(longest + 1), ReadLimits.defaults().withNameBytes(longest + 1)))
                .isEqualTo("1 record");
    }

    /** A full dictionary is no error: the batch ends behind the record that filled it. */
    @Test
    void endsABatchAtTheLimitOfStrings() throws IOException {
        byte[] bytes = rules(6);

        assertThat(batchSizes(bytes, ReadLimits.defaults().withDistinctStrings(2)))
                .containsExactly(2, 2, 2);
        assertThat(batchSizes(bytes, ReadLimits.defaults().withDistinctStrings(3)))
                .containsExactly(3, 3);
        assertThat(batchSizes(bytes, ReadLimits.defaults().withDistinctStrings(4)))
                .containsExactly(4, 2);
        assertThat(batchSizes(bytes, ReadLimits.defaults().withDistinctStrings(5)))
                .containsExactly(5, 1);
        assertThat(batchSizes(bytes, ReadLimits.defaults().withDistinctStrings(6)))
                .containsExactly(6);
        assertThat(batchSizes(bytes, ReadLimits.defaults().withDistinctStrings(7)))
                .containsExactly(6);
    }

    @Test
    void expandsGzipUpToTheLimit() throws IOException {
        byte[] bytes = expandingBy(200, 18_000_000);

        assertThat(read(bytes, ReadLimits.defaults().withGzipExpansion(199)))
                .isEqualTo("gzip may expand by at most 199 times; ReadLimits.withGzipExpansion raises that");
        assertThat(read(bytes, ReadLimits.defaults().withGzipExpansion(200))).isEqualTo("0 records");
        assertThat(read(bytes, ReadLimits.defaults().withGzipExpansion(201))).isEqualTo("0 records");
        assertThat(ReadLimits.defaults().gzipExpansion()).isEqualTo(200);
    }

    @Test
    void expandsTheFirstMegabytesOfGzipWhateverTheLimit() throws IOException {
        ReadLimits smallest = ReadLimits.defaults().withGzipExpansion(1);

        assertThat(read(expandingBy(200, (16 << 20) - 16), smallest)).isEqualTo("0 records");
        assertThat(read(expandingBy(128, 16 << 20), smallest)).isEqualTo("0 records");
        assertThat(read(expandingBy(200, (16 << 20) + 184), smallest))
                .isEqualTo("gzip may expand by at most 1 times; ReadLimits.withGzipExpansion raises that");
    }

    @Test
    void refusesLimitsThatAllowNothingOrTooMuch() {
        ReadLimits limits = ReadLimits.defaults();

        assertThat(limits.withRecordBytes(64).recordBytes()).isEqualTo(64);
        assertThat(limits.withRecordBytes(1 << 30).recordBytes()).isEqualTo(1 << 30);
        assertThatThrownBy(() -> limits.withRecordBytes(63))
                .hasMessage("recordBytes must be from 64 to 1073741824, not 63");
        assertThatThrownBy(() -> limits.withRecordBytes((1 << 30) + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(limits.withDepth(1).depth()).isEqualTo(1);
        assertThatThrownBy(() -> limits.withDepth(0)).hasMessage("depth must be from 1 to 500, not 0");
        assertThatThrownBy(() -> limits.withDepth(501)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.withDistinctStrings(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.withDistinctStrings((1 << 30) + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.withGzipExpansion(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.withGzipExpansion(1_000_001)).isInstanceOf(IllegalArgumentException.class);
    }

    /** What came of it: a count of records, or what was expected instead; the same in both policies. */
    private static String readBoth(byte[] bytes, ReadLimits limits) throws IOException {
        String skipping = read(bytes, limits);
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader =
                FlowLogReader.of(bytes, "x", ReadOptions.defaults().withLimits(limits))) {
            if (skipping.endsWith("record")) {
                assertThat(reader.next(batch)).isFalse();
            } else {
                assertThatThrownBy(() -> reader.next(batch))
                        .isInstanceOf(FlowLogParseException.class)
                        .hasMessageStartingWith("limit reached ")
                        .hasMessageEndingWith(": " + skipping);
            }
        }
        return skipping;
    }

    private static String read(byte[] bytes, ReadLimits limits) throws IOException {
        List<BadInput> problems = new ArrayList<>();
        ReadOptions options = ReadOptions.defaults().withLimits(limits).skippingBadInput(problems::add);
        try (FlowLogReader reader = FlowLogReader.of(bytes, "x", options)) {
            assertThat(reader.next(FlowBatch.create())).isFalse();
            if (problems.isEmpty()) {
                long records = reader.stats().records();
                return records + (records == 1 ? " record" : " records");
            }
            assertThat(problems).extracting(BadInput::problem).containsExactly(ParseProblem.LIMIT);
            assertThat(reader.stats().records()).isZero();
            return problems.get(0).expectation();
        }
    }

    private static List<Integer> batchSizes(byte[] bytes, ReadLimits limits) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader =
                FlowLogReader.of(bytes, "x", ReadOptions.defaults().withLimits(limits))) {
            while (reader.next(batch)) {
                sizes.add(batch.size());
            }
        }
        return sizes;
    }

    /** One record of exactly this length. */
    private static byte[] recordOf(int length) {
        String start = "[{" + TIME + ",\"properties\":{\"Version\":1,\"flows\":[]},\"x\":\"";
        byte[] bytes = new byte[1 + length + 1];
        Arrays.fill(bytes, (byte) 'a');
        System.arraycopy(start.getBytes(StandardCharsets.UTF_8), 0, bytes, 0, start.length());
        System.arraycopy("\"}]".getBytes(StandardCharsets.UTF_8), 0, bytes, bytes.length - 3, 3);
        return bytes;
    }

    /** One record on a line, with an unknown value that goes to this depth. */
    private static byte[] nested(int depth) {
        return ("{" + TIME + ",\"properties\":{\"Version\":1,\"flows\":[]},\"x\":" + "[".repeat(depth - 1)
                        + "]".repeat(depth - 1) + "}")
                .replace(":}", ":0}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** One record with one tuple for each of so many rules, and no other text. */
    private static byte[] rules(int count) {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < count; i++) {
            log.append("{" + TIME + ",\"properties\":{\"Version\":1,\"flows\":[{\"rule\":\"R")
                    .append(i)
                    .append("\",\"flows\":[{\"flowTuples\":[\"1,1.1.1.1,1.1.1.1,1,1,T,I,D\"]}]}]}}\n");
        }
        return log.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A gzip file of this many bytes that is smaller by exactly this ratio: a comment in its header makes up the length. */
    private static byte[] expandingBy(int ratio, int bytes) throws IOException {
        byte[] log = new byte[bytes];
        Arrays.fill(log, (byte) ' ');
        System.arraycopy("{\"records\":[".getBytes(StandardCharsets.UTF_8), 0, log, 0, 12);
        log[bytes - 2] = ']';
        log[bytes - 1] = '}';
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, new Deflater(9, true))) {
            out.write(log);
        }
        CRC32 checksum = new CRC32();
        checksum.update(log);
        assertThat(bytes % ratio).isZero();
        byte[] comment = new byte[bytes / ratio - 10 - 1 - deflated.size() - 8];
        Arrays.fill(comment, (byte) 'c');
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        gzip.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, 16, 0, 0, 0, 0, 0, 0});
        gzip.writeBytes(comment);
        gzip.write(0);
        gzip.writeBytes(deflated.toByteArray());
        writeLittle32(gzip, checksum.getValue());
        writeLittle32(gzip, bytes);
        return gzip.toByteArray();
    }

    private static void writeLittle32(ByteArrayOutputStream out, long value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (value >> shift));
        }
    }

    /** A record with a rule of so many bytes, half of them spelt as escapes. */
    private static byte[] named(int bytes) {
        String rule = "r".repeat(bytes / 2) + "\\u0072".repeat(bytes - bytes / 2);
        return ("{" + TIME + ",\"properties\":{\"Version\":1,\"flows\":[{\"rule\":\"" + rule + "\",\"flows\":[]}]}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
