package io.github.flowlog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordTableTest {
    private static final int KEYS = 300_000;

    @RepeatedTest(10)
    void numbersKeysInTheOrderOfTheirComing() {
        RandomTuples seeded = new RandomTuples();
        Random random = new Random(seeded.below(Integer.MAX_VALUE));
        int words = 1 + random.nextInt(3);
        int spread = 1 + random.nextInt(40_000);
        WordTable table = new WordTable(words, 2, Integer.MAX_VALUE, roomy(), new SplittableRandom());
        Map<List<Long>, Integer> expected = new HashMap<>();
        long[] key = new long[words];
        for (int i = 0; i < 60_000; i++) {
            key[0] = (long) random.nextInt(spread) << random.nextInt(2);
            key[words - 1] ^= random.nextInt(2);
            int next = expected.size();
            int row = expected.computeIfAbsent(Arrays.stream(key).boxed().toList(), added -> next);

            assertThat(table.row(key, 0, table.hash(key, 0)))
                    .as(seeded.repeat("row"))
                    .isEqualTo(row);
        }
        assertThat(table.size()).isEqualTo(expected.size());
        expected.forEach((words2, row) -> {
            long[] segment = table.segment(row);
            for (int word = 0; word < words; word++) {
                assertThat(segment[table.at(row) + word]).isEqualTo(words2.get(word));
            }
        });
    }

    static Stream<IntToLongFunction> shapes() {
        return Stream.of(
                i -> i,
                i -> (long) i << 32,
                i -> (long) i << 44,
                i -> Long.reverse(i),
                i -> i * 1_024L,
                i -> i * 0x1_0000_0001L,
                i -> i * 0x9E37_79B9_7F4A_7C15L,
                i -> -i);
    }

    /** Keys as counters, strides and one word's upper bits stay as far apart as random ones. */
    @ParameterizedTest
    @MethodSource("shapes")
    void spreadsRegularKeysLikeRandomOnes(IntToLongFunction shape) {
        WordTable table = new WordTable(1, 0, Integer.MAX_VALUE, roomy(), new SplittableRandom());
        long[] key = new long[1];
        for (int i = 0; i < KEYS; i++) {
            key[0] = shape.applyAsLong(i);
            table.row(key, 0, table.hash(key, 0));
        }

        assertThat(table.size()).isEqualTo(KEYS);
        assertThat(table.longestProbe()).isLessThan(200);
    }

    /** Keys chosen to share a slot of one table are spread over another one, whose seed nobody knows. */
    @Test
    void keysThatCollideInOneTableDoNotInAnother() {
        WordTable known = new WordTable(1, 0, Integer.MAX_VALUE, roomy(), new SplittableRandom(1));
        WordTable other = new WordTable(1, 0, Integer.MAX_VALUE, roomy(), new SplittableRandom(2));
        long[] key = new long[1];
        int chosen = 0;
        for (long candidate = 0; chosen < 1_000; candidate++) {
            key[0] = candidate;
            long hash = known.hash(key, 0);
            if (hash >>> 54 == 0 && (hash & 0x7) == 0) {
                chosen++;
                known.row(key, 0, hash);
                other.row(key, 0, other.hash(key, 0));
            }
        }

        assertThat(other.longestProbe()).isLessThan(20);
        assertThat(known.longestProbe()).isGreaterThan(other.longestProbe());
    }

    @Test
    void staysWholeWhenMemoryIsOut() {
        MemoryBudget budget = new MemoryBudget(300_000);
        WordTable table = new WordTable(1, 1, Integer.MAX_VALUE, budget, new SplittableRandom());
        long[] key = new long[1];
        int fitted = 0;
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            key[0] = i;
            try {
                assertThat(table.row(key, 0, table.hash(key, 0))).isEqualTo(fitted);
                fitted++;
            } catch (MemoryBudget.BudgetExceeded full) {
                refused++;
            }
        }

        assertThat(fitted).isPositive();
        assertThat(refused).isPositive();
        assertThat(table.size()).isEqualTo(fitted);
        assertThat(budget.used()).isLessThanOrEqualTo(budget.limit());
    }

    @Test
    void growsByPartsOfAThousandth() {
        MemoryBudget budget = new MemoryBudget(1L << 30);
        WordTable table = new WordTable(1, 9, Integer.MAX_VALUE, budget, new SplittableRandom());
        long[] key = new long[1];
        long largestStep = 0;
        for (int i = 0; i < 1_000_000; i++) {
            long before = budget.used();
            key[0] = i;
            table.row(key, 0, table.hash(key, 0));
            largestStep = Math.max(largestStep, budget.used() - before);
        }

        assertThat(largestStep).isLessThanOrEqualTo(2 * 2_048 * 10 * Long.BYTES);
        assertThat(budget.used() / table.size()).isBetween(80L + 10, 80L + 22);
    }

    private static MemoryBudget roomy() {
        return new MemoryBudget(1L << 30);
    }
}
