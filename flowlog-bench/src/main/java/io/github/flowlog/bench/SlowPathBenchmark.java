package io.github.flowlog.bench;

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
 * Question: how much slower is a log of which every second tuple leaves the parser's fast path?
 *
 * <p><b>Contenders:</b> the kinds of {@link SlowPath}, each against {@code NONE}, the log that they are made from.
 *
 * <p><b>What each pays:</b> {@link #flowlog} reads strictly into one FlowBatch. A rewritten tuple is mostly longer, so that
 * a byte costs less than the tuple tells; a 19-digit counter is more to read on any path.
 *
 * <p><b>Matched:</b> everything but the rewritten tuples. SlowPathGateTest checks that every row is the one that the test
 * oracle reads, and that every second tuple was rewritten.
 *
 * <p><b>Read it as:</b> ns a tuple are 10^9 divided by {@code tuples}, which like {@code bytes} are per second; ratios to
 * {@code NONE} within one run.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar SlowPathBenchmark}; {@code -p format=NSG_V2
 * -p kind=NONE,IPV6,ESCAPES,LONG_COUNTERS} for another format.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SlowPathBenchmark {
    private static final long MEGABYTE = 1_000_000;

    /** Format of all records. */
    @Param("VNET_V4")
    public GeneratedFormat format = GeneratedFormat.VNET_V4;

    /** What half of the tuples have. */
    @Param({"NONE", "IPV6", "ESCAPES", "LONG_COUNTERS", "UNKNOWN_ENCRYPTION"})
    public SlowPath kind = SlowPath.NONE;

    /** Size of the log before tuples are rewritten, in units of 10^6 bytes. */
    @Param("20")
    public int megabytes = 20;

    private final LogContender flowlog = new FlowlogContender();
    private byte[] log = new byte[0];

    /** Makes the log. */
    @Setup
    public void makeLog() throws IOException {
        log = kind.log(format, megabytes * MEGABYTE, Corpus.SEED);
    }

    /** FlowLogReader into a reused FlowBatch. */
    @Benchmark
    public long flowlog(Volume volume) throws IOException {
        RowCount rows = new RowCount();
        flowlog.read(log, rows);
        volume.add(log.length, rows);
        return rows.seen();
    }
}
