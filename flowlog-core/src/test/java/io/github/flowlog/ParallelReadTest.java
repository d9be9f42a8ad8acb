package io.github.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import io.github.flowlog.synthetic.LogMutator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several threads read what one reads: the same rows, problems, counts and place to go on from.
 *
 * <p>{@code -Dflowlog.seed=N} repeats a run; {@code -Dflowlog.mutants=N} sets how many inputs each test reads.
 */
final class ParallelReadTest {
    private static final int INPUTS = Integer.getInteger("flowlog.mutants", 200);
    private static final String SOURCE = "test.json";

    private final long seed =
            Optional.ofNullable(Long.getLong("flowlog.seed")).orElseGet(() -> new SplittableRandom().nextLong());
    private final SplittableRandom random = new SplittableRandom(seed);
    /** How many chunks were used, over all inputs. */
    private long chunksTaken;

    /** What a reading came to; the excerpts of problems, which depend on the window, are left out. */
    private record Outcome(List<FlowTuple> rows, List<BadInput> problems, ReadStats stats, ResumePoint point) {
        /** The same with rows in the order of the log, whatever the order they came in. */
        Outcome inOrder() {
            List<FlowTuple> sorted = new ArrayList<>(rows);
            sorted.sort(Comparator.comparingLong(FlowTuple::recordOffset).thenComparingInt(FlowTuple::tupleIndex));
            return new Outcome(sorted, problems, stats, point);
        }
    }

    /** What every reading of one input shares. */
    private record Settings(BadInputPolicy policy, ReadLimits limits, int bufferBytes, int capacity) {
        ReadOptions options(List<BadInput> problems) {
            ReadOptions options = ReadOptions.defaults().withLimits(limits).withBufferBytes(bufferBytes);
            return policy == BadInputPolicy.STRICT
                    ? options
                    : options.skippingBadInput(problem -> problems.add(withoutExcerpt(problem)));
        }
    }

    @ParameterizedTest
    @EnumSource(BorderLog.Form.class)
    void readsGoodLogsOfEachForm(BorderLog.Form form) {
        for (int i = 0; i < INPUTS / 2; i++) {
            requireSame(BorderLog.good(form, 1 + random.nextInt(60), random), anySettings(), i);
        }
        assertThat(chunksTaken).as("chunks that were used, seed %d", seed).isGreaterThan(INPUTS / 2);
    }

    @ParameterizedTest
    @EnumSource(BorderLog.Form.class)
    void readsLogsThatMisleadAndBreakOff(BorderLog.Form form) {
        for (int i = 0; i < INPUTS / 2; i++) {
            requireSame(BorderLog.hostile(form, 1 + random.nextInt(60), random), anySettings(), i);
        }
        assertThat(chunksTaken).as("chunks that were used, seed %d", seed).isPositive();
    }

    @Test
    void readsDamagedCutAndJoinedLogs() {
        for (int i = 0; i < INPUTS; i++) {
            requireSame(damage(anyLog()), anySettings(), i);
        }
        assertThat(chunksTaken).as("chunks that were used, seed %d", seed).isPositive();
    }

    @Test
    void readsGeneratedLogs() {
        for (int i = 0; i < INPUTS; i++) {
            requireSame(generate(), anySettings(), i);
        }
        assertThat(chunksTaken).as("chunks that were used, seed %d", seed).isPositive();
    }

