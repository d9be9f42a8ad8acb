package io.github.flowlog.bench.report;

import io.github.flowlog.bench.report.Comparison.Ratio;
import java.util.List;
import java.util.Locale;

/** A part of the report: how it is measured, and what its tables show. */
enum Section {
    /** Against other parsers. */
    READ(
            "Reading against other parsers",
            "One thread turns a log in memory into filled columns, strictly; all contenders compute the same checksum over "
                    + "them. What each pays stands in the Javadoc of ReadBenchmark.",
            18,
            List.of(
                    JmhStep.of("ReadBenchmark.* -p megabytes=200 -p mode=REALISTIC" + Section.LARGE),
                    JmhStep.of("ReadBenchmark.(flowlog|jacksonSplit|jacksonCharacters)$ -p megabytes=200 "
                            + "-p mode=RANDOM,SAMPLES" + Section.LARGE)),
            new Comparison("ReadBenchmark", "contender", "flowlog", Ratio.REFERENCE_IS_FASTER)),
    /** Memory of a process. */
    MEMORY(
            "Memory",
            "A process reads a file, from its first byte to its last, in a heap of 64 MB. The time includes the warming up of "
                    + "the JVM, which is most of it for a small file.",
            1,
            List.of(new MemoryStep())),
    /** CSV. */
    CSV(
            "CSV",
            "The encoder writes all columns; copy is System.arraycopy of the bytes that the encoder made, a bound that none "
                    + "reaches. B/s are bytes of CSV.",
            3,
            List.of(JmhStep.of("CsvEncodeBenchmark -prof gc -f 2 -wi 3 -w 1 -i 5 -r 1")),
            new Comparison("CsvEncodeBenchmark", "contender", "copy", Ratio.SPEED)),
    /** Prefixes. */
    PREFIXES(
            "Prefixes",
            "Which of some prefixes holds an address? One lookup.",
            6,
            List.of(JmhStep.of("(Prefix|Ipv6Prefix)Benchmark -f 2 -wi 3 -w 1 -i 5 -r 1")),
            new Comparison("PrefixBenchmark", "contender", "prefixTable", Ratio.REFERENCE_IS_FASTER),
            new Comparison("Ipv6PrefixBenchmark", "contender", "prefixTable", Ratio.REFERENCE_IS_FASTER)),
    /** Processes that begin cold. */
    START(
            "Cold start",
            "A process begins cold and prints the rows of an hourly log of 2 MB into a pipe.",
            1,
            List.of(new StartStep())),
    /** A pipe into a compressor. */
    PIPE(
            "Into a compressor",
            "A log of 200 MB becomes CSV in a pipe to gzip, against gzip alone with the finished CSV.",
            3,
            List.of(new PipeStep()));

    /** Fewer and longer iterations than the classes' own: an operation takes up to a second here. */
    private static final String LARGE = " -prof gc -f 2 -wi 2 -w 2 -i 5 -r 1";

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
