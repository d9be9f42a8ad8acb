package io.github.flowlog.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Processes that begin cold: how long until the first row of an hourly log stands in the pipe, and until the last. */
record StartStep() implements Step {
    private static final int WARM_UPS = 2;
    private static final int RUNS = 20;
    private static final int MEGABYTES = 2;
    private static final int RECORD_BYTES = 32 * 1024;
    private static final String FLOWLOG_JAR = "flowlog-adx/target/flowlog/flowlog.jar";

    @Override
    public String command() {
        return "./flowlog show PT1H.json | cat";
    }

    @Override
    public void run(Path json, Path log) throws IOException, InterruptedException {
        String file = Inputs.log(MEGABYTES, RECORD_BYTES).toString();
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("./flowlog show", List.of("./flowlog", "show", file));
        commands.put("java -jar flowlog.jar show", List.of(ChildProcess.java(), "-jar", FLOWLOG_JAR, "show", file));
        commands.put("./flowlog --version", List.of("./flowlog", "--version"));
        commands.put("java --version", List.of(ChildProcess.java(), "--version"));
        Map<String, List<Double>> first = new LinkedHashMap<>();
        Map<String, List<Double>> last = new LinkedHashMap<>();
        for (int i = -WARM_UPS; i < RUNS; i++) {
            // in turn, so that a change of the machine's speed falls on all of them
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                ChildProcess process = ChildProcess.run(log, command.getValue());
                if (i >= 0) {
                    first.computeIfAbsent(command.getKey(), key -> new ArrayList<>())
                            .add(process.firstLine() / 1e6);
                    last.computeIfAbsent(command.getKey(), key -> new ArrayList<>())
                            .add(process.end() / 1e6);
                }
            }
        }
        List<ProcessResult> results = new ArrayList<>();
        commands.keySet()
                .forEach(name -> results.add(new ProcessResult(
                        "Start",
                        Map.of("process", name),
                        "first line, ms",
                        first.getOrDefault(name, List.of()),
                        Map.of("end, ms", last.getOrDefault(name, List.of())))));
        MeasurementFile.write(json, results);
    }
}
