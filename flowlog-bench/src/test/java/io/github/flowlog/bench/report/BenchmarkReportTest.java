package io.github.flowlog.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report from fixed results, compared with the files beside this test.
 *
 * <p>{@code -Dgolden.update=DIR} writes them into that directory instead, to be looked at and copied over.
 */
final class BenchmarkReportTest {
    @TempDir
    Path folder;

    @Test
    void textShowsRatiosFiguresAndHowTheyWereMade() throws IOException {
        List<SectionRun> runs = List.of(readOn(17), readOn(25), start());

        compare("BENCHMARKS.md", new BenchmarkReport(runs, "jackson-core 2.0, jmh 1.0").markdown());
    }

    @Test
    void chartShowsTheRealisticLogs() throws IOException {
        compare("read.svg", ReadChart.of(readOn(17)).svg());
    }

    @Test
    void sectionsThatWereNotRunAreLeftOut() throws IOException {
        String text = new BenchmarkReport(List.of(start()), "jmh 1.0").markdown();

        assertThat(text).contains("## Cold start").doesNotContain("## Reading", "images/");
    }

    @Test
    void readsBackWhatARunLeaves() throws IOException {
        Section section = Section.START;
        MeasurementFile.write(SectionRun.results(folder, section, 0), List.of(process("x", List.of(3.0, 1.0, 2.0))));
        SectionRun.note(folder, section, "2026-01-02");

        SectionRun run = SectionRun.read(folder, 17).get(0);

        assertThat(SectionRun.read(folder, 17)).hasSize(1);
        assertThat(run.section()).isEqualTo(section);
        assertThat(run.date()).isEqualTo("2026-01-02");
        assertThat(run.commands()).containsExactly(section.steps().get(0).command());
        assertThat(run.machine()).isEqualTo(Machine.description());
        assertThat(run.results())
                .containsExactly(new Measurement(
                        "Start",
                        "process",
                        Map.of("process", "x"),
                        "first line, ms",
                        Forks.of(List.of(new double[] {3, 1, 2})),
                        Map.of("end, ms", Forks.of(List.of(new double[] {7})))));
    }

    @Test
    void roundsBecomeForksOfOneResult() throws IOException {
        Path first = folder.resolve("1.json");
        Path second = folder.resolve("2.json");
        MeasurementFile.write(first, List.of(process("x", List.of(3.0, 1.0)), process("y", List.of(8.0))));
        MeasurementFile.write(second, List.of(process("x", List.of(5.0)), process("y", List.of(9.0))));
        Path both = folder.resolve("both.json");

        MeasurementFile.join(both, List.of(first, second));

        assertThat(MeasurementFile.read(both))
                .extracting(result -> result.key("process"), Measurement::score)
                .containsExactly(
                        tuple("x", Forks.of(List.of(new double[] {3, 1}, new double[] {5}))),
                        tuple("y", Forks.of(List.of(new double[] {8}, new double[] {9}))));
    }

    @Test
    void refusesWhatIsNoResult() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "[{\"benchmark\":\"a.b.C.d\"}]");

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> MeasurementFile.read(file))
                .withMessageContaining("expected an object of JMH's results");
    }

    private SectionRun readOn(int jdk) throws IOException {
        Path file = Files.writeString(folder.resolve("read.json"), resource("read-0.json"));
        return new SectionRun(
                Section.READ,
                jdk,
                "A VM " + jdk + ".0.1",
                "2026-01-0" + jdk % 10,
                "A processor, 2 cores",
                List.of("java -jar benchmarks.jar ReadBenchmark"),
                MeasurementFile.read(file));
    }

    private SectionRun start() throws IOException {
        Path file = folder.resolve("start.json");
        MeasurementFile.write(
                file,
                List.of(
                        process("./flowlog show", List.of(220.0, 210.0, 260.0)),
                        process("java --version", List.of(40.0, 41.0, 39.0))));
        return new SectionRun(
                Section.START,
                17,
                "A VM 17.0.1",
                "2026-01-09",
                "A processor, 2 cores",
                List.of("./flowlog show PT1H.json | cat"),
                MeasurementFile.read(file));
    }

    private static ProcessResult process(String name, List<Double> firstLine) {
        return new ProcessResult(
                "Start", Map.of("process", name), "first line, ms", firstLine, Map.of("end, ms", List.of(7.0)));
    }

    private static void compare(String golden, String actual) throws IOException {
        String update = System.getProperty("golden.update", "");
        if (update.isEmpty()) {
            assertThat(actual).as(golden).isEqualTo(resource(golden));
        } else {
            Files.writeString(Path.of(update).resolve(golden), actual);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = BenchmarkReportTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
