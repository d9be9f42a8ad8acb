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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost that a log comes from a file or from a buffer, and not from an array?
 *
 * <p><b>Contenders:</b> {@link #array}, {@link #file}, {@link #directBuffer} and {@link #mappedBuffer}, all our reader.
 *
 * <p><b>What each pays:</b> array, direct and mapped buffer are filled before; the mapping's pages are in memory from the warm-up
 * on. The file is opened and read each time, from the page cache. All read strictly into one FlowBatch.
 *
 * <p><b>Matched:</b> the bytes of one file. FileReadGateTest checks that all yield the same checksum over every row.
 *
 * <p><b>Read it as:</b> ratios within one run; {@code bytes} and {@code tuples} are per second.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar FileReadBenchmark -prof gc}; for large logs add
 * {@code -p megabytes=200}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FileReadBenchmark {
    private static final long MEGABYTE = 1_000_000;

    /** Format of all records. */
    @Param({"VNET_V4", "NSG_V2", "NSG_V1"})
    public GeneratedFormat format = GeneratedFormat.VNET_V4;

    /** Size of the log in units of 10^6 bytes. */
    @Param("20")
    public int megabytes = 20;

    private final FlowBatch batch = FlowBatch.create();
    private Path path = Path.of("");
    private long size;
    private ByteBuffer array = ByteBuffer.allocate(0);
    private ByteBuffer direct = array;
    private ByteBuffer mapped = array;

    /** Writes the file and fills the buffers. */
    @Setup
    public void makeFile() throws IOException {
        byte[] log = CorpusMode.REALISTIC
                .corpus(format, megabytes * MEGABYTE, Corpus.SEED)
                .bytes();
        path = LogFile.create(out -> out.write(log));
        size = log.length;
        array = FileReading.ARRAY.bytes(path);
        direct = FileReading.DIRECT.bytes(path);
        mapped = FileReading.MAPPED.bytes(path);
    }

    /** Deletes the file. */
    @TearDown
    public void deleteFile() throws IOException {
        Files.deleteIfExists(path);
    }

    /** FlowLogReader.of(byte[]). */
    @Benchmark
    public long array(Volume volume) throws IOException {
        return read(FileReading.ARRAY, array, volume);
    }

    /** FlowLogReader.open(Path). */
    @Benchmark
    public long file(Volume volume) throws IOException {
        return read(FileReading.FILE, array, volume);
    }

    /** FlowLogReader.of(ByteBuffer) with a direct buffer. */
    @Benchmark
    public long directBuffer(Volume volume) throws IOException {
        return read(FileReading.DIRECT, direct, volume);
    }

    /** FlowLogReader.of(ByteBuffer) with a mapped file. */
    @Benchmark
    public long mappedBuffer(Volume volume) throws IOException {
        return read(FileReading.MAPPED, mapped, volume);
    }

    private long read(FileReading reading, ByteBuffer bytes, Volume volume) throws IOException {
        RowCount rows = new RowCount();
        reading.read(bytes, path, batch, rows);
        volume.add(size, rows);
        return rows.seen();
    }
}
