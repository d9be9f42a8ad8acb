package io.github.flowlog.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Question: how long does {@code flowlog load} take into DuckDB, and how long what else would put the rows there?
 *
 * <p><b>Contenders,</b> each a whole process from its start to its end, in turn, several times: {@code load}, and
 * {@link DuckDbContender}'s ways: {@code csv} is the bare engine, which finds the CSV finished; {@code appender} reads the log with
 * flowlog and hands over row by row; {@code json} is DuckDB's {@code read_json}, {@code unnest} and {@code string_split}.
 *
 * <p><b>What each pays:</b> all start a JVM and DuckDB's driver, fill NOT NULL columns of the same types, commit and checkpoint.
 * Only {@code load} assesses and fingerprints the log and writes a ledger. {@code json} fills 21 of 27 columns, and
 * gets 8 GB where the others get 1 GB, because it holds the document whole.
 *
 * <p><b>Gate:</b> rows, sums of numbers and of hashes of all texts over the 21 columns are the same, or it fails.
 *
 * <p><b>Command:</b> see README.md; takes flowlog.jar, a version 4 log, an empty folder and how often.
 */
public final class LoadComparison {
    private static final String MEMORY = "1GB";
    private static final String MEMORY_OF_JSON = "8GB";

    private final Path flowlog;
    private final Path log;
    private final Path folder;

    private LoadComparison(Path flowlog, Path log, Path folder) {
        this.flowlog = flowlog;
        this.log = log;
        this.folder = folder;
    }

    /** Takes flowlog.jar, the log, the folder to work in and the number of runs. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 4) {
            System.err.println("usage: LoadComparison FLOWLOG.JAR LOG FOLDER RUNS");
            System.exit(2);
        }
        Files.createDirectories(Path.of(args[2]));
        new LoadComparison(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])).run(Integer.parseInt(args[3]));
    }

    private void run(int runs) throws IOException, InterruptedException {
        Path csv = folder.resolve("rows.csv");
        call(csv, "-jar", flowlog.toString(), "convert", log.toString(), "-o", "csv");
        Map<String, List<String>> commands = commands(csv);
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        commands.keySet().forEach(name -> seconds.put(name, new ArrayList<>()));
        String expected = "";
        for (int run = 0; run < runs; run++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                deleteDatabase();
                long start = System.nanoTime();
                call(null, command.getValue().toArray(String[]::new));
                seconds.get(command.getKey()).add((System.nanoTime() - start) / 1e9);
                String sums = check();
                if (!expected.isEmpty() && !expected.equals(sums)) {
                    throw new IllegalStateException(command.getKey() + " made " + sums + ", expected " + expected);
                }
                expected = sums;
            }
        }
        print(seconds);
        System.out.println("all tables: " + expected);
        deleteDatabase();
        Files.delete(csv);
    }

    private Map<String, List<String>> commands(Path csv) {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put(
                "load",
                List.of("-Xmx256m", "-jar", flowlog.toString(), "load", log.toString(), "--to", "duckdb:" + db()));
        commands.put("csv, 1 thread", contender("csv", csv, "1", MEMORY));
        commands.put("csv, 2 threads", contender("csv", csv, "2", MEMORY));
        commands.put("appender", contender("appender", log, "2", MEMORY));
        commands.put("json, 2 threads", contender("json", log, "2", MEMORY_OF_JSON));
        return commands;
    }

    private List<String> contender(String way, Path from, String threads, String memory) {
        return List.of(
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                DuckDbContender.class.getName(),
                way,
                from.toString(),
                db().toString(),
                threads,
                memory);
    }

    private String check() throws IOException, InterruptedException {
        Path sums = folder.resolve("sums.txt");
        call(sums, contender("check", log, "2", MEMORY).toArray(String[]::new));
        String text = Files.readString(sums);
        Files.delete(sums);
        return text.strip();
    }

    private Path db() {
        return folder.resolve("rows.duckdb");
    }

    private void deleteDatabase() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "rows.duckdb*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private void call(Path out, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(Arrays.asList(arguments));
        File said = folder.resolve("stderr.txt").toFile();
        Process process = new ProcessBuilder(command)
                .redirectOutput(
                        out == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(out.toFile()))
                .redirectError(said)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    command + " failed: " + Files.readString(said.toPath(), StandardCharsets.UTF_8));
        }
        Files.delete(said.toPath());
    }

    private static void print(Map<String, List<Double>> seconds) {
        double load = median(seconds.values().iterator().next());
        seconds.forEach((name, runs) -> System.out.printf(
                Locale.ROOT,
                "%-16s %6.2f s  (%.2f to %.2f)  %.2f x load%n",
                name,
                median(runs),
                runs.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                runs.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                median(runs) / load));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
