package io.github.flowlog.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the benchmarks and writes docs/BENCHMARKS.md. It runs at the top of a checkout; {@code flowlog-bench/run --help} says how
 * it is used.
 */
public final class BenchmarkRun {
    private static final Path RESULTS = Path.of("flowlog-bench", "target", "results");
    private static final Path REPORT = Path.of("docs", "BENCHMARKS.md");
    private static final String FOLDER = "jdk-";
    private static final String REPORT_ID = "report";
    private static final JmhStep QUICK = JmhStep.of(
            2,
            "bench.ReadBenchmark.(flowlog|jacksonSplit|jacksonCharacters)$ "
                    + "-p megabytes=20 -prof gc -wi 2 -w 1 -i 2 -r 1");

    private static final int JDK = Runtime.version().feature();

    private final PrintStream out;
    private final PrintStream progress;

    private BenchmarkRun(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Takes {@code --quick}, or names of sections and {@code report}; nothing for all of them. */
    public static void main(String[] args) throws IOException, InterruptedException {
        BenchmarkRun run = new BenchmarkRun(System.out, System.err);
        List<String> words = List.of(args);
        Set<String> known = Stream.concat(Arrays.stream(Section.values()).map(Section::id), Stream.of(REPORT_ID))
                .collect(Collectors.toCollection(TreeSet::new));
        if (words.equals(List.of("--quick"))) {
            run.quick();
        } else if (known.containsAll(words)) {
            run.measure(words);
        } else {
            System.err.println("usage: flowlog-bench/run [--jdk JAVA_HOME] [--quick | SECTION...]\nsections: "
                    + String.join(" ", known));
            System.exit(2);
        }
    }

    /** The ratios of the main contenders, on standard output alone. */
    private void quick() throws IOException {
        progress.println("measuring for about four minutes");
        Path json = Files.createTempFile("flowlog-quick", ".json");
        Path log = Files.createTempFile("flowlog-quick", ".log");
        QUICK.run(json, log);
        List<Measurement> results = MeasurementFile.read(json);
        Files.delete(json);
        Files.delete(log);
        Comparison comparison = Section.READ.comparisons().get(0);
        out.println(Machine.jvm() + ", " + comparison.ratioHeading() + " as:");
        out.println();
        out.println(comparison.ratios(results, "format"));
        out.print(comparison.table(results));
    }

    private void measure(List<String> words) throws IOException, InterruptedException {
        Set<Section> sections = EnumSet.noneOf(Section.class);
        for (Section section : Section.values()) {
            if (words.contains(section.id()) || words.isEmpty() && section.runsOn(JDK)) {
                sections.add(section);
            }
        }
        if (!sections.isEmpty()) {
            int minutes = sections.stream().mapToInt(Section::minutes).sum();
            progress.println("about " + minutes + " minutes: "
                    + sections.stream()
                            .map(section -> section.id() + " " + section.minutes())
                            .collect(Collectors.joining(", ")));
        }
        for (Section section : sections) {
            measure(section);
        }
        if (words.isEmpty() || words.contains(REPORT_ID)) {
            writeReport();
        }
    }

    private void measure(Section section) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(RESULTS.resolve(FOLDER + JDK));
        Path log = folder.resolve(section.id() + ".log");
        for (int i = 0; i < section.steps().size(); i++) {
            Step step = section.steps().get(i);
            progress.println(section.id() + ": " + step.command());
            step.run(SectionRun.results(folder, section, i), log);
        }
        SectionRun.note(folder, section, LocalDate.now(ZoneOffset.UTC).toString());
    }

    private void writeReport() throws IOException {
        List<SectionRun> runs = new ArrayList<>();
        for (Map.Entry<Integer, Path> folder : resultFolders().entrySet()) {
            runs.addAll(SectionRun.read(folder.getValue(), folder.getKey()));
        }
        if (runs.isEmpty()) {
            throw new IOException("there are no results in " + RESULTS + "; measure some sections first");
        }
        Files.createDirectories(REPORT.resolveSibling("images"));
        Files.writeString(REPORT, new BenchmarkReport(runs, versions()).markdown());
        progress.println("written " + REPORT);
        for (SectionRun run : runs) {
            if (run.section() == Section.READ) {
                Path chart = REPORT.resolveSibling(BenchmarkReport.chartName(run.jdk()));
                Files.writeString(chart, ReadChart.of(run).svg());
                progress.println("written " + chart);
            }
        }
    }

    private static TreeMap<Integer, Path> resultFolders() throws IOException {
        TreeMap<Integer, Path> folders = new TreeMap<>();
        if (Files.isDirectory(RESULTS)) {
            try (Stream<Path> children = Files.list(RESULTS)) {
                children.filter(child -> child.getFileName().toString().startsWith(FOLDER))
                        .forEach(child -> folders.put(
                                Integer.valueOf(child.getFileName().toString().substring(FOLDER.length())), child));
            }
        }
        return folders;
    }

    /** Versions of what is measured, from a file that the build fills. */
    private static String versions() throws IOException {
        Properties versions = new Properties();
        try (InputStream in = BenchmarkRun.class.getResourceAsStream("versions.properties")) {
            versions.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return new TreeMap<>(versions)
                .entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", "));
    }
}
