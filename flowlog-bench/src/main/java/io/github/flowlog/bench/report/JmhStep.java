package io.github.flowlog.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * A run of JMH.
 *
 * @param arguments its command line
 */
record JmhStep(List<String> arguments) implements Step {

    static JmhStep of(String commandLine) {
        return new JmhStep(List.of(commandLine.split(" ")));
    }

    @Override
    public String command() {
        return "java -jar " + Inputs.JAR + " " + String.join(" ", arguments);
    }

    @Override
    public void run(Path json, Path log) throws IOException {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("-foe", "true", "-rf", "json", "-rff", json.toString(), "-o", log.toString()));
        try {
            new Runner(new CommandLineOptions(all.toArray(String[]::new))).run();
        } catch (RunnerException | CommandLineOptionException e) {
            throw new IOException("JMH failed at " + command() + ": " + e.getMessage() + "; see " + log, e);
        }
    }
}
