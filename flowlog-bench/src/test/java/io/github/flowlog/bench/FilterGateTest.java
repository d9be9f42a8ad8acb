package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.filter.FlowMatcher;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gate of {@link FilterBenchmark}: expression and lambda select the same rows, and neither all of them nor none. */
class FilterGateTest {
    private static final long BYTES = 2_000_000;

    @ParameterizedTest
    @EnumSource(FilterCase.class)
    void selectsTheSameRows(FilterCase filter) throws IOException {
        long seed = TestSeed.next();
        byte[] log = CorpusMode.REALISTIC
                .corpus(GeneratedFormat.VNET_V4, BYTES, seed)
                .bytes();
        FlowMatcher matcher = filter.matcher();
        long rows = 0;
        long found = 0;
        for (FlowBatch batch : Corpus.batches(log)) {
            RowSelection selected = matcher.select(batch);
            List<Integer> expected = IntStream.range(0, batch.size())
                    .filter(row -> filter.byHand().test(batch, row))
                    .boxed()
                    .toList();

            assertThat(IntStream.range(0, selected.size()).mapToObj(selected::row))
                    .as("%s, %s", filter, TestSeed.repeat(seed))
                    .containsExactlyElementsOf(expected);
            rows += batch.size();
            found += expected.size();
        }
        assertThat(found).as("%s, %s", filter, TestSeed.repeat(seed)).isBetween(1L, rows - 1);
    }
}
