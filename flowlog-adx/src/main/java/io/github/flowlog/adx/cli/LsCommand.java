package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.cli.input.LogScope;
import io.github.flowlog.adx.cli.input.LogSearch;
import io.github.flowlog.adx.cli.output.OutputFormat;
import io.github.flowlog.adx.cli.output.OutputOptions;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.source.ListedLog;
import io.github.flowlog.adx.source.LogInventory;
import io.github.flowlog.adx.source.LogSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what is in trees of logs. */
@Command(
        name = "ls",
        header = "List what trees of logs hold: resources, hours, gaps.",
        description = {
            "",
            "One row for each resource and MAC address, from the paths alone: no file or blob is opened. The folders must be "
                    + "those of the storage account, from resourceId= or flowLogResourceID= on; other files are "
                    + "counted in a row without names.",
            "",
            "GAPS are hours between the first and the last that have no file. An idle network interface writes "
                    + "nothing, so a gap is no proof of loss. SILENT are the hours in which others of the resource have "
                    + "files and this one has none: where GAPS is more than SILENT, there are hours in which nobody "
                    + "logged. A table shows the first gaps of each row; csv, jsonl and json have all.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog ls",
            "  flowlog ls logs",
            "  flowlog ls --long 'logs/**/PT1H.json'",
            "  flowlog ls https://ACCOUNT.blob.core.windows.net",
            "  flowlog ls logs -o csv > hours.csv"
        })
final class LsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..*",
            description = "Directories (searched for *.json, *.jsonl, *.ndjson, plain or .gz), files of any name, or "
                    + "quoted patterns such as 'logs/**/y=2026/m=01', or storage accounts "
                    + "(https://ACCOUNT.blob.core.windows.net/CONTAINER). Default: the directory you are in.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = {"-l", "--long"},
            description = "One row for each file: hour, resource, MAC address, size, path.")
    private boolean longRows;

    @Mixin
    private OutputOptions output = new OutputOptions();

    LsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        long start = terminal.nanoTime().getAsLong();
        List<String> arguments = sources.isEmpty() ? List.of(".") : sources;
        try (FoundLogs found = LogSearch.list(terminal, arguments, LogScope.ALL.accounts(terminal))) {
            LogSearch.sayWhatIsMissing(found, LogScope.ALL, terminal);
            OutputFormat format = output.format(terminal);
            List<ListedLog> logs = look(found.logs());
            LogInventory inventory = new LogInventory();
            logs.forEach(inventory::add);
            if (longRows) {
                LogRows.files(logs, format, terminal);
            } else {
                LogRows.series(inventory, format, terminal);
            }
            terminal.say(summary(logs, inventory) + "; "
                    + Words.duration(terminal.nanoTime().getAsLong() - start));
            boolean complete =
                    found.unreadable().isEmpty() && logs.size() == found.logs().size();
            return complete ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private List<ListedLog> look(List<FlowLogSource> found) {
        List<ListedLog> logs = new ArrayList<>(found.size());
        for (FlowLogSource log : found) {
            try {
                logs.add(ListedLog.of(log, terminal.workingDirectory()));
            } catch (IOException e) {
                terminal.say("Cannot read " + log.name() + ": " + FailureText.reason(e) + ".");
            }
        }
        return logs;
    }

    private static String summary(List<ListedLog> logs, LogInventory inventory) {
        long bytes = logs.stream().mapToLong(ListedLog::storedBytes).sum();
        long missing =
                inventory.series().stream().mapToLong(LogSeries::missingHours).sum();
        String unnamed = inventory.unnamedFiles() == 0
                ? ""
                : "; " + Words.count(inventory.unnamedFiles(), "file") + " whose path tells nothing";
        return "Listed " + Words.count(logs.size(), "file") + ", " + Words.count(bytes, "byte") + ", "
                + Words.count(inventory.resources(), "resource") + "; "
                + Words.count(missing, "hour") + " missing" + unnamed;
    }
}
