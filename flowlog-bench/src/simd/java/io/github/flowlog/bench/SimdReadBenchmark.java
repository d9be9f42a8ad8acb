package io.github.flowlog.bench;

import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Question: how does our reader compare with the vector parser simdjson-java, on a JDK that has vectors?
 *
 * <p><b>Contenders:</b> {@link #simdjson}, its parser for a schema and {@code String.split}, beside all of
 * {@link ReadBenchmark}.
 *
 * <p><b>What each pays:</b> as in ReadBenchmark. simdjson-java makes objects of the whole log before the first tuple is
 * split, in memory that it took at the start. All run with the module flag that it alone needs.
 *
 * <p><b>Matched:</b> as in ReadBenchmark. SimdReadGateTest checks that simdjson yields the same checksum over every row.
 *
 * <p><b>Read it as:</b> ratios within one run; {@code bytes} and {@code tuples} are per second.
 *
 * <p><b>Command:</b> build with {@code JAVA_HOME=JDK25 mvn -q -B -Psimd -Dflowlog.target=target/jdk25 -pl
 * flowlog-core,flowlog-bench -Dquick package}, then {@code JDK25/bin/java -jar flowlog-bench/target/jdk25/benchmarks.jar
 * 'SimdReadBenchmark.(flowlog|simdjson|jacksonSplit|jacksonCharacters)$' -prof gc}; for large logs add {@code -p
 * megabytes=200 -jvmArgsAppend '-Xms6g -Xmx6g --add-modules=jdk.incubator.vector'}.
 */
@State(Scope.Benchmark)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "--add-modules=jdk.incubator.vector"})
public class SimdReadBenchmark extends ReadBenchmark {
    private LogContender simdjson = new FlowlogContender();

    /** Makes the parser, whose memory depends on the log. */
    @Setup
    public void makeParser() {
        simdjson = new SimdjsonContender(log().length);
    }

    /** simdjson-java for a schema and String.split. */
    @Benchmark
    public long simdjson(Volume volume) throws IOException {
        return read(simdjson, volume);
    }
}
