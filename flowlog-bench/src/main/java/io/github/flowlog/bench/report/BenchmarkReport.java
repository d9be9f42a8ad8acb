package io.github.flowlog.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** docs/BENCHMARKS.md, made of what was measured and of nothing else. */
final class BenchmarkReport {
    private static final String FORMAT = "format";

    private final List<SectionRun> runs;
    private final String versions;

    /** From runs in the order of their sections, each with its JDKs in order, and the versions of the libraries. */
    BenchmarkReport(List<SectionRun> runs, String versions) {
        this.runs = List.copyOf(runs);
        this.versions = versions;
    }

    /** Where the chart of a JDK belongs, seen from the report. */
    static String chartName(int jdk) {
        return "images/read-jdk" + jdk + ".svg";
    }

    /** The whole text. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("""
                # Benchmarks

                Made by `flowlog-bench/run`; flowlog-bench/README.md explains it. What a benchmark asks, what each contender pays and
                how it is checked that all compute the same stands in the Javadoc of its class. Figures are medians over all
                iterations of all forks, with the smallest and the largest in parentheses. A ratio is the median of those of the forks, the
                first of one contender with the first of the other and so on, with the smallest and the largest of them. Where a loop
                runs one fork of each after the other, what else the machine does in some minutes falls on all. Only ratios travel to
                other machines. GB are 10^9 bytes, MB 10^6.

                """);
        text.append("- Machine: ")
                .append(String.join("; ", distinct(SectionRun::machine)))
                .append('\n');
        text.append("- JVM: ")
                .append(String.join("; ", distinct(SectionRun::jvm)))
                .append('\n');
        text.append("- Libraries: ").append(versions).append("\n");
        bySection().forEach((section, own) -> appendSection(text, section, own));
        return text.toString();
    }

    private void appendSection(StringBuilder text, Section section, List<SectionRun> own) {
        text.append("\n## ").append(section.title()).append("\n\n");
        text.append(section.question()).append('\n');
        for (SectionRun run : own) {
            text.append("\n### ").append(section.title()).append(", JDK ").append(run.jdk());
            text.append("\n\nOn ").append(run.date()).append(" by\n\n");
            run.commands()
                    .forEach(command -> text.append("    ").append(command).append('\n'));
            if (section == Section.READ) {
                text.append("\n![Gigabytes a second of each parser](")
                        .append(chartName(run.jdk()))
                        .append(")\n");
            }
            if (section == Section.READ || section == Section.SIMD) {
                appendRatios(text, run);
            }
            for (Comparison comparison : section.comparisons()) {
                appendTable(text, comparison.table(run.results()));
            }
            for (String benchmark : processes(run)) {
                appendTable(text, ProcessTable.of(benchmark, run.results()));
            }
        }
    }

    private static void appendRatios(StringBuilder text, SectionRun run) {
        for (Comparison comparison : run.section().comparisons()) {
            String ratios = comparison.ratios(run.results(), FORMAT);
            if (!ratios.isEmpty()) {
                text.append('\n').append(comparison.ratioHeading()).append(" as:\n\n");
                text.append(ratios);
            }
        }
    }

    private static void appendTable(StringBuilder text, String table) {
        if (!table.isEmpty()) {
            text.append('\n').append(table);
        }
    }

    /** Benchmarks that no comparison is about. */
    private static Set<String> processes(SectionRun run) {
        Set<String> names = new LinkedHashSet<>();
        run.results().forEach(result -> names.add(result.benchmark()));
        run.section().comparisons().forEach(comparison -> names.remove(comparison.benchmark()));
        return names;
    }

    private Map<Section, List<SectionRun>> bySection() {
        Map<Section, List<SectionRun>> sections = new TreeMap<>();
        runs.forEach(run -> sections.computeIfAbsent(run.section(), key -> new ArrayList<>())
                .add(run));
        return sections;
    }

    private Set<String> distinct(Function<SectionRun, String> part) {
        Set<String> values = new LinkedHashSet<>();
        runs.forEach(run -> values.add(part.apply(run)));
        return values;
    }
}
