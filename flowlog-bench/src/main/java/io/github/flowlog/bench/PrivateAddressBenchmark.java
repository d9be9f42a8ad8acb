package io.github.flowlog.bench;

import io.github.flowlog.net.AddressScope;
import io.github.flowlog.net.Ipv4;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to tell a private IPv4 address?
 *
 * <p><b>What is timed:</b> one answer for an address and counting it; a third of the addresses or a little more are private.
 * {@link #byHand} masks and compares up to three times, {@link #isPrivate} is {@link Ipv4#isPrivate}, {@link #scope} is
 * {@link AddressScope#ofIpv4}, which tells fourteen scopes apart. PrefixGateTest checks that they agree.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar PrivateAddressBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PrivateAddressBenchmark {
    private static final int LOOKUPS = 16_384;
    private static final int[] NETWORKS = {10 << 24, 172 << 24 | 16 << 16, 192 << 24 | 168 << 16};

    private int[] addresses = new int[0];

    /** Draws the addresses. */
    @Setup
    public void draw() {
        addresses = addresses(LOOKUPS, new SplittableRandom(Corpus.SEED));
    }

    static int[] addresses(int count, SplittableRandom random) {
        int[] addresses = new int[count];
        for (int i = 0; i < count; i++) {
            // every third in the /8, /12 or /16 that one of the networks begins
            int network = random.nextInt(3);
            int within = NETWORKS[network] | random.nextInt() >>> (8 + 4 * network);
            addresses[i] = random.nextInt(3) == 0 ? within : random.nextInt();
        }
        return addresses;
    }

    static boolean privateByHand(int address) {
        return (address & 0xFF00_0000) == NETWORKS[0]
                || (address & 0xFFF0_0000) == NETWORKS[1]
                || (address & 0xFFFF_0000) == NETWORKS[2];
    }

    /** Three masks. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public int byHand() {
        int held = 0;
        for (int address : addresses) {
            held += privateByHand(address) ? 1 : 0;
        }
        return held;
    }

    /** Ipv4.isPrivate. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public int isPrivate() {
        int held = 0;
        for (int address : addresses) {
            held += Ipv4.isPrivate(address) ? 1 : 0;
        }
        return held;
    }

    /** AddressScope.ofIpv4. */
    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public int scope() {
        int held = 0;
        for (int address : addresses) {
            held += AddressScope.ofIpv4(address) == AddressScope.PRIVATE ? 1 : 0;
        }
        return held;
    }
}
