package io.github.flowlog.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.flowlog.BatchFixture;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.RowSelection;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FlowMatcherTest {
    private static final int TUPLES = 200;
    private static final int CONDITIONS = 100;

    @ParameterizedTest
    @EnumSource(GeneratedFormat.class)
    void selectsWhatThePlainEvaluatorMatches(GeneratedFormat format) throws IOException {
        long seed = FilterSeed.next();
        Random random = new Random(seed);
        FlowBatch batch = FlowBatch.create();
        for (GeneratorMode mode : GeneratorMode.values()) {
            FilterTuples.fill(batch, FilterTuples.log(format, mode, random.nextLong(), TUPLES));
            requireSame(batch, random, FilterSeed.repeat(format + " " + mode, seed));
        }
    }

    @Test
    void selectsWhatThePlainEvaluatorMatchesAtTheBordersOfValues() {
        long seed = FilterSeed.next();
        Random random = new Random(seed);
        List<FlowTuple> tuples = BorderTuples.random(random, TUPLES);
        FlowBatch batch = BatchFixture.of(tuples);

        requireSame(batch, random, FilterSeed.repeat("borders", seed));
    }

    private static void requireSame(FlowBatch batch, Random random, String repeat) {
        List<FlowTuple> tuples = FilterTuples.of(batch);
        RandomConditions conditions = new RandomConditions(random, tuples);
        RowSelection selection = new RowSelection();
        int partly = 0;
        for (int i = 0; i < CONDITIONS; i++) {
            Condition raw = conditions.next();
            Condition normal = RandomConditions.normal(raw);
            List<Integer> expected = IntStream.range(0, tuples.size())
                    .filter(row -> PlainEvaluator.matches(raw, tuples.get(row)))
                    .boxed()
                    .toList();
            partly += expected.isEmpty() || expected.size() == tuples.size() ? 0 : 1;

            assertThat(rows(new FlowMatcher(raw).select(batch)))
                    .as("%s: %s", repeat, raw)
                    .isEqualTo(expected);
            FlowMatcher matcher = new FlowMatcher(normal);
            for (int time = 0; time < 2; time++) {
                assertThat(rows(matcher.select(batch)))
                        .as("%s: %s", repeat, normal)
                        .isEqualTo(expected);
            }
            Condition first = RandomConditions.normal(conditions.next());
            selection.selectAll(batch);
            new FlowMatcher(first).narrow(batch, selection);
            List<Integer> before = rows(selection);
            matcher.narrow(batch, selection);
            assertThat(rows(selection))
                    .as("%s: %s, then %s", repeat, first, normal)
                    .isEqualTo(before.stream().filter(expected::contains).toList());
            String text = ConditionText.of(normal);
            assertThat(FlowFilter.parse(text).toString()).as(repeat).isEqualTo(text);
            assertThat(rows(FlowFilter.parse(text).matcher().select(batch)))
                    .as("%s: %s", repeat, text)
                    .isEqualTo(expected);
        }
        assertThat(partly).as("conditions that hold for some: %s", repeat).isGreaterThan(CONDITIONS / 5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ip 10.0.0.4 | 10.0.0.4 > 10.0.0.5, 10.0.0.5 > 10.0.0.4, 10.0.0.4 > 10.0.0.40
                    ip 10.0.0.40 | 10.0.0.4 > 10.0.0.40
                    ip 10.0.0.4 and ip 10.0.0.5 | 10.0.0.4 > 10.0.0.5, 10.0.0.5 > 10.0.0.4
                    src ip 10.0.0.4 | 10.0.0.4 > 10.0.0.5, 10.0.0.4 > 10.0.0.40
                    dst scope private and src scope public | 8.8.8.8 > fd00::1
                    ip ::ffff:10.0.0.4 | ::ffff:10.0.0.4 > 2001:db8::1
                    net 2001:db8::/32 or scope platform | ::ffff:10.0.0.4 > 2001:db8::1, 168.63.129.16 > 8.8.8.8
                    type PublicToPrivate | 8.8.8.8 > fd00::1
                    """)
    void findsAddressesByTheirBits(String filter, String expected) {
        List<FlowTuple> tuples = new ArrayList<>();
        for (String pair : List.of(
                "10.0.0.4 > 10.0.0.5",
                "10.0.0.5 > 10.0.0.4",
                "10.0.0.4 > 10.0.0.40",
                "10.0.0.6 > 10.0.0.7",
                "8.8.8.8 > fd00::1",
                "::ffff:10.0.0.4 > 2001:db8::1",
                "168.63.129.16 > 8.8.8.8")) {
            String[] ends = pair.split(" > ", 2);
            tuples.add(BorderTuples.between(ends[0], ends[1]));
        }
        FlowBatch batch = BatchFixture.of(tuples);

        RowSelection selected = FlowFilter.parse(filter).matcher().select(batch);

        assertThat(rows(selected).stream().map(row -> batch.source(row) + " > " + batch.destination(row)))
                .containsExactly(expected.split(", "));
    }

    @Test
    void forgetsTheTextsOfTheLastBatch() {
        FlowTuple tuple = BorderTuples.between("10.0.0.1", "10.0.0.2");
        FlowBatch batch =
                BatchFixture.of(List.of(BorderTuples.withRule(tuple, "one"), BorderTuples.withRule(tuple, "two")));
        FlowMatcher matcher = FlowFilter.parse("rule one").matcher();
        assertThat(rows(matcher.select(batch))).containsExactly(0);

        BatchFixture.refill(batch, List.of(BorderTuples.withRule(tuple, "two"), BorderTuples.withRule(tuple, "one")));

        assertThat(rows(matcher.select(batch))).containsExactly(1);
    }

    @Test
    void allocatesNothingForARow() throws IOException {
        byte[] log = FilterTuples.log(GeneratedFormat.VNET_V4, GeneratorMode.REALISTIC, 1, 200_000);
        FlowBatch batch = FlowBatch.withCapacity(200_000);
        FilterTuples.fill(batch, log);
        FlowMatcher matcher = FlowFilter.parse(
                        "(in or not denied) and (port > 1023 or src net 10.0.0.0/8 or scope public) and"
                                + " not type PublicToPublic and (rule *a* or mac 0* or encrypted) and (bytes >= 0 or packets < 9)")
                .matcher();
        assertThat(matcher.select(batch).size()).isBetween(1, batch.size());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        matcher.select(batch);
        long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertThat(batch.size()).isGreaterThan(100_000);
        assertThat(allocated).as("bytes for %d rows", batch.size()).isLessThan(20_000);
    }

    private static List<Integer> rows(RowSelection selection) {
        return IntStream.range(0, selection.size()).mapToObj(selection::row).toList();
    }
}
