package io.github.flowlog.bench;

import io.github.flowlog.encode.CsvFlowEncoder;
import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
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
 * Question: what does it cost to write rows as CSV, and how far is that from moving the same bytes?
 *
 * <p><b>Contenders:</b> {@link #encode} is CsvFlowEncoder with all 27 columns; {@link #copy} is System.arraycopy of the
 * bytes that the encoder made, all of them once, a bound that no encoder reaches.
 *
 * <p><b>What each pays:</b> both write pieces of about 64 KB, each over the last, and hand them to a stream that counts and
 * drops them. The encoder reads columns, 16 MB of a log of 20 MB, and formats; the copy reads 70 to 90 MB of finished text, as
 * much as it writes and more than the caches hold. From a source of the size of one batch's text, 2 MB, which stays in
 * the cache, it would be about twice as fast; into a target as large as the source, a fifth slower.
 *
 * <p><b>Matched:</b> the rows, the bytes that come out, the size of the pieces. CsvGateTest parses the CSV back and checks
 * that both write equally much.
 *
 * <p><b>Read it as:</b> ratios within one run; {@code bytes} (of CSV) and {@code rows} are per second.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar CsvEncodeBenchmark -prof gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CsvEncodeBenchmark {
    private static final long MEGABYTE = 1_000_000;

    /** Format of all records. */
    @Param({"VNET_V4", "NSG_V2", "NSG_V1"})
    public GeneratedFormat format = GeneratedFormat.VNET_V4;

    /** Content of the tuples. */
    @Param({"REALISTIC", "RANDOM"})
    public GeneratorMode mode = GeneratorMode.REALISTIC;

    /** Size of the log that the rows come from, in units of 10^6 bytes. */
    @Param("20")
    public int megabytes = 20;

    private final CsvFlowEncoder encoder = CsvCorpus.encoder();
    private final byte[] piece = CsvCorpus.piece();

    private CsvCorpus corpus = new CsvCorpus(List.of(), new byte[0]);
    private long rowCount;

    /** What was written, as rates. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        /** Bytes of CSV. */
        public long bytes;
        /** Rows. */
        public long rows;
    }

    /** Generates the log and reads its rows. */
    @Setup
    public void generate() throws IOException {
        corpus = CsvCorpus.of(Corpus.of(format, mode, megabytes * MEGABYTE, Corpus.SEED));
        rowCount = corpus.rows();
    }

    /** CsvFlowEncoder, all columns. */
    @Benchmark
    public long encode(Volume volume) throws IOException {
        CountingOutput out = new CountingOutput();
        corpus.encode(encoder, out);
        return counted(out, volume);
    }

    /** System.arraycopy of the same bytes. */
    @Benchmark
    public long copy(Volume volume) throws IOException {
        CountingOutput out = new CountingOutput();
        corpus.copy(piece, out);
        return counted(out, volume);
    }

    private long counted(CountingOutput out, Volume volume) {
        volume.bytes += out.bytes();
        volume.rows += rowCount;
        return out.bytes();
    }
}
