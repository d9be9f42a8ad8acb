package io.github.flowlog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Gate of {@link TwoThreadsBenchmark}: two threads do the work of one, each. */
final class TwoThreadsGateTest {
    @Test
    void addsOnEachThreadWhatOneAdds() throws InterruptedException, ExecutionException {
        TwoThreadsBenchmark benchmark = new TwoThreadsBenchmark();

        long one = benchmark.oneThread();
        long two = benchmark.twoThreads();
        benchmark.endThreads();

        assertThat(two).isEqualTo(2 * one);
    }
}
