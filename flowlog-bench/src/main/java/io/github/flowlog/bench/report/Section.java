package io.github.flowlog.bench.report;

import io.github.flowlog.bench.report.Comparison.Ratio;
import java.util.List;
import java.util.Locale;

/** A part of the report: how it is measured, and what its tables show. */
enum Section {
    /** Against other parsers. */
    READ(
            "Reading against other parsers",
            "One thread turns a log in memory into filled columns, strictly; what each contender pays stands in the Javadoc "
                    + "of ReadBenchmark, and ReadGateTest checks that all compute the same.",
            25,
            List.of(
                    JmhStep.of(
                            3,
                            "bench.ReadBenchmark -p megabytes=200 -p mode=REALISTIC -prof gc -wi 3 -w 1 -i 3 -r 1 "
                                    + "-jvmArgsAppend '-Xms6g -Xmx6g'"),
                    JmhStep.of(
                            2,
                            "bench.ReadBenchmark.(flowlog|jacksonSplit|jacksonCharacters)$ -p megabytes=20 "
                                    + "-p mode=RANDOM,SAMPLES -prof gc" + Section.SHORT)),
            new Comparison("ReadBenchmark", "contender", "flowlog", Ratio.REFERENCE_IS_FASTER)),
    /** Against a parser that needs vectors. */
    SIMD(
            "Reading against simdjson-java",
            "The same where simdjson-java runs, on JDK 24 and newer with its incubator module, which all contenders get.",
            7,
            List.of(JmhStep.of(
                    3,
                    "SimdReadBenchmark.(flowlog|simdjson|jacksonSplit|jacksonCharacters)$ -p megabytes=200 "
                            + "-p mode=REALISTIC -prof gc -wi 3 -w 1 -i 3 -r 1 "
                            + "-jvmArgsAppend '-Xms6g -Xmx6g --add-modules=jdk.incubator.vector'")),
            new Comparison("SimdReadBenchmark", "contender", "flowlog", Ratio.REFERENCE_IS_FASTER)),
    /** Tuples that the fast path gives up. */
    SLOW(
            "Slow paths",
            "Every second tuple is one that the parser for the usual tuple gives up; NONE is the log that they are made from.",
            4,
            List.of(JmhStep.of(4, "SlowPathBenchmark -prof gc -wi 3 -w 1 -i 3 -r 1")),
            new Comparison("SlowPathBenchmark", "kind", "NONE", Ratio.COST)),
    /** Sources of bytes. */
    FILE(
            "File against memory",
            "The same log from an array, from a file in the page cache and from buffers. Where the pages of either lie decides much, "
                    + "and each round has new ones.",
            6,
            List.of(JmhStep.of(
                    10, "FileReadBenchmark -p format=VNET_V4 -p megabytes=200 -prof gc -wi 3 -w 1 -i 3 -r 1")),
            new Comparison("FileReadBenchmark", "contender", "array", Ratio.SPEED)),
    /** Several threads. */
    PARALLEL(
            "Two threads",
            "One file by one reader and by two threads, and two files in a thread each. The last table is the limit: what two "
                    + "threads of this machine do more than one that touch no memory. Needs two idle cores.",
            10,
            List.of(JmhStep.of(
                    10,
                    "(ParallelRead|TwoFiles|TwoThreads)Benchmark -p format=VNET_V4 -p megabytes=200 "
                            + "-wi 3 -w 1 -i 3 -r 1")),
            new Comparison("ParallelReadBenchmark", "contender", "sequential", Ratio.SPEED),
            new Comparison("TwoFilesBenchmark", "contender", "oneFile", Ratio.SPEED),
            new Comparison("TwoThreadsBenchmark", "contender", "oneThread", Ratio.SPEED)),
    /** Memory of a process. */
    MEMORY(
            "Memory",
            "A process reads a file, from its first byte to its last, in a heap of 64 MB. The time includes the warming up of "
                    + "the JVM, which is most of it for a small file.",
            2,
            List.of(new MemoryStep())),
    /** What may grow. */
    SCALING(
            "Scaling",
            "A tuple's cost as one thing grows: bytes of the file, rules, tuples a record, addresses.",
            5,
            List.of(JmhStep.of(2, "ScalingBenchmark" + Section.SHORT)),
            new Comparison("ScalingBenchmark", "point", "BASE", Ratio.COST)),
    /** CSV. */
    CSV(
            "CSV",
            "The encoder writes all columns; copy is System.arraycopy of the bytes that the encoder made, a bound that none "
                    + "reaches. Bytes are those of CSV.",
            3,
            List.of(JmhStep.of(4, "CsvEncodeBenchmark -p mode=REALISTIC -prof gc -wi 3 -w 1 -i 3 -r 1")),
            new Comparison("CsvEncodeBenchmark", "contender", "copy", Ratio.SPEED)),
    /** Prefixes. */
    PREFIXES(
            "Prefixes",
            "Which of some prefixes holds an address, or whether any does: one answer.",
            7,
            List.of(
                    JmhStep.of(2, "PrivateAddressBenchmark" + Section.SHORT),
                    JmhStep.of(
                            2,
                            "bench.PrefixBenchmark -p prefixes=100000 -p shape=IPV4_SUBNETS -p peer=FLOWLOG,GUAVA,IPADDRESS"
                                    + Section.SHORT),
                    JmhStep.of(
                            2,
                            "Ipv6PrefixBenchmark.lookup -p prefixes=100000 -p shape=IPV6_CLOUD "
                                    + "-p peer=FLOWLOG,GUAVA,IPADDRESS" + Section.SHORT)),
            new Comparison("PrivateAddressBenchmark", "contender", "isPrivate", Ratio.COST),
            new Comparison("PrefixBenchmark", "peer", "FLOWLOG", Ratio.REFERENCE_IS_FASTER),
            new Comparison("Ipv6PrefixBenchmark", "peer", "FLOWLOG", Ratio.REFERENCE_IS_FASTER)),
    /** Processes that begin cold. */
    START(
            "Cold start",
            "A process begins cold and prints the rows of an hourly log of 2 MB into a pipe.",
            2,
            List.of(new StartStep())),
    /** A pipe into a compressor. */
    PIPE(
            "Into a compressor",
            "A log becomes CSV in a pipe to gzip, against gzip alone with the finished CSV. The difference is the start of "
                    + "the process and the warming up of its JVM where it is the same for both sizes.",
            7,
            List.of(new PipeStep()));

    /** As short as leaves a median worth printing. */
    private static final String SHORT = " -wi 3 -w 1 -i 3 -r 1";

    private static final int SIMD_JDK = 24;

    private final String title;
    private final String question;
    private final int minutes;
    private final List<Step> steps;
    private final List<Comparison> comparisons;

    Section(String title, String question, int minutes, List<Step> steps, Comparison... comparisons) {
        this.title = title;
        this.question = question;
        this.minutes = minutes;
        this.steps = steps;
        this.comparisons = List.of(comparisons);
    }

    /** What is typed to run it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    String question() {
        return question;
    }

    /** Whether it can run on a JDK of this feature version. */
    boolean runsOn(int jdk) {
        return this != SIMD || jdk >= SIMD_JDK;
    }

    /** About how long it takes on two cores. */
    int minutes() {
        return minutes;
    }

    List<Step> steps() {
        return steps;
    }

    List<Comparison> comparisons() {
        return comparisons;
    }
}
