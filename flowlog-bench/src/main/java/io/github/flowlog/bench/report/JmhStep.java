package io.github.flowlog.bench.report;

import java.io.IOException;
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
 * A run of JMH.
 *
 * @param arguments its command line
 */
record JmhStep(List<String> arguments) implements Step {

    private static final Pattern ARGUMENT = Pattern.compile("'[^']*'|\\S+");

    /** From a line as one types it; what holds a space stands in single quotes. */
    static JmhStep of(String commandLine) {
        return new JmhStep(ARGUMENT.matcher(commandLine)
                .results()
                .map(argument -> argument.group().replace("'", ""))
                .toList());
    }

    @Override
    public String command() {
        return "java -jar " + Inputs.jar() + " "
                + arguments.stream().map(JmhStep::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w.,=/-]+") ? argument : "'" + argument + "'";
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
