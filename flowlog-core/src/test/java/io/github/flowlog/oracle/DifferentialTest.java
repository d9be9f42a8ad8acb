package io.github.flowlog.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadStats;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import io.github.flowlog.synthetic.LogMutator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The library against the oracle on generated, damaged, cut, spliced and joined logs.
 *
 * <p>{@code -Dflowlog.seed=N} repeats a run; {@code -Dflowlog.mutants=N} sets how many inputs each test reads, damaged logs
 * for each format. What the inputs came to is printed.
 */
class DifferentialTest {
    private static final int INPUTS = Integer.getInteger("flowlog.mutants", 1_000);
    private static final int PROGRESS = 50_000;
    private static final int MAX_SHRINKS = 3_000;

    private final long seed =
            Optional.ofNullable(Long.getLong("flowlog.seed")).orElseGet(() -> new SplittableRandom().nextLong());

    /** How many readings came to what. */
    private final Map<String, Integer> outcomes = new TreeMap<>();

    /** One way to read: which bytes of a source, from where, how strictly, within which limits. */
    private record Reading(
            ResumePoint start, boolean isFragment, BadInputPolicy policy, ReadLimits limits, int buffer) {
        OracleResult byOracle(byte[] bytes) {
            return isFragment
                    ? OracleReader.readFragment(bytes, start, policy, limits)
                    : OracleReader.read(bytes, policy, limits);
        }

        OracleResult byLibrary(byte[] bytes) {
            if (buffer == 0) {
                return isFragment
                        ? LibraryReader.readFragment(bytes, start, policy, limits)
                        : LibraryReader.read(bytes, policy, limits);
            }
            ByteArrayInputStream in = new ByteArrayInputStream(bytes);
            return LibraryReader.drain(
                    policy,
                    limits,
                    options -> isFragment
                            ? FlowLogReader.fragment(in, "test.json", start, options.withBufferBytes(buffer))
                            : FlowLogReader.open(in, "test.json", options.withBufferBytes(buffer)));
        }

        /** What differs, in words; empty when nothing does. */
        String difference(byte[] bytes) {
            return difference(byOracle(bytes), byLibrary(bytes));
        }

        String difference(OracleResult oracle, OracleResult library) {
            if (!library.rows().equals(oracle.rows())) {
                return "rows: library " + library.rows() + ", oracle " + oracle.rows();
            }
            if (!counts(library).equals(counts(oracle))) {
                return "counts: library " + counts(library) + ", oracle " + counts(oracle);
            }
            if (!library.resumePoint().equals(oracle.resumePoint())) {
                return "resume point: library " + library.resumePoint() + ", oracle " + oracle.resumePoint();
            }
            return "";
        }

        /** Under STRICT only what lies before the refusal, and that there was one. */
        private Object counts(OracleResult result) {
            ReadStats stats = result.stats();
            if (policy == BadInputPolicy.SKIP) {
                return stats;
            }
            return "records " + stats.records() + ", tuples " + stats.tuples() + ", refused "
                    + !result.problems().isEmpty();
        }
    }

