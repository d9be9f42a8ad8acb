package io.github.flowlog.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to ask which of some prefixes holds an IPv6 address?
 *
 * <p><b>What is timed:</b> one lookup in a PrefixTable and adding the result up. Prefixes of IPv6 crowd, and an index must bear it,
 * so the same number of prefixes comes in three shapes. Ipv6PrefixGateTest checks the numbers against a linear scan, which is
 * no contender at this size.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar Ipv6PrefixBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Ipv6PrefixBenchmark {
    private static final int LOOKUPS = 16_384;

    /** How many prefixes. */
    @Param({"1000", "100000"})
    public int prefixes = 1_000;

    /** What they look like. */
    @Param({"IPV6", "IPV6_CLOUD", "IPV6_LOW"})
    public PrefixShape shape = PrefixShape.IPV6;

    private Ipv6Corpus corpus = Ipv6Corpus.of(PrefixShape.IPV6, 1, 1, new SplittableRandom(Corpus.SEED));

    /** Draws prefixes and addresses. */
    @Setup
    public void draw() {
        corpus = Ipv6Corpus.of(shape, prefixes, LOOKUPS, new SplittableRandom(Corpus.SEED));
    }

    /** PrefixTable. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long prefixTable() {
        long sum = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            sum += corpus.table().lookupIpv6(corpus.highs()[i], corpus.lows()[i]);
        }
        return sum;
    }
}
