package io.github.flowlog.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flowlog.bench.report.Comparison.Ratio;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final Comparison FASTER = new Comparison("B", "contender", "ours", Ratio.REFERENCE_IS_FASTER);

    @Test
    void referenceThatDoesMoreASecondIsFaster() {
        assertThat(lastCells(FASTER.table(List.of(rate("ours", 60), rate("theirs", 10)))))
                .containsExactly("-", "6.00 (6.00-6.00)");
    }

    @Test
    void referenceThatTakesLessTimeIsFaster() {
        assertThat(lastCells(FASTER.table(List.of(time("ours", 10), time("theirs", 60)))))
                .containsExactly("-", "6.00 (6.00-6.00)");
    }

    @Test
    void speedIsThatOfTheContender() {
        Comparison speed = new Comparison("B", "contender", "theirs", Ratio.SPEED);

        Measurement ours = new Measurement("B", "ours", Map.of(), "ops/s", forks(50, 60, 90), Map.of());
        Measurement theirs = new Measurement("B", "theirs", Map.of(), "ops/s", forks(5, 20, 60), Map.of());

        assertThat(lastCells(speed.table(List.of(ours, theirs)))).containsExactly("3.00 (1.50-10.0)", "-");
    }

    @Test
    void costGrowsWithTheTime() {
        Comparison cost = new Comparison("B", "kind", "plain", Ratio.COST);
        Measurement plain = new Measurement("B", "read", Map.of("kind", "plain"), "ns/op", forks(20), Map.of());
        Measurement slow = new Measurement("B", "read", Map.of("kind", "slow"), "ns/op", forks(70), Map.of());

        assertThat(lastCells(cost.table(List.of(plain, slow)))).containsExactly("-", "3.50 (3.50-3.50)");
    }

    @Test
    void contenderWithoutReferenceHasNoRatio() {
        String table = FASTER.table(List.of(rate("theirs", 10)));

        assertThat(table).contains("theirs").doesNotContain("ours is");
    }

    @Test
    void onlyWhatIsMatchedIsCompared() {
        Measurement other = new Measurement("B", "theirs", Map.of("size", "2"), "ops/s", forks(10), Map.of());
        Measurement own = new Measurement("B", "ours", Map.of("size", "1"), "ops/s", forks(60), Map.of());

        assertThat(FASTER.table(List.of(own, other))).doesNotContain("ours is");
        assertThat(FASTER.ratios(List.of(own, other), "size").lines())
                .last()
                .asString()
                .containsPattern("theirs +\\| +- \\| +- \\|");
    }

    @Test
    void resultsOfOtherBenchmarksAreLeftOut() {
        assertThat(new Comparison("Other", "contender", "ours", Ratio.COST).table(List.of(rate("ours", 1))))
                .isEmpty();
    }

    private static Measurement rate(String contender, double score) {
        return new Measurement("B", contender, Map.of(), "ops/s", forks(score), Map.of());
    }

    private static Measurement time(String contender, double score) {
        return new Measurement("B", contender, Map.of(), "ns/op", forks(score), Map.of());
    }

    /** Forks of one figure each. */
    private static Forks forks(double... figures) {
        return Forks.of(DoubleStream.of(figures)
                .mapToObj(figure -> new double[] {figure})
                .toList());
    }

    private static List<String> lastCells(String table) {
        return table.lines()
                .skip(2)
                .map(row -> row.split("\\|"))
                .map(cells -> cells[cells.length - 1].strip())
                .toList();
    }
}
