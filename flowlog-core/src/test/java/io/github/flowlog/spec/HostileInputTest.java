package io.github.flowlog.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ReadStats;
import io.github.flowlog.oracle.LibraryReader;
import io.github.flowlog.oracle.OracleProblem;
import io.github.flowlog.oracle.OracleReader;
import io.github.flowlog.oracle.OracleResult;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.ParseProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile input that is too large, or too many inputs, for rows of the spec tables. */
class HostileInputTest {
    private static final int MEGABYTE = 1 << 20;

    static Stream<SpecRow> goodSources() {
        return EverySplitTest.goodSources();
    }

    /** Whole sources, cut at every byte: what is complete is returned, and at most one report says that the rest is cut. */
    @ParameterizedTest
    @MethodSource("goodSources")
    void saysOnceThatASourceIsCut(SpecRow row) {
        OracleResult whole = LibraryReader.read(row.bytes, BadInputPolicy.SKIP, row.limits);
        for (int cut = 0; cut < row.bytes.length; cut++) {
            byte[] head = Arrays.copyOf(row.bytes, cut);
            OracleResult skipping = LibraryReader.read(head, BadInputPolicy.SKIP, row.limits);
            OracleResult strict = LibraryReader.read(head, BadInputPolicy.STRICT, row.limits);

            assertThat(skipping)
                    .as("%s cut at %d", row, cut)
                    .isEqualTo(OracleReader.read(head, BadInputPolicy.SKIP, row.limits));
            assertThat(skipping.rows())
                    .isEqualTo(whole.rows().subList(0, skipping.rows().size()));
            assertThat(strict.rows()).as("strict, %s cut at %d", row, cut).isEqualTo(skipping.rows());
            assertThat(strict.problems()).hasSameSizeAs(skipping.problems());
            assertThat(skipping.problems()).hasSizeLessThanOrEqualTo(1);
            for (OracleProblem problem : skipping.problems()) {
                boolean isByteOrderMark = row.bytes[0] != '{' && row.bytes[0] != '[' && cut < 3;
                assertThat(problem.problem())
                        .as("%s cut at %d", row, cut)
                        .isEqualTo(isByteOrderMark ? ParseProblem.SYNTAX : ParseProblem.TRUNCATED);
                assertThat(problem.byteOffset()).isEqualTo(isByteOrderMark ? 0 : cut);
                assertThat(skipping.stats().unreadBytes()).isEqualTo(problem.unreadBytes());
            }
        }
    }

