package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: does a tuple cost the same whatever the size of the log, its rules, its records and its addresses?
 *
 * <p><b>Contenders:</b> the points of {@link ScalingPoint}, each of which differs from {@code BASE} in one thing.
 *
 * <p><b>What each pays:</b> {@link #flowlog} reads a file from the page cache, strictly, into one FlowBatch. With few
 * tuples a record there is more of records to read: 330 bytes each. All tuples come in groups of 20, so that the number of
 * groups stays the same while that of rules grows. Each distinct rule costs an entry of the batch's dictionary.
 *
 * <p><b>Matched:</b> the texts of the tuples, except for the source address where addresses are counted. ScalingGateTest
 * checks a small log of each shape against the test oracle.
 *
 * <p><b>Read it as:</b> ns a tuple are 10^9 divided by {@code tuples}, which like {@code bytes} are per second. Where a record
 * has few tuples they cost more, and in a straight line all the same: in a run on a busy machine, 90 ns a tuple and 1,600 ns a record came within 11 %
 * of all five points.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar ScalingBenchmark}; it writes files of up to 1 GB
 * into {@code java.io.tmpdir}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScalingBenchmark {
    /** What the log is like. */
    @Param
    public ScalingPoint point = ScalingPoint.BASE;

    private final FlowBatch batch = FlowBatch.create();
    private final ByteBuffer none = ByteBuffer.allocate(0);
    private Path path = Path.of("");
    private long size;

    /** Writes the file. */
    @Setup
    public void makeFile() throws IOException {
        path = LogFile.create(ScalingLog.of(point.shape(), Corpus.SEED));
        size = Files.size(path);
    }

    /** Deletes the file. */
    @TearDown
    public void deleteFile() throws IOException {
        Files.deleteIfExists(path);
    }

    /** FlowLogReader.open(Path) into a reused FlowBatch. */
    @Benchmark
    public long flowlog(Volume volume) throws IOException {
        RowCount rows = new RowCount();
        FileReading.FILE.read(none, path, batch, rows);
        volume.add(size, rows);
        return rows.seen();
    }
}
