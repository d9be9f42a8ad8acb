package io.github.flowlog.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Some runs of JMH, each with one fork of every contender: so the machine's changes of speed fall on all of them.
 *
 * @param rounds how many runs
 * @param arguments the command line of each
 */
record JmhStep(int rounds, List<String> arguments) implements Step {

    private static final Pattern ARGUMENT = Pattern.compile("'[^']*'|\\S+");

    /** From a line as one types it; what holds a space stands in single quotes. */
    static JmhStep of(int rounds, String commandLine) {
        return new JmhStep(
                rounds,
                ARGUMENT.matcher(commandLine + " -f 1")
                        .results()
                        .map(argument -> argument.group().replace("'", ""))
                        .toList());
    }

    @Override
    public String command() {
        return "for round in {1.." + rounds + "}; do java -jar " + Inputs.jar() + " "
                + arguments.stream().map(JmhStep::quoted).collect(Collectors.joining(" ")) + "; done";
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w.,=/-]+") ? argument : "'" + argument + "'";
    }

    @Override
    public void run(Path json, Path log) throws IOException {
        List<Path> runs = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Path run = Files.createTempFile("flowlog-round", ".json");
            runs.add(run);
            runOnce(run, log);
        }
        MeasurementFile.join(json, runs);
        for (Path run : runs) {
            Files.delete(run);
        }
    }

    private void runOnce(Path json, Path log) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("-foe", "true", "-rf", "json", "-rff", json.toString(), "-o", log.toString()));
        try {
            new Runner(new CommandLineOptions(all.toArray(String[]::new))).run();
        } catch (RunnerException | CommandLineOptionException e) {
            throw new IOException("JMH failed at " + command() + ": " + e.getMessage() + "; see " + log, e);
        }
    }
}