    /** A hundred megabytes, made while they are read, in a reader that may hold sixteen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"records\":[GOOD,{\"x\":\"",
                "{\"records\":[GOOD,{\"",
                "{\"records\":[GOOD,{\"flowRecords\":{\"flows\":[{\"flowGroups\":[{\"flowTuples\":[\"",
                "{\"records\":[GOOD],\"x\":\"",
                "[GOOD,{\"x\":1",
            })
    void refusesAHundredMegabytesInLittleMemory(String start) throws IOException {
        byte[] head = SpecInput.parse(start.replace("GOOD", "@v1[\"@t1\"]")).bytes();
        byte last = head[head.length - 1];
        byte more = last == '"' ? (byte) 'a' : last;
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(head), new Repeating(100L * MEGABYTE, more));
        List<BadInput> problems = new ArrayList<>();
        ReadStats stats;
        long before = allocated();
        try (FlowLogReader reader =
                FlowLogReader.open(in, "x", ReadOptions.defaults().skippingBadInput(problems::add))) {
            FlowBatch batch = FlowBatch.create();
            assertThat(reader.next(batch)).isTrue();
            assertThat(reader.next(batch)).isFalse();
            stats = reader.stats();
        }
        long allocated = allocated() - before;

        assertThat(problems).extracting(BadInput::problem).containsExactly(ParseProblem.LIMIT);
        assertThat(problems.get(0).message()).contains("at most 16777216 bytes", "ReadLimits.withRecordBytes");
        assertThat(stats.bytes()).isEqualTo(head.length + 100L * MEGABYTE);
        assertThat(stats.tuples()).isEqualTo(1);
        assertThat(stats.unreadBytes()).isBetween(100L * MEGABYTE, stats.bytes());
        // windows of 1, 2, 4, 8, 16 and 32 MiB, one after the other, and the batch
        assertThat(allocated).as("bytes allocated in all").isLessThan(66L * MEGABYTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "{\"x\":", "[{\"x\":", "{\"records\":", "{\"records\":[", "{\"properties\":", "{\"flows\":["
            })
    void refusesNestingOfTenThousand(String open) {
        byte[] bytes = open.repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        for (int depth : new int[] {1, 64, 500}) {
            ReadLimits limits = ReadLimits.defaults().withDepth(depth);

            assertThat(LibraryReader.read(bytes, BadInputPolicy.SKIP, limits).problems())
                    .extracting(OracleProblem::problem)
                    .containsExactly(ParseProblem.LIMIT);
            assertThat(LibraryReader.read(bytes, BadInputPolicy.STRICT, limits).problems())
                    .extracting(OracleProblem::problem)
                    .containsExactly(ParseProblem.LIMIT);
        }
    }

    /** One document with each kind of problem planted several times, in any order. */
    @Test
    void countsEachProblemAsOftenAsItIsThere() {
        Map<ParseProblem, String> records = new EnumMap<>(ParseProblem.class);
        records.put(ParseProblem.NOT_A_FLOW_LOG, "{\"other\":1}");
        records.put(ParseProblem.DUPLICATE_KEY, "{\"resourceId\":\"\",\"resourceId\":\"\"}");
        records.put(ParseProblem.WRONG_TYPE, "{\"time\":5,\"flowLogVersion\":true}");
        records.put(ParseProblem.MISSING, "{\"time\":\"2025-01-01T00:00:00Z\"}");
        records.put(ParseProblem.UNSUPPORTED_VERSION, "{\"flowLogVersion\":3,\"flowRecords\":{\"flows\":[]}}");
        records.put(ParseProblem.CONFLICT, "{\"flowLogVersion\":1,\"flowRecords\":{\"flows\":[]}}");
        records.put(ParseProblem.BAD_VALUE, "{\"time\":\"yesterday\"}");
        records.put(ParseProblem.FIELD_COUNT, "@v1[\"@t1\",\"@t2\",\"@t1\"]");
        records.put(ParseProblem.SYNTAX, "{\"time\":?}");
        records.put(ParseProblem.ENCODING, "{\"time\":\"<xFF>\"}");
        records.put(ParseProblem.LIMIT, "{\"time\":<[*65>}");
        Map<ParseProblem, Integer> planted = new EnumMap<>(ParseProblem.class);
        List<String> lines = new ArrayList<>();
        for (Map.Entry<ParseProblem, String> record : records.entrySet()) {
            int times = 2 + record.getKey().ordinal();
            lines.addAll(Collections.nCopies(times, record.getValue()));
            planted.put(record.getKey(), times);
        }
        lines.addAll(Collections.nCopies(10, "@v4[\"@t4\",null,\"1,2,3,4,5,6,7,8,9,10,11,12,13\"]"));
        planted.merge(ParseProblem.WRONG_TYPE, 10, Integer::sum);
        planted.merge(ParseProblem.BAD_VALUE, 10, Integer::sum);
        planted.put(ParseProblem.TRUNCATED, 1);
        Collections.shuffle(lines, new Random(8259));
        byte[] bytes =
                SpecInput.parse(String.join("\n", lines) + "\n{\"records\":[").bytes();

        OracleResult result = LibraryReader.read(bytes, BadInputPolicy.SKIP, ReadLimits.defaults());

        Map<ParseProblem, Integer> reported = new EnumMap<>(ParseProblem.class);
        result.problems().forEach(problem -> reported.merge(problem.problem(), 1, Integer::sum));
        assertThat(reported).isEqualTo(planted);
        int fieldCounts = planted.getOrDefault(ParseProblem.FIELD_COUNT, 0);
        assertThat(result.rows()).hasSize(2 * fieldCounts + 10);
        assertThat(result.stats().skippedTuples()).isEqualTo(fieldCounts + 20);
        assertThat(result.stats().endedDocuments())
                .isEqualTo(planted.getOrDefault(ParseProblem.SYNTAX, 0)
                        + planted.getOrDefault(ParseProblem.ENCODING, 0)
                        + planted.getOrDefault(ParseProblem.LIMIT, 0)
                        + 1);
        assertThat(result).isEqualTo(OracleReader.read(bytes, BadInputPolicy.SKIP, ReadLimits.defaults()));
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** One byte so many times. */
    private static final class Repeating extends InputStream {
        private final byte value;
        private long left;

        Repeating(long count, byte value) {
            this.value = value;
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            Arrays.fill(into, from, from + count, value);
            left -= count;
            return count;
        }
    }
}
