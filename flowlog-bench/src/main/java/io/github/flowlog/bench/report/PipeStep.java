package io.github.flowlog.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether reading and encoding hide behind the compressor that they feed. */
record PipeStep() implements Step {
    private static final int RUNS = 3;
    /** What costs the same for either is the start of a process. */
    private static final List<Integer> MEGABYTES = List.of(200, 1_000);

    private static final int RECORD_BYTES = 32 * 1024;

    @Override
    public String command() {
        return "./flowlog convert -o csv PT1H.json | gzip -1 >/dev/null";
    }

    @Override
    public void run(Path json, Path log) throws IOException, InterruptedException {
        List<ProcessResult> results = new ArrayList<>();
        for (int megabytes : MEGABYTES) {
            Path file = Inputs.log(megabytes, RECORD_BYTES);
            Path csv = file.resolveSibling(file.getFileName() + ".csv");
            try {
                ChildProcess.run(log, List.of("./flowlog", "convert", file.toString(), "--to", csv.toString()));
                seconds(file, csv, log).forEach((process, values) -> {
                    Map<String, String> params = new LinkedHashMap<>();
                    params.put("log, MB", Integer.toString(megabytes));
                    params.put("process", process);
                    results.add(new ProcessResult("Pipe", params, "seconds", values, Map.of()));
                });
            } finally {
                Files.deleteIfExists(csv);
            }
        }
        MeasurementFile.write(json, results);
    }

    private static Map<String, List<Double>> seconds(Path file, Path csv, Path log)
            throws IOException, InterruptedException {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("gzip -1 < flows.csv", "gzip -1 <" + csv + " >/dev/null");
        // what the pipe itself costs
        commands.put("cat flows.csv | gzip -1", "cat " + csv + " | gzip -1 >/dev/null");
        commands.put("./flowlog convert | gzip -1", "./flowlog convert -o csv " + file + " | gzip -1 >/dev/null");
        commands.put("./flowlog convert", "./flowlog convert -o csv " + file + " >/dev/null");
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int i = -1; i < RUNS; i++) {
            for (Map.Entry<String, String> command : commands.entrySet()) {
                ChildProcess process = ChildProcess.run(log, List.of("/bin/sh", "-c", command.getValue()));
                if (i >= 0) {
                    seconds.computeIfAbsent(command.getKey(), key -> new ArrayList<>())
                            .add(process.end() / 1e9);
                }
            }
        }
        return seconds;
    }
}
