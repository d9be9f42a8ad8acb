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
 * Question: how fast does one thread turn a flow log in memory into columns of primitives?
 *
 * <p><b>Contenders:</b> {@link #flowlog} reads strictly into one FlowBatch. All others turn each tuple into columns with
 * {@code String.split} and the JDK's number parsers, as people write it, over the strings of {@link #jacksonSplit}
 * (jackson-core, streaming), {@link #databindTree} (jackson-databind's tree), {@link #gson} and {@link #fastjson2}
 * (streaming, which is faster than their trees), {@link #dslJson} and {@link #jsoniter} (streaming), except
 * {@link #jacksonCharacters}: jackson-core, streaming, and parsing by hand in Jackson's own buffer, the best known peer.
 *
 * <p><b>What each pays:</b> all fill reused columns of up to 8,192 rows (flowlog: whole records) and look at one value a
 * batch; no contender pays for a checksum, which only the gate computes. flowlog alone also checks every field and every
 * skipped value, orders nothing by trust (keys may come in any order), and fills encryption, rule, ACL, MAC, resource,
 * record time, record offset and tuple index. The peers do none of that, and those that stream rely on the version standing
 * before the tuples. Gson alone takes characters, and pays for decoding them. All leave out reading the file.
 *
 * <p><b>Matched:</b> the bytes (a seeded generator, compact JSON, VNet with 5 % IPv6; or published sample logs repeated), the
 * columns time, addresses, ports, protocol, direction, decision, state and the four counters, one thread, the same heap.
 * ReadGateTest checks that the same code of all contenders yields the same checksum over every row.
 *
 * <p><b>Read it as:</b> ratios within one run; {@code bytes} and {@code tuples} are per second.
 *
 * <p><b>Command:</b> {@code java -jar flowlog-bench/target/benchmarks.jar bench.ReadBenchmark -prof gc}; for large logs add
 * {@code -p megabytes=200 -jvmArgsAppend '-Xms6g -Xmx6g'}, because a tree of a log takes several times its size.
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
    @Param({"REALISTIC", "RANDOM", "SAMPLES"})
    public CorpusMode mode = CorpusMode.REALISTIC;

    /** Size of the log in units of 10^6 bytes. */
    @Param("20")
    public int megabytes = 20;

    private final LogContender flowlog = new FlowlogContender();
    private final LogContender jacksonSplit = JacksonContender.splitting();
    private final LogContender jacksonCharacters = JacksonContender.characters();

    private final LogContender databindTree = new DatabindContender();
    private final LogContender gson = new GsonContender();
    private final LogContender fastjson2 = new Fastjson2Contender();
    private final LogContender dslJson = new DslJsonContender();
    private final LogContender jsoniter = new JsoniterContender();
    private byte[] log = new byte[0];

    /** Makes the log. */
    @Setup
    public void makeLog() throws IOException {
        log = mode.corpus(format, megabytes * MEGABYTE, Corpus.SEED).bytes();
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

    /** jackson-databind's tree and String.split. */
    @Benchmark
    public long databindTree(Volume volume) throws IOException {
        return read(databindTree, volume);
    }

    /** Gson streaming and String.split. */
    @Benchmark
    public long gson(Volume volume) throws IOException {
        return read(gson, volume);
    }

    /** fastjson2 streaming and String.split. */
    @Benchmark
    public long fastjson2(Volume volume) throws IOException {
        return read(fastjson2, volume);
    }

    /** DSL-JSON streaming and String.split. */
    @Benchmark
    public long dslJson(Volume volume) throws IOException {
        return read(dslJson, volume);
    }

    /** jsoniter streaming and String.split. */
    @Benchmark
    public long jsoniter(Volume volume) throws IOException {
        return read(jsoniter, volume);
    }

    /** The log of this run. */
    final byte[] log() {
        return log;
    }

    /** Reads the log once, timed. */
    final long read(LogContender contender, Volume volume) throws IOException {
        RowCount rows = new RowCount();
        contender.read(log, rows);
        volume.add(log.length, rows);
        return rows.seen();
    }
}
