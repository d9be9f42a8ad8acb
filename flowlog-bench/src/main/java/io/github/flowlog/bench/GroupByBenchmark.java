package io.github.flowlog.bench;

import io.github.flowlog.aggregate.AggregationKey;
import io.github.flowlog.aggregate.FlowAggregator;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
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
 * Question: what do a filter and a group-by cost beside the reading that they follow?
 *
 * <p><b>Contenders:</b> {@link #parse} fills columns and looks at one value a batch; {@link #filter} selects the rows that match as
 * well; {@link #group} counts them by key in a FlowAggregator as well; {@link #hashMap} counts them by pair in a HashMap of records of
 * two texts, as one would write it, with flows and bytes only.
 *
 * <p><b>What each pays:</b> all read the same log from memory with one thread; {@code group} and {@code hashMap} begin without groups
 * each time. FlowAggregator also keeps packets, both directions, denied flows, and first and last time.
 *
 * <p><b>Matched:</b> the bytes, the filter, the pairs and their flows and bytes, which GroupByGateTest compares.
 *
 * <p><b>Read it as:</b> ratios to {@code parse} within one run; {@code bytes} and {@code tuples} are per second.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar GroupByBenchmark}; for more groups than caches hold add
 * {@code -p megabytes=400 -p key=pair,5-tuple}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms3g", "-Xmx3g", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class GroupByBenchmark {
    private static final long MEGABYTE = 1_000_000;

    /** What to select; nothing selects all. */
    @Param({"", "proto tcp and dst port 443 and not src net 192.168.0.0/16"})
    public String expression = "";

    /** What to group by. */
    @Param("pair")
    public String key = "pair";

    /** Size of the log in units of 10^6 bytes. */
    @Param("100")
    public int megabytes = 100;

    private FlowFilter filter = FlowFilter.all();
    private AggregationKey columns = AggregationKey.parse("pair");
    private byte[] log = new byte[0];

    /** Makes the log and the filter. */
    @Setup
    public void makeLog() throws IOException {
        log = CorpusMode.REALISTIC
                .corpus(GeneratedFormat.VNET_V4, megabytes * MEGABYTE, Corpus.SEED)
                .bytes();
        filter = expression.isEmpty() ? FlowFilter.all() : FlowFilter.parse(expression);
        columns = AggregationKey.parse(key);
    }

    /** FlowLogReader alone. */
    @Benchmark
    public long parse(Volume volume) throws IOException {
        RowCount rows = GroupedRead.parse(log);
        volume.add(log.length, rows);
        return rows.seen();
    }

    /** FlowLogReader and FlowMatcher. */
    @Benchmark
    public long filter() throws IOException {
        return GroupedRead.select(log, filter);
    }

    /** FlowLogReader, FlowMatcher and FlowAggregator. */
    @Benchmark
    public FlowAggregator group() throws IOException {
        return GroupedRead.group(log, filter, columns);
    }

    /** FlowLogReader, FlowMatcher and a HashMap. */
    @Benchmark
    public Object hashMap() throws IOException {
        return GroupedRead.hashMap(log, filter);
    }
}
