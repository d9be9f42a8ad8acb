package io.github.flowlog.bench;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how much more do two threads of this machine do than one, when they share nothing, not even memory?
 *
 * <p>That is the limit of {@link TwoFilesBenchmark} and {@link ParallelReadBenchmark}: two processors that are threads of
 * one core do little more than one of them, as soon as one keeps the core busy.
 *
 * <p><b>Contenders:</b> {@link #oneThread} and {@link #twoThreads}.
 *
 * <p><b>What each pays:</b> additions in registers, eight sums that do not wait for each other, because a chain of
 * additions would leave most of a core idle, which another thread of the core would take.
 *
 * <p><b>Matched:</b> everything but the number of threads; an operation is one thread's loop.
 *
 * <p><b>Read it as:</b> the score of twoThreads divided by that of oneThread. It needs two idle processors.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar TwoThreadsBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TwoThreadsBenchmark {
    private static final int ROUNDS = 10_000_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    /** Ends the threads. */
    @TearDown
    public void endThreads() {
        threads.shutdown();
    }

    /** A loop on one thread. */
    @Benchmark
    public long oneThread() throws InterruptedException, ExecutionException {
        return start().get();
    }

    /** A loop on each of two threads. */
    @Benchmark
    @OperationsPerInvocation(2)
    public long twoThreads() throws InterruptedException, ExecutionException {
        Future<Long> first = start();
        Future<Long> second = start();
        return first.get() + second.get();
    }

    private Future<Long> start() {
        return threads.submit(() -> additions(ROUNDS));
    }

    /** Sums that the compiler cannot foretell. */
    static long additions(int rounds) {
        long a = 1;
        long b = 2;
        long c = 3;
        long d = 4;
        long e = 5;
        long f = 6;
        long g = 7;
        long h = 8;
        for (int i = 0; i < rounds; i++) {
            a += b ^ i;
            b = (b << 1) ^ i;
            c += d | i;
            d = (d >>> 1) + i;
            e += f & i;
            f = (f << 2) ^ i;
            g += h ^ i;
            h = (h >>> 3) + i;
        }
        return a + b + c + d + e + f + g + h;
    }
}
