package io.github.flowlog.bench;

import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.NamedNetworks;
import io.github.flowlog.net.PrefixSet;
import io.github.flowlog.net.PrefixTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how long does it take to make a table of 100,000 prefixes?
 *
 * <p><b>What is timed:</b> from prefixes that are parsed to a table that answers, for {@link PrefixTable}, {@link PrefixSet} and
 * {@link NamedNetworks} (300 names). {@link #parse} is what reading their text costs beside it.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar PrefixBuildBenchmark}; add {@code -bm ss -wi 0} for the
 * first build in a fresh JVM.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PrefixBuildBenchmark {
    private static final int PREFIXES = 100_000;
    private static final int NAMES = 300;

    /** What the prefixes look like. */
    @Param
    public PrefixShape shape = PrefixShape.IPV4;

    private List<IpPrefix> prefixes = List.of();
    private List<String> texts = List.of();
    private Map<IpPrefix, String> names = Map.of();

    /** Draws the prefixes. */
    @Setup
    public void draw() {
        prefixes = shape.prefixes(PREFIXES, new SplittableRandom(Corpus.SEED));
        texts = prefixes.stream().map(IpPrefix::toString).toList();
        names = new LinkedHashMap<>();
        for (IpPrefix prefix : prefixes) {
            names.put(prefix, "name " + names.size() % NAMES);
        }
    }

    /** PrefixTable. */
    @Benchmark
    public PrefixTable<IpPrefix> table() {
        PrefixTable.Builder<IpPrefix> builder = PrefixTable.builder();
        prefixes.forEach(prefix -> builder.add(prefix, prefix));
        return builder.build();
    }

    /** PrefixSet. */
    @Benchmark
    public PrefixSet set() {
        return PrefixSet.of(prefixes);
    }

    /** NamedNetworks. */
    @Benchmark
    public NamedNetworks named() {
        return NamedNetworks.of(names);
    }

    /** IpPrefix.parse. */
    @Benchmark
    public long parse() {
        long sum = 0;
        for (String text : texts) {
            sum += IpPrefix.parse(text).length();
        }
        return sum;
    }
}
