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
 * Question: what does it cost to ask which of some prefixes holds an IPv6 address, and whether any does?
 *
 * <p><b>Contenders:</b> {@link PrefixPeer}, newest versions. commons-net asks one prefix after the other, which takes
 * long with 100,000 of them: {@code -p peer=FLOWLOG,GUAVA,IPADDRESS} leaves it out.
 *
 * <p><b>What each pays:</b> one answer from a structure that was built before, for an address that it has in its own best form,
 * and adding the answers up. Parsing of text is in none of them.
 *
 * <p><b>Matched:</b> the prefixes, the 16,384 addresses (half in one of the prefixes, half anywhere), the answers; PrefixGateTest
 * checks that all agree. Prefixes of IPv6 crowd, so that there are three
 * shapes of them.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar '\.Ipv6PrefixBenchmark'}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Ipv6PrefixBenchmark {
    private static final int LOOKUPS = 16_384;

    /** Who answers. */
    @Param
    public PrefixPeer peer = PrefixPeer.FLOWLOG;

    /** How many prefixes. */
    @Param({"3", "1000", "100000"})
    public int prefixes = 3;

    /** What they look like. */
    @Param({"IPV6", "IPV6_CLOUD", "IPV6_LOW"})
    public PrefixShape shape = PrefixShape.IPV6;

    private PrefixContender contender =
            peer.of(PrefixCorpus.of(shape, prefixes, LOOKUPS, new SplittableRandom(Corpus.SEED)));

    /** Draws prefixes and addresses. */
    @Setup
    public void draw() {
        contender = peer.of(PrefixCorpus.of(shape, prefixes, LOOKUPS, new SplittableRandom(Corpus.SEED)));
    }

    /** The longest prefix that holds an address. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long lookup() {
        long sum = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            sum += contender.lookup(i);
        }
        return sum;
    }

    /** Whether any prefix holds an address. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public int contains() {
        int held = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            held += contender.contains(i) ? 1 : 0;
        }
        return held;
    }
}
