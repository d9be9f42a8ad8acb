package io.github.flowlog.bench;

import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how much faster do several threads read one large file, and several files?
 *
 * <p><b>Contenders:</b> {@link #sequential} is {@code FlowLogReader.open}; {@link #ordered} and {@link #unordered} are a
 * ParallelFlowLogReader over the same file, the rows taken by the calling thread or by the reader's own;
 * {@link #twoFiles} reads two files, each with a FlowLogReader in a thread of its own.
 *
 * <p><b>What each pays:</b> all open the file anew and find the borders of records themselves, read from the page cache, fill
 * all columns, and sum the rows up. ParallelFlowLogReader also starts its threads and makes its buffers each time.
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

    /** Content of the tuples. */
    @Param("REALISTIC")
    public GeneratorMode mode = GeneratorMode.REALISTIC;

    /** Size of each file in units of 10^6 bytes. */
    @Param("200")
    public int megabytes = 200;

    /** How many threads read ahead. */
    @Param("2")
    public int threads = 2;

    private Path folder = Path.of("");
    private List<Path> files = List.of();
    private long fileBytes;
    private ExecutorService pool = Executors.newSingleThreadExecutor();

    /** What was read, as rates. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        /** Bytes of the files. */
        public long bytes;
        /** Flow tuples. */
        public long tuples;
    }

    /** Writes the files. */
    @Setup
    public void generate() throws IOException {
        pool.shutdown();
        pool = Executors.newFixedThreadPool(2);
        byte[] log = Corpus.of(format, mode, megabytes * MEGABYTE, Corpus.SEED).bytes();
        fileBytes = log.length;
        folder = Files.createTempDirectory("flowlog-bench");
        files = List.of(folder.resolve("1.json"), folder.resolve("2.json"));
        for (Path file : files) {
            Files.write(file, log);
        }
    }

    /** Removes the files. */
    @TearDown
    public void remove() throws IOException {
        pool.shutdown();
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    /** FlowLogReader on one file. */
    @Benchmark
    public long sequential(Volume volume) throws IOException {
        return count(ParallelContenders.sequential(files.get(0)), 1, volume);
    }

    /** ParallelFlowLogReader on one file, rows in order. */
    @Benchmark
    public long ordered(Volume volume) throws IOException {
        return count(ParallelContenders.ordered(files.get(0), threads), 1, volume);
    }

    /** ParallelFlowLogReader on one file, rows as they come. */
    @Benchmark
    public long unordered(Volume volume) throws IOException {
        return count(ParallelContenders.unordered(files.get(0), threads), 1, volume);
    }

    /** A FlowLogReader for each of two files, in two threads. */
    @Benchmark
    public long twoFiles(Volume volume) throws IOException {
        return count(ParallelContenders.fileAThread(files, pool), 2, volume);
    }

    private long count(Reading reading, int filesRead, Volume volume) {
        volume.bytes += filesRead * fileBytes;
        volume.tuples += reading.rows();
        return reading.checksum();
    }
}
