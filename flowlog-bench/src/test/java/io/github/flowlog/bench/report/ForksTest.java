package io.github.flowlog.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ForksTest {
    @Test
    void slowMinutesOfTheMachineFallOnBothOfAPair() {
        Forks contender = forks(new double[] {60, 80, 70}, new double[] {6, 7, 8}, new double[] {80});
        Forks reference = forks(new double[] {10, 10}, new double[] {1}, new double[] {10});

        assertThat(contender.over(reference)).isEqualTo(new Spread(7, 7, 8));
    }

    @Test
    void forksWithoutAPairAreLeftOut() {
        assertThat(forks(new double[] {6}, new double[] {100}).over(forks(new double[] {2})))
                .isEqualTo(Spread.of(3));
    }

    @Test
    void figuresOfAllForksCount() {
        assertThat(forks(new double[] {1, 9}, new double[] {2}).all()).isEqualTo(new Spread(2, 1, 9));
    }

    @Test
    void ratesBecomeTimes() {
        Forks times = forks(new double[] {1, 2, 4}).dividing(8);

        assertThat(times.all()).isEqualTo(new Spread(4, 2, 8));
        assertThat(times.each()).containsExactly(new Spread(4, 2, 8));
    }

    private static Forks forks(double[]... forks) {
        return Forks.of(List.of(forks));
    }
}
