package io.github.flowlog.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadStats;
import io.github.flowlog.problem.BadInput.Scope;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratedLog;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import io.github.flowlog.synthetic.LogMutator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No flow tuple is lost without a word: each one that was written is returned, skipped, or lies in bytes that are
 * reported as unread or in a record that is reported as bad.
 *
 * <p>The tuples of a bad record are accounted by the record: they count neither as returned nor as skipped.
 */
class AccountingTest {
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final int INPUTS = 300;
    private static final Map<String, String> WRONG_KEYS = Map.of(
            "\"time\"",
            "\"tIme\"",
            "\"Version\"",
            "\"version\"",
            "\"flowLogVersion\"",
            "\"flowlogversion\"",
            "\"rule\"",
            "\"Rule\"");

    private final long seed =
            Optional.ofNullable(Long.getLong("flowlog.seed")).orElseGet(() -> new SplittableRandom().nextLong());

    /** A generated log, and how many tuples were written into it. */
    private static final class Log {
        final byte[] bytes;
        final long tuples;

        Log(byte[] bytes, long tuples) {
            this.bytes = bytes;
            this.tuples = tuples;
        }
    }

    @ParameterizedTest
    @EnumSource(GeneratorMode.class)
    void accountsForEveryTupleOfDamagedAndCutLogs(GeneratorMode mode) throws IOException {
        for (int i = 0; i < INPUTS; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            Log log = generate(mode, random);
            byte[] damaged = random.nextInt(4) == 0 ? log.bytes : LogMutator.mutateTuples(log.bytes, random);
            int end = random.nextInt(4) == 0 ? damaged.length : random.nextInt(damaged.length + 1);
            List<Long> tuples = tupleOffsets(damaged);

            ReadStats stats = LibraryReader.read(
                            Arrays.copyOf(damaged, end), BadInputPolicy.SKIP, ReadLimits.defaults())
                    .stats();

            long unreadFrom = end - stats.unreadBytes();
            long unread =
                    tuples.stream().filter(at -> at >= unreadFrom && at < end).count();
            long cutOff = tuples.stream().filter(at -> at >= end).count();
            assertThat(tuples).as("seed %d", seed + i).hasSize((int) log.tuples);
            assertThat(stats.skippedRecords()).as("seed %d", seed + i).isZero();
            assertThat(stats.tuples() + stats.skippedTuples() + unread + cutOff)
                    .as("seed %d: %s, %d in unread bytes, %d cut off", seed + i, stats, unread, cutOff)
                    .isEqualTo(log.tuples);
        }
    }

    @ParameterizedTest
    @EnumSource(GeneratorMode.class)
    void accountsForTheTuplesOfBadRecordsByTheRecord(GeneratorMode mode) throws IOException {
        for (int i = 0; i < INPUTS; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            Log log = generate(mode, random);
            byte[] damaged = breakRecords(log.bytes, random);
            List<FlowTuple> all = LibraryReader.read(log.bytes, BadInputPolicy.STRICT, ReadLimits.defaults())
                    .rows();
            Map<Long, Long> tuplesOfRecord =
                    all.stream().collect(Collectors.groupingBy(FlowTuple::recordOffset, Collectors.counting()));

            OracleResult skipping = LibraryReader.read(damaged, BadInputPolicy.SKIP, ReadLimits.defaults());
            OracleResult strict = LibraryReader.read(damaged, BadInputPolicy.STRICT, ReadLimits.defaults());

            long inBadRecords = skipping.problems().stream()
                    .mapToLong(problem -> tuplesOfRecord.getOrDefault(problem.recordOffset(), 0L))
                    .sum();
            assertThat(skipping.problems())
                    .as("seed %d", seed + i)
                    .allMatch(problem -> problem.scope() == Scope.RECORD);
            assertThat(skipping.rows().size() + inBadRecords)
                    .as("seed %d: %d tuples in %s", seed + i, inBadRecords, skipping.problems())
                    .isEqualTo(log.tuples);
            assertThat(strict.rows())
                    .as("seed %d", seed + i)
                    .isEqualTo(skipping.rows().subList(0, strict.rows().size()));
            assertThat(strict.rows())
                    .as("seed %d: STRICT returns nothing of the record of %s", seed + i, strict.problems())
                    .noneMatch(row -> strict.problems().stream()
                            .anyMatch(problem -> row.recordOffset() == problem.recordOffset()));
        }
    }

    /** Misspells one to three keys that a record must have; no byte moves. */
    private static byte[] breakRecords(byte[] log, SplittableRandom random) {
        String text = new String(log, StandardCharsets.ISO_8859_1);
        List<String> keys = List.copyOf(WRONG_KEYS.keySet());
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String key = keys.get(random.nextInt(keys.size()));
            int at = text.indexOf(key, random.nextInt(text.length() + 1));
            if (at >= 0) {
                text = text.substring(0, at) + WRONG_KEYS.get(key) + text.substring(at + key.length());
            }
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Log generate(GeneratorMode mode, SplittableRandom random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GeneratedLog made = FlowLogGenerator.of(GeneratorOptions.defaults()
                        .withSeed(random.nextLong())
                        .withMode(mode)
                        .withFormat(GeneratedFormat.values()[random.nextInt(GeneratedFormat.values().length)])
                        .withIpv6Share(0.2)
                        .withTargetTuples(1 + random.nextInt(60)))
                .writeTo(out);
        return new Log(out.toByteArray(), made.tuples());
    }

    /** Where each element of an array of tuples begins, as Jackson finds them. */
    private static List<Long> tupleOffsets(byte[] log) throws IOException {
        int from = log.length > 2 && log[0] == (byte) 0xEF ? 3 : 0;
        List<Long> offsets = new ArrayList<>();
        try (JsonParser parser = JACKSON.createParser(log, from, log.length - from)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("flowTuples")) {
                    parser.nextToken();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        offsets.add(from + parser.currentTokenLocation().getByteOffset());
                    }
                }
            }
        }
        return offsets;
    }
}
