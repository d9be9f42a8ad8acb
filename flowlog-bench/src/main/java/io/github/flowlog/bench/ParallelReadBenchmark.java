package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
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
 * Question: how much faster do several threads read one large file?
 *
 * <p><b>Contenders:</b> {@link #sequential} is {@code FlowLogReader.open}; {@link #ordered} and {@link #unordered} are a
 * ParallelFlowLogReader over the same file, the rows taken by the calling thread or by the reader's own.
 *
 * <p><b>What each pays:</b> all open the file anew and find the borders of records themselves, read from the page cache, fill
 * all columns, and count the rows. ParallelFlowLogReader also starts its threads and makes its buffers each time.
 *
 * <p><b>Matched:</b> the bytes, the heap, and the rows: ParallelGateTest checks that all find the same.
 *
 * <p><b>Read it as:</b> ratios of {@code bytes} a second within one run, on a machine with two idle cores.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar ParallelReadBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ParallelReadBenchmark {
    private static final long MEGABYTE = 1_000_000;

    /** Format of all records. */
    @Param({"VNET_V4", "NSG_V2", "NSG_V1"})
    public GeneratedFormat format = GeneratedFormat.VNET_V4;

    /** Size of the file in units of 10^6 bytes. */
    @Param("200")
    public int megabytes = 200;

    /** How many threads read ahead. */
    @Param("2")
    public int threads = 2;

    private Path file = Path.of("");
    private long fileBytes;

    /** Writes the file. */
    @Setup
    public void makeFile() throws IOException {
        byte[] log = CorpusMode.REALISTIC
                .corpus(format, megabytes * MEGABYTE, Corpus.SEED)
                .bytes();
        file = LogFile.create(out -> out.write(log));
        fileBytes = log.length;
    }

    /** Deletes the file. */
    @TearDown
    public void deleteFile() throws IOException {
        Files.deleteIfExists(file);
    }

    /** FlowLogReader on one file. */
    @Benchmark
    public long sequential(Volume volume) throws IOException {
        return count(ParallelContenders.sequential(file, FlowBatch::size), volume);
    }

    /** ParallelFlowLogReader on one file, rows in order. */
    @Benchmark
    public long ordered(Volume volume) throws IOException {
        return count(ParallelContenders.ordered(file, threads, FlowBatch::size), volume);
    }

    /** ParallelFlowLogReader on one file, rows as they come. */
    @Benchmark
    public long unordered(Volume volume) throws IOException {
        return count(ParallelContenders.unordered(file, threads, FlowBatch::size), volume);
    }

    private long count(long rows, Volume volume) {
        volume.bytes += fileBytes;
        volume.tuples += rows;
        return rows;
    }
}
