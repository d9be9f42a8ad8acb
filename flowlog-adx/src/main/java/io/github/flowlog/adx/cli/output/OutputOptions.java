package io.github.flowlog.adx.cli.output;

import io.github.flowlog.adx.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code -o}. */
public final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 1,
            description = "table, csv, jsonl or json. Default: table on a terminal, csv into a file or pipe.")
    private @Nullable OutputFormat format;

    public OutputFormat format(Terminal terminal) {
        if (format != null) {
            return format;
        }
        return terminal.outIsTerminal() ? OutputFormat.TABLE : OutputFormat.CSV;
    }
}
