package io.github.flowlog.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The largest resident size of a process that reads logs of several sizes in a small heap. */
record MemoryStep() implements Step {
    private static final int RUNS = 3;
    private static final int[] MEGABYTES = {1, 20, 200, 1000};
    private static final int AZURE_RECORD_BYTES = 32 * 1024;
    private static final int LARGE_RECORD_BYTES = 1_000_000;
    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseSerialGC");
    private static final String PROBE = "io.github.flowlog.bench.MemoryProbe";

    @Override
    public String command() {
        return "java " + String.join(" ", FLAGS) + " -cp " + Inputs.jar() + " " + PROBE + " FILE";
    }

    @Override
    public void run(Path json, Path log) throws IOException, InterruptedException {
        List<ProcessResult> results = new ArrayList<>();
        for (int recordBytes : new int[] {AZURE_RECORD_BYTES, LARGE_RECORD_BYTES}) {
            for (int megabytes : MEGABYTES) {
                results.add(measure(megabytes, recordBytes, log));
            }
        }
        MeasurementFile.write(json, results);
    }

    private static ProcessResult measure(int megabytes, int recordBytes, Path log)
            throws IOException, InterruptedException {
        List<Double> resident = new ArrayList<>();
        Map<String, List<Double>> others = new LinkedHashMap<>();
        others.put("peak of the heap, MB", new ArrayList<>());
        others.put("reading, ns/tuple", new ArrayList<>());
        List<String> command = new ArrayList<>(List.of(ChildProcess.java()));
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", Inputs.jar(), PROBE));
        command.add(Inputs.log(megabytes, recordBytes).toString());
        for (int i = 0; i < RUNS; i++) {
            byte[] output = ChildProcess.run(log, command).output();
            Map<String, Double> figures = figures(new String(output, StandardCharsets.UTF_8));
            resident.add(figures.get("VmHWM"));
            others.get("peak of the heap, MB").add(figures.get("heap_peak"));
            others.get("reading, ns/tuple").add(figures.get("seconds") * 1e9 / figures.get("rows"));
        }
        Map<String, String> params = new LinkedHashMap<>();
        params.put("file, MB", String.valueOf(megabytes));
        params.put("largest record, KB", String.valueOf(recordBytes / 1000));
        return new ProcessResult("Memory", params, "peak RSS, MB", resident, others);
    }

    /** The {@code name=value} lines of MemoryProbe, without units. */
    private static Map<String, Double> figures(String output) {
        Map<String, Double> figures = new LinkedHashMap<>();
        output.lines().map(line -> line.split("=", 2)).forEach(pair -> {
            String number = pair[1].replace("MB", "").strip();
            figures.put(pair[0], number.equals("-") ? Double.NaN : Double.parseDouble(number));
        });
        return figures;
    }
}