    @Test
    void readsValidLogsLikeTheOracle() {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < INPUTS; i++) {
            byte[] log = generate(random);
            OracleResult strict = OracleReader.read(log, BadInputPolicy.STRICT, ReadLimits.defaults());
            assertThat(strict.problems())
                    .as("problems of a valid log, seed %d, input %d", seed, i)
                    .isEmpty();
            requireSame(
                    log,
                    new Reading(ResumePoint.START, false, anyPolicy(random), ReadLimits.defaults(), anyBuffer(random)),
                    i);
        }
        print("valid logs");
    }

    @ParameterizedTest
    @EnumSource(GeneratedFormat.class)
    void readsDamagedLogsLikeTheOracle(GeneratedFormat format) {
        SplittableRandom random = new SplittableRandom(seed + 1 + format.name().hashCode());
        for (int i = 0; i < INPUTS; i++) {
            byte[] log = damage(generate(format, random), random);
            ReadLimits limits = anyLimits(random);
            for (BadInputPolicy policy : BadInputPolicy.values()) {
                requireSame(log, new Reading(ResumePoint.START, false, policy, limits, anyBuffer(random)), i);
            }
            if ((i + 1) % PROGRESS == 0) {
                print("damaged logs of " + format + ", each in both policies");
            }
        }
        print("damaged logs of " + format + ", each in both policies");
    }

    @Test
    void readsFragmentsLikeTheOracle() {
        SplittableRandom random = new SplittableRandom(seed + 2);
        for (int i = 0; i < INPUTS; i++) {
            byte[] log = generate(random);
            byte[] head = Arrays.copyOf(log, random.nextInt(log.length + 1));
            ResumePoint start = OracleReader.read(head, BadInputPolicy.SKIP, ReadLimits.defaults())
                    .resumePoint();
            byte[] rest = Arrays.copyOfRange(log, Math.toIntExact(start.offset()), log.length);
            byte[] fragment = switch (random.nextInt(3)) {
                case 0 -> rest;
                case 1 -> Arrays.copyOf(rest, random.nextInt(rest.length + 1));
                default -> damage(rest, random);
            };
            requireSame(
                    fragment, new Reading(start, true, anyPolicy(random), ReadLimits.defaults(), anyBuffer(random)), i);
        }
        print("fragments");
    }

    private static byte[] generate(SplittableRandom random) {
        return generate(GeneratedFormat.values()[random.nextInt(GeneratedFormat.values().length)], random);
    }

    private static byte[] generate(GeneratedFormat format, SplittableRandom random) {
        GeneratorMode mode = random.nextInt(4) > 0
                ? GeneratorMode.AWKWARD
                : GeneratorMode.values()[random.nextInt(GeneratorMode.values().length)];
        GeneratorOptions options = GeneratorOptions.defaults()
                .withSeed(random.nextLong())
                .withMode(mode)
                .withFormat(format)
                .withIpv6Share(random.nextInt(2) * 0.3)
                .withNics(1 + random.nextInt(2))
                .withTargetTuples(random.nextInt(random.nextInt(4) == 0 ? 30 : 8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            FlowLogGenerator.of(options).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] damage(byte[] log, SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(log, random.nextInt(log.length + 1));
            case 1 -> LogMutator.splice(log, generate(random), random);
            case 2 -> LogMutator.mutateTuples(log, random);
            case 3 -> LogMutator.mutateKeys(log, random);
            case 4 -> LogMutator.mutateTuples(LogMutator.mutateKeys(log, random), random);
            case 5 -> join(log, LogMutator.mutate(generate(random), random), random);
            default -> LogMutator.mutate(log, random);
        };
    }

    private static byte[] join(byte[] first, byte[] second, SplittableRandom random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(new String[] {"", " ", "\n", "\r\n"}[random.nextInt(4)].getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(second);
        return out.toByteArray();
    }

    private static BadInputPolicy anyPolicy(SplittableRandom random) {
        return BadInputPolicy.values()[random.nextInt(2)];
    }

    private static ReadLimits anyLimits(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> ReadLimits.defaults().withDepth(2 + random.nextInt(12));
            case 1 -> ReadLimits.defaults().withRecordBytes(64 + random.nextInt(3_000));
            default -> ReadLimits.defaults();
        };
    }

    /** 0 for an array. */
    private static int anyBuffer(SplittableRandom random) {
        return random.nextInt(2) * (1 + random.nextInt(200));
    }

    private void requireSame(byte[] bytes, Reading reading, int input) {
        OracleResult oracle = reading.byOracle(bytes);
        tally(oracle);
        String difference = reading.difference(oracle, reading.byLibrary(bytes));
        if (!difference.isEmpty()) {
            byte[] small = shrink(bytes, reading);
            throw new AssertionError(String.format(
                    "seed %d, input %d, %s%n%s%nshrunk to %d bytes: %s",
                    seed,
                    input,
                    reading,
                    reading.difference(small),
                    small.length,
                    new String(small, StandardCharsets.ISO_8859_1)));
        }
    }

    private void tally(OracleResult result) {
        outcomes.merge("readings", 1, Integer::sum);
        if (result.problems().isEmpty()) {
            outcomes.merge("without problem", 1, Integer::sum);
        }
        result.problems().stream()
                .map(problem -> problem.problem() + " of a " + problem.scope())
                .distinct()
                .forEach(name -> outcomes.merge(name, 1, Integer::sum));
    }

    private void print(String what) {
        System.out.println("DifferentialTest, seed " + seed + ": " + what + ": " + outcomes);
    }

    /** Cuts out pieces as long as the two readers still differ. */
    private static byte[] shrink(byte[] bytes, Reading reading) {
        byte[] small = bytes;
        int tries = 0;
        for (int piece = Math.max(1, bytes.length / 2); piece > 0; piece /= 2) {
            int at = 0;
            while (at + piece <= small.length && tries++ < MAX_SHRINKS) {
                byte[] candidate = new byte[small.length - piece];
                System.arraycopy(small, 0, candidate, 0, at);
                System.arraycopy(small, at + piece, candidate, at, candidate.length - at);
                if (reading.difference(candidate).isEmpty()) {
                    at += piece;
                } else {
                    small = candidate;
                }
            }
        }
        return small;
    }
}
