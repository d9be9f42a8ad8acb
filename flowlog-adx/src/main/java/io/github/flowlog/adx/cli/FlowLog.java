package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.cli.flows.ConvertCommand;
import io.github.flowlog.adx.cli.flows.DropsCommand;
import io.github.flowlog.adx.cli.flows.GenerateCommand;
import io.github.flowlog.adx.cli.flows.ShowCommand;
import io.github.flowlog.adx.cli.load.JobsCommand;
import io.github.flowlog.adx.cli.load.LoadCommand;
import io.github.flowlog.adx.cli.load.VerifyCommand;
import io.github.flowlog.adx.cli.pair.ExplainCommand;
import io.github.flowlog.adx.cli.pair.PortsCommand;
import io.github.flowlog.adx.cli.terminal.ClosedPipeException;
import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.cli.terminal.SystemTerminal;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.TerminalText;
import io.github.flowlog.adx.cli.totals.StatsCommand;
import io.github.flowlog.adx.cli.totals.TopCommand;
import io.github.flowlog.adx.storage.Redaction;
import io.github.flowlog.filter.FilterSyntaxException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The {@code flowlog} command.
 *
 * <p>{@link #run} is the whole program short of ending the process, so that it can be called many times in one.
 */
public final class FlowLog {
    private static final int HELP_WIDTH = 80;
    /** So much of a filter is shown in front of the place where it goes wrong, and behind: a line of most terminals. */
    private static final int SHOWN_BEFORE = 45;

    private static final int SHOWN_BEHIND = 25;

    private FlowLog() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] args) {
        Terminal terminal = SystemTerminal.open();
        System.exit(terminal.interrupts().exitCode(run(terminal, args)));
    }

    static int run(Terminal terminal, String... args) {
        CommandLine commandLine = commandLine(terminal, args);
        if (args.length == 0) {
            commandLine.usage(commandLine.getOut());
            return ExitCode.DONE;
        }
        return commandLine.execute(args);
    }

    private static Map<String, Supplier<Object>> commands(Terminal terminal) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("show", () -> new ShowCommand(terminal));
        commands.put("drops", () -> new DropsCommand(terminal));
        commands.put("explain", () -> new ExplainCommand(terminal));
        commands.put("ports", () -> new PortsCommand(terminal));
        commands.put("ls", () -> new LsCommand(terminal));
        commands.put("top", () -> new TopCommand(terminal));
        commands.put("stats", () -> new StatsCommand(terminal));
        commands.put("convert", () -> new ConvertCommand(terminal));
        commands.put("load", () -> new LoadCommand(terminal));
        commands.put("setup", () -> new SetupCommand(terminal));
        commands.put("verify", () -> new VerifyCommand(terminal));
        commands.put("jobs", () -> new JobsCommand(terminal));
        commands.put("query", () -> new QueryCommand(terminal));
        commands.put("generate", () -> new GenerateCommand(terminal));
        commands.put("completion", () -> new CompletionCommand(terminal, () -> commandLine(terminal)));
        commands.put(
                "help", () -> new HelpCommand(terminal, Set.copyOf(commands.keySet()), words -> run(terminal, words)));
        return commands;
    }

    /** With the command that is run alone where it is known: to examine all of them takes a quarter of the start-up. */
    private static CommandLine commandLine(Terminal terminal, String... args) {
        String only = args.length > 0 && commands(terminal).containsKey(args[0]) ? args[0] : null;
        CommandLine commandLine = new CommandLine(new Top());
        commands(terminal).forEach((name, command) -> {
            if (only == null || only.equals(name)) {
                commandLine.addSubcommand(command.get());
            }
        });
        addCommonOptions(commandLine);
        commandLine.getSubcommands().values().forEach(FlowLog::addCommonOptions);
        commandLine
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.coloursOutput() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(HELP_WIDTH)
                .setUsageHelpAutoWidth(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // a file may be called @logs
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, wrong) -> reportMisuse(terminal, e))
                .setExecutionExceptionHandler((e, command, parsed) -> reportFailure(
                        terminal, e, command, command.getParseResult().hasMatchedOption("--verbose")));
        return commandLine;
    }

    private static void addCommonOptions(CommandLine command) {
        // what is typed most stands first, not what begins with an a
        command.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
        command.getCommandSpec()
                .versionProvider(new Version())
                .addMixin("common", CommandSpec.forAnnotatedObject(new CommonOptions()));
    }

    private static int reportMisuse(Terminal terminal, ParameterException e) {
        StringBuilder message = new StringBuilder(misuse(e));
        if (message.charAt(message.length() - 1) != '.') {
            message.append('.');
        }
        List<String> suggestions =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!suggestions.isEmpty()) {
            message.append(" Did you mean ").append(suggestions.get(0)).append('?');
        }
        terminal.say(message.toString());
        return hint(terminal, e.getCommandLine());
    }

    private static String misuse(ParameterException e) {
        boolean command = e.getCommandLine().getParent() == null
                && e instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption();
        String message = String.valueOf(e.getMessage());
        if (message.contains("expected one of [")) {
            // picocli shows the constants; people type them in small letters.
            return message.toLowerCase(Locale.ROOT)
                    .replace("invalid value", "Invalid value")
                    .replace(" (case-insensitive)", "");
        }
        return command
                ? "Unknown command "
                        + ((UnmatchedArgumentException) e).getUnmatched().get(0)
                : message;
    }

    private static int reportFailure(Terminal terminal, Exception e, CommandLine command, boolean verbose) {
        if (e instanceof ClosedPipeException) {
            return ExitCode.DONE;
        }
        if (verbose) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            terminal.draw(TerminalText.printableLines(Redaction.withoutSecrets(trace.toString())));
        }
        if (e instanceof FilterSyntaxException filter) {
            return reportFilter(terminal, filter);
        }
        terminal.say(FailureText.sentence(e));
        int exitCode = e instanceof CommandFailure failure ? failure.exitCode() : ExitCode.FAILED;
        return exitCode == ExitCode.USAGE ? hint(terminal, command) : exitCode;
    }

    /** The expression, of a long one what stands around the place, a caret below the place, the sentence. */
    private static int reportFilter(Terminal terminal, FilterSyntaxException e) {
        String expression = Redaction.withoutSecrets(e.expression());
        String typedBefore = e.expression()
                .substring(0, Math.min(e.column() - 1, e.expression().length()));
        int at = Math.min(Redaction.withoutSecrets(typedBefore).length(), expression.length());
        int from = boundary(expression, at - SHOWN_BEFORE);
        int to = boundary(expression, at + SHOWN_BEHIND);
        String before = "  " + (from > 0 ? "..." : "") + TerminalText.printable(expression.substring(from, at));
        terminal.say(before + expression.substring(at, to) + (to < expression.length() ? "..." : ""));
        terminal.say(" ".repeat(TerminalText.width(before)) + "^");
        terminal.say(FailureText.sentence(e));
        terminal.say("Try: flowlog help filter");
        return ExitCode.USAGE;
    }

    /** An index of the text, or the end of it that is nearer, and never inside a character of two. */
    private static int boundary(String text, int index) {
        int inside = Math.max(0, Math.min(text.length(), index));
        boolean splits = inside > 0
                && inside < text.length()
                && Character.isSurrogatePair(text.charAt(inside - 1), text.charAt(inside));
        return splits ? inside - 1 : inside;
    }

    private static int hint(Terminal terminal, CommandLine command) {
        terminal.say("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /** The command above the commands. */
    @Command(
            name = "flowlog",
            header = "Azure network flow logs: read them, ask them, load them.",
            description = {"", "NSG flow logs (versions 1 and 2) and virtual network flow logs (version 4).", ""},
            synopsisSubcommandLabel = "COMMAND",
            commandListHeading = "%nCommands:%n",
            footer = {
                "",
                "Questions (LOGS is a file, folder, quoted pattern, storage account, or -):",
                "  What is dropped, and by which rule?      flowlog drops LOGS",
                "  Does A reach B, and if not, why?         flowlog explain A B:443 LOGS",
                "  Which ports are needed between A and B?  flowlog ports A B LOGS",
                "  What do two machines say to each other?  flowlog show -f 'ip A and ip B' LOGS",
                "  Which flows match?                       flowlog show -f 'denied and in' LOGS",
                "  Who talks most, and to whom?             flowlog top --by pair LOGS",
                "  How much goes from private to public?    flowlog top --by type LOGS",
                "  What is in these logs, and is it whole?  flowlog stats LOGS; flowlog ls LOGS",
                "",
                "Examples:",
                "  flowlog show PT1H.json",
                "  flowlog load logs",
                "  flowlog query \"select AclRule, count(*) from FlowLogs group by 1\"",
                "",
                "'flowlog COMMAND --help' explains a command, 'flowlog help filter' the filter.",
                "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 bad input was skipped and needs",
                "a look, 4 a table differs from its logs, 130 or 143 interrupted."
            })
    private static final class Top implements Runnable {
        @Override
        public void run() {
            throw CommandFailure.usage("No command given.");
        }
    }
}
