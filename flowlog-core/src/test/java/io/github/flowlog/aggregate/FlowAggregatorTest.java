package io.github.flowlog.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.flowlog.BatchFixture;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.RowSelection;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.synthetic.FlowLogGenerator;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import io.github.flowlog.synthetic.GeneratorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FlowAggregatorTest {
    private static final long ROOMY = 64L << 20;

    private static final Map<IpPrefix, String> NETWORKS = Map.of(
            IpPrefix.parse("10.0.0.0/8"), "corp",
            IpPrefix.parse("10.0.0.4/32"), "jump",
            IpPrefix.parse("::/0"), "six",
            IpPrefix.parse("2001:db8::/32"), "corp");

    @RepeatedTest(30)
    void countsAndRanksLikeAHashMap() {
        RandomTuples random = new RandomTuples();
        AggregationKey key = randomKey(random);
        PlainGroups expected = new PlainGroups(key, NETWORKS);
        FlowAggregator aggregator = FlowAggregator.of(key, expected.namedNetworks(), ROOMY);
        FlowBatch batch = FlowBatch.create();
        RowSelection selection = new RowSelection();
        for (int fill = 0; fill < 4; fill++) {
            List<FlowTuple> tuples = random.tuples(random.below(400));
            BatchFixture.refill(batch, tuples);
            selection.selectAll(batch);
            Set<Integer> left = new HashSet<>();
            selection.retain(row -> random.below(5) > 0 || !left.add(row));
            for (int position = 0; position < selection.size(); position++) {
                expected.add(tuples.get(selection.row(position)));
            }
            aggregator.add(batch, selection);
        }
        List<FlowTuple> last = random.tuples(random.below(400));
        BatchFixture.refill(batch, last);
        last.forEach(expected::add);
        aggregator.add(batch);
        Metric metric = random.pick(List.of(Metric.values()));
        List<RankedGroup> all = expected.top(metric);

        assertThat(aggregator.groups()).as(random.repeat(key.toString())).isEqualTo(expected.size());
        for (int count : new int[] {0, 1, all.size() / 2, all.size(), all.size() + 1}) {
            assertThat(aggregator.top(metric, count))
                    .as(random.repeat(key + " by " + metric))
                    .containsExactlyElementsOf(all.subList(0, Math.min(count, all.size())));
        }
    }

    private static AggregationKey randomKey(RandomTuples random) {
        List<KeyColumn> columns = new ArrayList<>();
        for (int count = 1 + random.below(6); count > 0; count--) {
            KeyField field = random.pick(List.of(KeyField.values()));
            KeyColumn column = field.isSubnet()
                    ? KeyColumn.subnet(field, random.below(33), random.below(129))
                    : field == KeyField.TIME
                            ? KeyColumn.time(random.pick(List.of(1, 5, 60, 24 * 60)))
                            : KeyColumn.of(field);
            if (!columns.contains(column)) {
                columns.add(column);
            }
        }
        return new AggregationKey(columns);
    }

    @Test
    void hasNoGroupsAndNoSharesWithoutTuples() {
        Ranking ranking =
                FlowAggregator.of(AggregationKey.of(KeyField.SOURCE), ROOMY).top(Metric.FLOWS, 10);

        assertThat(ranking).isEmpty();
        assertThat(ranking.totals().flows()).isZero();
    }

    @Test
    void asksForNetworksThatAKeyNeeds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlowAggregator.of(AggregationKey.of(KeyField.SOURCE_NETWORK), ROOMY))
                .withMessageContaining("no networks are given");
    }

    /** 200,000 pairs: what a group takes is what the Javadoc says. */
    @Test
    void takesTheMemoryThatIsStatedForAGroup() throws IOException {
        FlowAggregator aggregator = FlowAggregator.of(AggregationKey.parse("pair"), 1L << 30);
        read(manyPairs(), aggregator);

        assertThat(aggregator.groups()).isGreaterThan(100_000);
        double perGroup = (double) aggregator.memoryBytes() / aggregator.groups();
        assertThat(perGroup).isBetween(8 + 72 + 10.0, 8 + 72 + 23.0);
    }

    @Test
    void saysHowManyGroupsThereWereWhenTheyNoLongerFit() throws IOException {
        byte[] log = manyPairs();
        FlowAggregator aggregator = FlowAggregator.of(AggregationKey.parse("pair"), 2_000_000);

        assertThatThrownBy(() -> read(log, aggregator))
                .isInstanceOfSatisfying(AggregationLimitException.class, limit -> {
                    assertThat(limit.groups()).isBetween(15_000L, 24_000L);
                    assertThat(limit.groups()).isEqualTo(aggregator.groups());
                    assertThat(limit.memoryBytes()).isEqualTo(2_000_000);
                    assertThat(limit)
                            .hasMessageContaining(limit.groups() + " groups")
                            .hasMessageContaining("coarser");
                });
        assertThat(aggregator.memoryBytes()).isLessThanOrEqualTo(2_000_000);
        assertThat(aggregator.top(Metric.FLOWS, 5)).hasSize(5);
    }

    @Test
    void countsDistinctTextsAgainstItsMemory() {
        FlowAggregator aggregator = FlowAggregator.of(AggregationKey.of(KeyField.RULE), 1_000_000);
        List<FlowTuple> tuples = new RandomTuples().tuples(1);
        FlowBatch batch = FlowBatch.create();
        RowSelection all = new RowSelection();

        assertThatThrownBy(() -> {
                    for (int rule = 0; rule < 10_000; rule++) {
                        BatchFixture.refill(batch, List.of(withRule(tuples.get(0), "x".repeat(1_000) + rule)));
                        all.selectAll(batch);
                        aggregator.add(batch, all);
                    }
                })
                .isInstanceOf(AggregationLimitException.class);
        assertThat(aggregator.groups()).isBetween(100, 500);
    }

    /** Batches that hold nothing new cost nothing. */
    @Test
    void allocatesNothingForARow() throws IOException {
        byte[] log = manyPairs();
        FlowAggregator aggregator = FlowAggregator.of(AggregationKey.parse("5-tuple,rule,type,1m"), 1L << 30);
        List<FlowBatch> batches = new ArrayList<>();
        try (FlowLogReader reader = FlowLogReader.of(log, "pairs")) {
            for (FlowBatch batch = FlowBatch.create(); reader.next(batch); batch = FlowBatch.create()) {
                batches.add(batch);
            }
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = 0;
        for (int pass = 0; pass < 3; pass++) {
            before = threads.getThreadAllocatedBytes(thread);
            for (FlowBatch batch : batches) {
                aggregator.add(batch);
            }
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(aggregator.totals().flows()).isGreaterThan(300_000);
        assertThat(before).as("counting is supported").isNotNegative();
        assertThat(allocated).isLessThan(64 * 1024);
    }

    private static FlowTuple withRule(FlowTuple tuple, String rule) {
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
                tuple.packetsSourceToDestination(),
                tuple.bytesSourceToDestination(),
                tuple.packetsDestinationToSource(),
                tuple.bytesDestinationToSource(),
                rule,
                tuple.aclId(),
                tuple.mac(),
                tuple.resourceId(),
                tuple.format(),
                tuple.recordTime(),
                tuple.recordOffset(),
                tuple.tupleIndex());
    }

    private static byte[] manyPairs() throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        FlowLogGenerator.of(GeneratorOptions.defaults()
                        .withSeed(7)
                        .withFormat(GeneratedFormat.VNET_V4)
                        .withMode(GeneratorMode.RANDOM)
                        .withTargetBytes(16_000_000))
                .writeTo(log);
        return log.toByteArray();
    }

    private static void read(byte[] log, FlowAggregator aggregator) throws IOException {
        try (FlowLogReader reader = FlowLogReader.of(log, "pairs")) {
            FlowBatch batch = FlowBatch.create();
            while (reader.next(batch)) {
                aggregator.add(batch);
            }
        }
    }
}
