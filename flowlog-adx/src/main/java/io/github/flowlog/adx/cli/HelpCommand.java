package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.filter.FlowFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints help. */
@Command(
        name = "help",
        header = "Print the help of a command, or of the filter.",
        description = "",
        footer = {"", "Examples:", "  flowlog help filter", "  flowlog help show"})
final class HelpCommand implements Callable<Integer> {
    private static final String FILTER = "filter";

    private final Terminal terminal;
    private final Set<String> commands;
    private final ToIntFunction<String[]> flowlog;

    @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "A command, or the word filter.")
    private @Nullable String topic;

    /** Help about some commands, each of which prints its own when it is run with the option for it. */
    HelpCommand(Terminal terminal, Set<String> commands, ToIntFunction<String[]> flowlog) {
        this.terminal = terminal;
        this.commands = commands;
        this.flowlog = flowlog;
    }

    @Override
    public Integer call() throws IOException {
        String wanted = topic;
        if (wanted == null) {
            return flowlog.applyAsInt(new String[0]);
        }
        if (wanted.equals(FILTER)) {
            OutputStream out = terminal.openOutput();
            out.write(FlowFilter.help().getBytes(StandardCharsets.UTF_8));
            out.flush();
            return ExitCode.DONE;
        }
        if (!commands.contains(wanted)) {
            throw CommandFailure.usage("There is no help about " + wanted
                    + ": name a command, or the word filter. flowlog --help lists them.");
        }
        return flowlog.applyAsInt(new String[] {wanted, "--help"});
    }
}
