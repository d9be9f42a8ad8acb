package io.github.flowlog.bench;

import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.Ipv4;
import java.util.List;
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
 * Question: what does it cost to ask which of some prefixes holds an IPv4 address?
 *
 * <p><b>Contenders:</b> {@link #prefixTable} is PrefixTable; {@link #linearScan} masks and compares prefix by prefix in two
 * arrays; {@link #commonsNet} asks one SubnetUtils of commons-net after the other; {@link #isPrivate} is the fixed test for
 * the three prefixes of RFC 1918, which answers yes or no.
 *
 * <p><b>What each pays:</b> one lookup, IPv4, and adding the result up. The scans visit every prefix when none holds the address.
 * commons-net is asked by {@code int}, its faster way, and not at all with 100,000 prefixes: it would need as many objects and
 * does nothing that the linear scan does not.
 *
 * <p><b>Matched:</b> the prefixes (three of RFC 1918, or random ones of 12 to 32 bits, longest first), the 16,384 addresses
 * (a quarter in 10.0.0.0/8, a quarter in a prefix, half anywhere), the number that a lookup returns. PrefixGateTest
 * checks that all agree.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar PrefixBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PrefixBenchmark {
    private static final int LOOKUPS = 16_384;

    /** The prefixes of RFC 1918. */
    @State(Scope.Benchmark)
    public static class PrivateAddresses {
        private int[] addresses = new int[0];

        /** Draws the addresses. */
        @Setup
        public void draw() {
            SplittableRandom random = new SplittableRandom(Corpus.SEED);
            addresses = PrefixCorpus.addresses(LOOKUPS, PrefixCorpus.prefixes(3, random), random);
        }
    }

    /** As many prefixes as every contender bears. */
    @State(Scope.Benchmark)
    public static class SomePrefixes {
        /** How many. */
        @Param({"3", "1000"})
        public int prefixes = 3;

        private PrefixContender commonsNet = new CommonsNetScan(List.of());
        private int[] addresses = new int[0];

        /** Draws prefixes and addresses. */
        @Setup
        public void draw() {
            SplittableRandom random = new SplittableRandom(Corpus.SEED);
            List<IpPrefix> drawn = PrefixCorpus.prefixes(prefixes, random);
            addresses = PrefixCorpus.addresses(LOOKUPS, drawn, random);
            commonsNet = new CommonsNetScan(drawn);
        }
    }

    /** Up to as many prefixes as a large enterprise or a list of cloud ranges has. */
    @State(Scope.Benchmark)
    public static class ManyPrefixes {
        /** How many. */
        @Param({"3", "1000", "100000"})
        public int prefixes = 3;

        private PrefixContender table = new FlowlogTable(List.of());
        private PrefixContender linear = new LinearScan(List.of());
        private int[] addresses = new int[0];

        /** Draws prefixes and addresses. */
        @Setup
        public void draw() {
            SplittableRandom random = new SplittableRandom(Corpus.SEED);
            List<IpPrefix> drawn = PrefixCorpus.prefixes(prefixes, random);
            addresses = PrefixCorpus.addresses(LOOKUPS, drawn, random);
            table = new FlowlogTable(drawn);
            linear = new LinearScan(drawn);
        }
    }

    /** Ipv4.isPrivate. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public int isPrivate(PrivateAddresses state) {
        int held = 0;
        for (int address : state.addresses) {
            held += Ipv4.isPrivate(address) ? 1 : 0;
        }
        return held;
    }

    /** PrefixTable. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long prefixTable(ManyPrefixes state) {
        return lookups(state.table, state.addresses);
    }

    /** Mask and compare, one by one. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long linearScan(ManyPrefixes state) {
        return lookups(state.linear, state.addresses);
    }

    /** SubnetUtils of commons-net, one by one. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long commonsNet(SomePrefixes state) {
        return lookups(state.commonsNet, state.addresses);
    }

    private static long lookups(PrefixContender contender, int[] addresses) {
        long sum = 0;
        for (int address : addresses) {
            sum += contender.lookup(address);
        }
        return sum;
    }
}
