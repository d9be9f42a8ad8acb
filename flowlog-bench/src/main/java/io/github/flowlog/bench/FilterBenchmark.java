package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.filter.FlowMatcher;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Question: what does a filter cost, beside a condition written in Java and beside reading the log?
 *
 * <p><b>Contenders:</b> {@link #matcher} is FlowMatcher for an expression, {@link #lambda} the condition that a programmer would
 * write over one row of FlowBatch; both on batches that were read before. {@link #read} reads a log in memory,
 * {@link #readAndMatch} filters each batch as it was read.
 *
 * <p><b>What each pays:</b> the matcher fills a selection, the lambda only counts. Patterns of text are matched once a batch by the one,
 * each row by the other. Reading is FlowLogReader on one thread.
 *
 * <p><b>Matched:</b> the log, the rows, the size of the batches (8,192 rows or a little more). FilterGateTest checks that both select the
 * same rows.
 *
 * <p><b>Read it as:</b> ratios within one run; {@code rows} are those looked at, per second.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar FilterBenchmark -prof gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FilterBenchmark {
    private static final long MEGABYTE = 1_000_000;

    /** Format of all records. */
    @Param("VNET_V4")
    public GeneratedFormat format = GeneratedFormat.VNET_V4;

    /** Size of the log in units of 10^6 bytes. */
    @Param("20")
    public int megabytes = 20;

    /** What is asked. */
    @Param({"DENIED", "DROPS", "WEB", "PORTS", "RULE", "UPLOADS", "SCOPE"})
    public FilterCase filter = FilterCase.DROPS;

    private final FlowBatch reused = FlowBatch.create();
    private byte[] log = new byte[0];
    private List<FlowBatch> batches = List.of();
    private FlowMatcher matcher = filter.matcher();

    /** What was looked at, as a rate. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Looked {
        /** Rows. */
        public long rows;
    }

    /** Generates the log and reads its rows. */
    @Setup
    public void generate() throws IOException {
        log = CorpusMode.REALISTIC
                .corpus(format, megabytes * MEGABYTE, Corpus.SEED)
                .bytes();
        batches = Corpus.batches(log);
        matcher = filter.matcher();
    }

    /** FlowMatcher on batches in memory. */
    @Benchmark
    public long matcher(Looked looked) {
        long selected = 0;
        for (FlowBatch batch : batches) {
            selected += matcher.select(batch).size();
            looked.rows += batch.size();
        }
        return selected;
    }

    /** A lambda on batches in memory, row by row. */
    @Benchmark
    public long lambda(Looked looked) {
        FilterCase.RowCondition condition = filter.byHand();
        long selected = 0;
        for (FlowBatch batch : batches) {
            for (int row = 0; row < batch.size(); row++) {
                selected += condition.test(batch, row) ? 1 : 0;
            }
            looked.rows += batch.size();
        }
        return selected;
    }

    /** FlowLogReader alone. */
    @Benchmark
    public long read(Looked looked) throws IOException {
        long seen = 0;
        try (FlowLogReader reader = FlowLogReader.of(log, "corpus", ReadOptions.defaults())) {
            while (reader.next(reused)) {
                seen += reused.time(reused.size() - 1);
                looked.rows += reused.size();
            }
        }
        return seen;
    }

    /** FlowLogReader, then FlowMatcher. */
    @Benchmark
    public long readAndMatch(Looked looked) throws IOException {
        long selected = 0;
        try (FlowLogReader reader = FlowLogReader.of(log, "corpus", ReadOptions.defaults())) {
            while (reader.next(reused)) {
                selected += matcher.select(reused).size();
                looked.rows += reused.size();
            }
        }
        return selected;
    }
}
