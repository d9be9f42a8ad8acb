package io.github.flowlog.adx.cli;

import picocli.CommandLine.Option;

/** The options of every command. */
@SuppressWarnings("UnusedVariable") // picocli sets the fields and asks its own parse result for them
final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 90,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 91,
            description = "Show the version.")
    private boolean version;

    @Option(names = "--verbose", order = 92, description = "Show the stack trace when something fails.")
    private boolean verbose;
}