    @Test
    void readsTheSameWithChunksOfEverySize() {
        byte[] good = BorderLog.good(BorderLog.Form.ENVELOPE, 12, random);
        byte[] hostile = BorderLog.hostile(BorderLog.Form.ENVELOPE, 12, random);
        for (byte[] log : List.of(good, hostile)) {
            for (BadInputPolicy policy : BadInputPolicy.values()) {
                Settings settings = new Settings(policy, ReadLimits.defaults(), 4_096, 5);
                Outcome expected = sequential(log, settings);
                for (int chunkBytes = 1; chunkBytes < log.length + 10; chunkBytes += 1 + chunkBytes / 50) {
                    assertThat(parallel(log, settings, 2, chunkBytes))
                            .as("%s, chunks of %d bytes, seed %d", policy, chunkBytes, seed)
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(chunksTaken).as("chunks that were used, seed %d", seed).isGreaterThan(100);
    }

    @Test
    void joinsNoTornEnvelopeToTheNextOne() {
        String record = new String(BorderLog.good(BorderLog.Form.LINES, 1, random), StandardCharsets.UTF_8);
        String lines = record + "\n{\"records\":[" + record + "\n{\"records\":[" + record + "]}\n";
        for (BadInputPolicy policy : BadInputPolicy.values()) {
            Settings settings = new Settings(policy, ReadLimits.defaults(), 4_096, 5);
            byte[] log = lines.getBytes(StandardCharsets.UTF_8);
            for (int chunkBytes = 1; chunkBytes < log.length; chunkBytes++) {
                assertThat(parallel(log, settings, 2, chunkBytes))
                        .as("%s, chunks of %d bytes, seed %d", policy, chunkBytes, seed)
                        .isEqualTo(sequential(log, settings));
            }
        }
    }

    @Test
    void fillsBatchesOfAnyCapacity() throws IOException {
        byte[] log = BorderLog.good(BorderLog.Form.ENVELOPE, 400, random);
        Settings settings = new Settings(BadInputPolicy.STRICT, ReadLimits.defaults(), 4_096, 0);
        List<FlowTuple> rows = new ArrayList<>();
        try (ParallelFlowLogReader reader = open(log, settings, new ArrayList<>(), 2, 2_000)) {
            for (int i = 0; ; i++) {
                FlowBatch batch = FlowBatch.withCapacity(i % 20 < 10 ? 100 : 1);
                if (!reader.next(batch)) {
                    break;
                }
                assertThat(batch.size()).as("rows of a record at most").isLessThan(batch.capacity() + 3);
                addRows(batch, rows);
            }
            assertThat(reader.chunksTaken()).as("seed %d", seed).isPositive();
        }
        assertThat(rows)
                .isEqualTo(sequential(log, new Settings(BadInputPolicy.STRICT, ReadLimits.defaults(), 4_096, 9)).rows);
    }

    @Test
    void readsRecordsThatAreLargerThanAPart() {
        byte[] log = BorderLog.good(BorderLog.Form.ENVELOPE, 40, random);
        Settings settings = new Settings(BadInputPolicy.STRICT, ReadLimits.defaults(), 4_096, 5);
        for (int chunkBytes = 100; chunkBytes < 400; chunkBytes++) {
            assertThat(parallel(log, settings, 2, chunkBytes))
                    .as("chunks of %d bytes, seed %d", chunkBytes, seed)
                    .isEqualTo(sequential(log, settings));
        }
        assertThat(chunksTaken).as("chunks that were used, seed %d", seed).isPositive();
    }

    private void requireSame(byte[] log, Settings settings, int input) {
        int threads = 1 + random.nextInt(3);
        int chunkBytes = 1 + random.nextInt(1 << (2 + random.nextInt(12)));
        Outcome expected = sequential(log, settings);
        String as = String.format(
                "-Dflowlog.seed=%d, input %d, %s, %d threads, chunks of %d bytes:%n%s",
                seed, input, settings, threads, chunkBytes, new String(log, StandardCharsets.ISO_8859_1));
        assertThat(parallel(log, settings, threads, chunkBytes)).as(as).isEqualTo(expected);
        assertThat(unordered(log, settings, threads, chunkBytes).inOrder())
                .as(as)
                .isEqualTo(expected.inOrder());
    }

    private static Outcome sequential(byte[] log, Settings settings) {
        List<BadInput> problems = new ArrayList<>();
        List<FlowTuple> rows = new ArrayList<>();
        FlowBatch batch = FlowBatch.withCapacity(settings.capacity);
        FlowLogReader reader = FlowLogReader.of(log, SOURCE, settings.options(problems));
        try {
            while (reader.next(batch)) {
                addRows(batch, rows);
            }
        } catch (FlowLogParseException refused) {
            problems.add(withoutExcerpt(refused.badInput()));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return new Outcome(rows, problems, atEnd(reader.stats(), problems, settings), reader.resumePoint());
    }

    private Outcome parallel(byte[] log, Settings settings, int threads, int chunkBytes) {
        List<BadInput> problems = new ArrayList<>();
        List<FlowTuple> rows = new ArrayList<>();
        FlowBatch batch = FlowBatch.withCapacity(settings.capacity);
        try (ParallelFlowLogReader reader = open(log, settings, problems, threads, chunkBytes)) {
            try {
                while (reader.next(batch)) {
                    addRows(batch, rows);
                }
                assertThat(batch.size()).isZero();
            } catch (FlowLogParseException refused) {
                problems.add(withoutExcerpt(refused.badInput()));
            }
            chunksTaken += reader.chunksTaken();
            return new Outcome(rows, problems, atEnd(reader.stats(), problems, settings), reader.resumePoint());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private Outcome unordered(byte[] log, Settings settings, int threads, int chunkBytes) {
        List<BadInput> problems = new ArrayList<>();
        List<FlowTuple> rows = Collections.synchronizedList(new ArrayList<>());
        try (ParallelFlowLogReader reader = open(log, settings, problems, threads, chunkBytes)) {
            try {
                FlowBatch batch = FlowBatch.withCapacity(settings.capacity);
                for (int i = random.nextInt(4); i > 0 && reader.next(batch); i--) {
                    addRows(batch, rows);
                }
                reader.forEach(some -> addRows(some, rows));
            } catch (FlowLogParseException refused) {
                problems.add(withoutExcerpt(refused.badInput()));
            }
            chunksTaken += reader.chunksTaken();
            return new Outcome(
                    new ArrayList<>(rows), problems, atEnd(reader.stats(), problems, settings), reader.resumePoint());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static ParallelFlowLogReader open(
            byte[] log, Settings settings, List<BadInput> problems, int threads, int chunkBytes) {
        return ParallelFlowLogReader.over(
                (target, position) -> read(log, target, position),
                log.length,
                SOURCE,
                () -> {},
                settings.options(problems),
                threads,
                chunkBytes);
    }

    static int read(byte[] log, ByteBuffer target, long position) {
        if (position >= log.length) {
            return -1;
        }
        int length = Math.min(target.remaining(), log.length - (int) position);
        target.put(log, (int) position, length);
        return length;
    }

    /** The statistics; after a refusal, how far the reader looked beyond the last record depends on its window. */
    private static ReadStats atEnd(ReadStats stats, List<BadInput> problems, Settings settings) {
        long bytes = settings.policy == BadInputPolicy.STRICT && !problems.isEmpty() ? 0 : stats.bytes();
        return new ReadStats(
                bytes,
                stats.records(),
                stats.tuples(),
                stats.skippedRecords(),
                stats.skippedTuples(),
                stats.endedDocuments(),
                stats.unreadBytes());
    }

    private static void addRows(FlowBatch batch, List<FlowTuple> rows) {
        List<FlowTuple> tuples = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            tuples.add(batch.tuple(row));
        }
        rows.addAll(tuples);
    }

    private static BadInput withoutExcerpt(BadInput problem) {
        return new BadInput(
                problem.problem(),
                problem.scope(),
                problem.field(),
                problem.source(),
                problem.byteOffset(),
                problem.recordOffset(),
                problem.recordIndex(),
                problem.tupleIndex(),
                "",
                problem.expectation(),
                problem.unreadBytes());
    }

    private Settings anySettings() {
        ReadLimits limits = switch (random.nextInt(12)) {
            case 0 -> ReadLimits.defaults().withDepth(2 + random.nextInt(12));
            case 1 -> ReadLimits.defaults().withRecordBytes(64 + random.nextInt(3_000));
            case 2 -> ReadLimits.defaults().withDistinctStrings(1 + random.nextInt(6));
            default -> ReadLimits.defaults();
        };
        return new Settings(
                BadInputPolicy.values()[random.nextInt(2)],
                limits,
                1 + random.nextInt(1 << (1 + random.nextInt(14))),
                1 + random.nextInt(1 << (1 + random.nextInt(8))));
    }

    private byte[] anyLog() {
        if (random.nextInt(3) == 0) {
            return generate();
        }
        BorderLog.Form form = BorderLog.Form.values()[random.nextInt(4)];
        int records = 1 + random.nextInt(40);
        return random.nextBoolean() ? BorderLog.good(form, records, random) : BorderLog.hostile(form, records, random);
    }

    private byte[] generate() {
        boolean awkward = random.nextInt(4) > 0;
        GeneratorOptions options = GeneratorOptions.defaults()
                .withSeed(random.nextLong())
                .withMode(awkward ? GeneratorMode.AWKWARD : GeneratorMode.RANDOM)
                .withFormat(GeneratedFormat.values()[random.nextInt(GeneratedFormat.values().length)])
                .withIpv6Share(random.nextInt(2) * 0.3)
                .withRecordCapBytes(GeneratorOptions.MIN_RECORD_CAP_BYTES)
                .withTargetTuples(random.nextInt(awkward ? 40 : 400));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            FlowLogGenerator.of(options).writeTo(out);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return out.toByteArray();
    }

    private byte[] damage(byte[] log) {
        return switch (random.nextInt(6)) {
            case 0 -> LogMutator.splice(log, anyLog(), random);
            case 1 -> LogMutator.mutateTuples(log, random);
            case 2 -> LogMutator.mutateKeys(log, random);
            case 3 -> join(log, new String[] {"", " ", "\n", "\r\n"}[random.nextInt(4)], anyLog());
            default -> LogMutator.mutate(log, random);
        };
    }

    private static byte[] join(byte[] first, String between, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(between.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(second);
        return out.toByteArray();
    }
}
