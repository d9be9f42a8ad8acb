package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints a script with which a shell completes commands and options. */
@Command(
        name = "completion",
        header = "Print a script with which bash or zsh completes commands.",
        description = "",
        footer = {
            "",
            "Examples:",
            "  flowlog completion > ~/.local/share/bash-completion/completions/flowlog",
            "  flowlog completion > ~/.flowlog-completion",
            "  # and in ~/.bashrc or ~/.zshrc: source ~/.flowlog-completion"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<CommandLine> allCommands;

    CompletionCommand(Terminal terminal, Supplier<CommandLine> allCommands) {
        this.terminal = terminal;
        this.allCommands = allCommands;
    }

    @Override
    public Integer call() throws IOException {
        OutputStream out = terminal.openOutput();
        out.write(AutoComplete.bash("flowlog", allCommands.get()).getBytes(StandardCharsets.UTF_8));
        out.flush();
        return ExitCode.DONE;
    }
}
