package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.synthetic.GeneratedFormat;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Question: do two threads that read a file each read twice as much as one?
 *
 * <p><b>Contenders:</b> {@link #oneFile} on one thread, {@link #twoFiles} on two, which share nothing.
 *
 * <p><b>What each pays:</b> each thread opens its own file, of one size and format but of other tuples, with a reader and
 * a FlowBatch of its own, from the page cache.
 *
 * <p><b>Matched:</b> everything but the number of threads. The gate of the code that reads is FileReadGateTest.
 *
 * <p><b>Read it as:</b> {@code bytes} of twoFiles, which JMH adds up over its threads, divided by those of oneFile. It
 * needs two idle cores.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar TwoFilesBenchmark}.
 */
@State(Scope.Thread)
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

    private final FlowBatch batch = FlowBatch.create();
    private final ByteBuffer none = ByteBuffer.allocate(0);
    private Path path = Path.of("");
    private long size;

    /** Writes the file of this thread. */
    @Setup
    public void makeFile(ThreadParams thread) throws IOException {
        long seed = Corpus.SEED + thread.getThreadIndex();
        byte[] log =
                CorpusMode.REALISTIC.corpus(format, megabytes * MEGABYTE, seed).bytes();
        path = LogFile.create(out -> out.write(log));
        size = log.length;
    }

    /** Deletes the file. */
    @TearDown
    public void deleteFile() throws IOException {
        Files.deleteIfExists(path);
    }

    /** One file on one thread. */
    @Benchmark
    @Threads(1)
    public long oneFile(Volume volume) throws IOException {
        return read(volume);
    }

    /** Two files on two threads. */
    @Benchmark
    @Threads(2)
    public long twoFiles(Volume volume) throws IOException {
        return read(volume);
    }

    private long read(Volume volume) throws IOException {
        RowCount rows = new RowCount();
        FileReading.FILE.read(none, path, batch, rows);
        volume.add(size, rows);
        return rows.seen();
    }
}
