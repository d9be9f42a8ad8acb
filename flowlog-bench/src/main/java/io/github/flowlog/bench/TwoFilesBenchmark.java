package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.synthetic.GeneratedFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
 * Question: do two threads that read a file each read twice as much as one?
 *
 * <p><b>Contenders:</b> {@link #oneFile} on one thread, {@link #twoFiles} on two, which share nothing.
 *
 * <p><b>What each pays:</b> each thread opens its own file, of the same bytes, with a reader and
 * a FlowBatch of its own, from the page cache.
 *
 * <p><b>Matched:</b> everything but the number of threads. The gate of the code that reads is FileReadGateTest.
 *
 * <p><b>Read it as:</b> {@code bytes} of twoFiles divided by those of oneFile; a reading ends with the slower thread. It
 * needs two idle cores.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar TwoFilesBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TwoFilesBenchmark {
    private static final long MEGABYTE = 1_000_000;

    /** Format of all records. */
    @Param({"VNET_V4", "NSG_V2", "NSG_V1"})
    public GeneratedFormat format = GeneratedFormat.VNET_V4;

    /** Size of each log in units of 10^6 bytes. */
    @Param("20")
    public int megabytes = 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<FlowBatch> batches = List.of(FlowBatch.create(), FlowBatch.create());
    private List<Path> paths = List.of();
    private long size;

    /** Writes the files. */
    @Setup
    public void makeFiles() throws IOException {
        byte[] log = CorpusMode.REALISTIC
                .corpus(format, megabytes * MEGABYTE, Corpus.SEED)
                .bytes();
        size = log.length;
        paths = List.of(LogFile.create(out -> out.write(log)), LogFile.create(out -> out.write(log)));
    }

    /** Deletes the files and ends the threads. */
    @TearDown
    public void deleteFiles() throws IOException {
        threads.shutdown();
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    /** One file on one thread. */
    @Benchmark
    public long oneFile(Volume volume) throws InterruptedException, ExecutionException {
        return taken(start(0), volume);
    }

    /** Two files on two threads. */
    @Benchmark
    public long twoFiles(Volume volume) throws InterruptedException, ExecutionException {
        Future<RowCount> first = start(0);
        Future<RowCount> second = start(1);
        return taken(first, volume) + taken(second, volume);
    }

    private Future<RowCount> start(int file) {
        return threads.submit(() -> {
            RowCount rows = new RowCount();
            FileReading.FILE.read(ByteBuffer.allocate(0), paths.get(file), batches.get(file), rows);
            return rows;
        });
    }

    private long taken(Future<RowCount> reading, Volume volume) throws InterruptedException, ExecutionException {
        RowCount rows = reading.get();
        volume.add(size, rows);
        return rows.seen();
    }
}
