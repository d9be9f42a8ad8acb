package io.github.flowlog.bench.report;

/** The chart of the parsers: the largest realistic logs. */
final class ReadChart {
    private ReadChart() {}

    /** From a run of the section about reading. */
    static BarChart of(SectionRun run) {
        BarChart chart = new BarChart(
                "GB/s of flow log into columns, one thread, JDK " + run.jdk() + " (median; line: min to max)",
                "flowlog");
        for (Measurement result : run.results()) {
            Forks bytes = result.bytesPerSecond();
            if (result.key("mode").equals("REALISTIC") && bytes != null) {
                chart.add(
                        Words.label(result.key("format")),
                        Words.label(result.contender()),
                        bytes.all().times(1e-9));
            }
        }
        return chart;
    }
}
