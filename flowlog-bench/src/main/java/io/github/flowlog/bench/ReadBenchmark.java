package io.github.flowlog.bench;

import io.github.flowlog.synthetic.GeneratedFormat;
import io.github.flowlog.synthetic.GeneratorMode;
import java.io.IOException;
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
 * Question: how fast does one thread turn a flow log in memory into columns of primitives?
 *
 * <p><b>Contenders:</b> {@link #flowlog} reads strictly into one FlowBatch; {@link #jacksonSplit} streams with jackson-core
 * and takes each tuple apart with {@code String.split}, as people write it; {@link #jacksonCharacters} streams with
 * jackson-core and takes each tuple apart by hand in Jackson's own buffer, the best known peer.
 *
 * <p><b>What each pays:</b> all fill reused arrays of up to 8,192 rows and compute the same checksum over them, flowlog
 * through the accessors of FlowBatch. flowlog alone also checks every field and every skipped value, orders nothing by
 * trust (keys may come in any order), and fills encryption, rule, ACL, MAC, resource, record time, record offset and tuple
 * index. The Jackson contenders do none of that, and rely on the version standing before the tuples. All three leave out
 * reading the file.
 *
 * <p><b>Matched:</b> the bytes (the seeded generator, compact JSON, VNet with 5 % IPv6), the columns time, addresses,
 * ports, protocol, direction, decision, state and the four counters, one thread, the same heap. ReadGateTest checks that
 * all yield the same checksum and row count.
 *
 * <p><b>Read it as:</b> ratios within one run; {@code bytes} and {@code tuples} are per second.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar ReadBenchmark -prof gc}; for large logs add
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
public class ReadBenchmark {
    private static final long MEGABYTE = 1_000_000;

    /** Format of all records. */
    @Param({"VNET_V4", "NSG_V2", "NSG_V1"})
    public GeneratedFormat format = GeneratedFormat.VNET_V4;

    /** Content of the tuples. */
    @Param({"REALISTIC", "RANDOM"})
    public GeneratorMode mode = GeneratorMode.REALISTIC;

    /** Size of the log in units of 10^6 bytes. */
    @Param("20")
    public int megabytes = 20;

    private final LogContender flowlog = new FlowlogContender();
    private final LogContender jacksonSplit = JacksonContender.splitting();
    private final LogContender jacksonCharacters = JacksonContender.characters();

    private byte[] log = new byte[0];

    /** What was read, as rates. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        /** Bytes of the log. */
        public long bytes;
        /** Flow tuples. */
        public long tuples;
    }

    /** Generates the log. */
    @Setup
    public void generate() throws IOException {
        log = Corpus.of(format, mode, megabytes * MEGABYTE, Corpus.SEED).bytes();
    }

    /** FlowLogReader into a reused FlowBatch. */
    @Benchmark
    public long flowlog(Volume volume) throws IOException {
        return read(flowlog, volume);
    }

    /** jackson-core streaming and String.split. */
    @Benchmark
    public long jacksonSplit(Volume volume) throws IOException {
        return read(jacksonSplit, volume);
    }

    /** jackson-core streaming and parsing by hand. */
    @Benchmark
    public long jacksonCharacters(Volume volume) throws IOException {
        return read(jacksonCharacters, volume);
    }

    private long read(LogContender contender, Volume volume) throws IOException {
        Reading reading = contender.read(log);
        volume.bytes += log.length;
        volume.tuples += reading.rows();
        return reading.checksum();
    }
}
