package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.aggregate.AggregationKey;
import io.github.flowlog.aggregate.FlowAggregator;
import io.github.flowlog.aggregate.Metric;
import io.github.flowlog.aggregate.RankedGroup;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GroupByBenchmark compares counts the same pairs. */
final class GroupByGateTest {
    @ParameterizedTest
    @ValueSource(strings = {"bytes >= 0", "proto tcp and dst port 443 and not src net 192.168.0.0/16"})
    void contendersCountTheSame(String expression) throws IOException {
        long seed = TestSeed.next();
        Corpus corpus = CorpusMode.REALISTIC.corpus(GeneratedFormat.VNET_V4, 2_000_000, seed);
        FlowFilter filter = FlowFilter.parse(expression);
        Map<GroupedRead.Pair, GroupedRead.Counts> expected = GroupedRead.hashMap(corpus.bytes(), filter);
        FlowAggregator groups = GroupedRead.group(corpus.bytes(), filter, AggregationKey.parse("pair"));

        assertThat(GroupedRead.parse(corpus.bytes()).rows()).isEqualTo(corpus.tuples());
        assertThat(groups.groups())
                .as(TestSeed.repeat(seed))
                .isEqualTo(expected.size())
                .isGreaterThan(100);
        assertThat(groups.totals().flows()).isEqualTo(GroupedRead.select(corpus.bytes(), filter));
        for (RankedGroup group : groups.top(Metric.BYTES, groups.groups())) {
            GroupedRead.Counts counts = expected.get(
                    new GroupedRead.Pair(group.key().get(0), group.key().get(1)));
            assertThat(counts).as("%s, %s", group, TestSeed.repeat(seed)).isNotNull();
            assertThat(group.totals().flows()).as(TestSeed.repeat(seed)).isEqualTo(counts.flows);
            assertThat(group.totals().value(Metric.BYTES))
                    .as(TestSeed.repeat(seed))
                    .isEqualTo(counts.bytes);
        }
    }
}
