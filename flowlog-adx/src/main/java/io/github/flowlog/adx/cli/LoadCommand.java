package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.duckdb.DuckDbTarget;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.TargetName;
import io.github.flowlog.adx.target.csv.CsvTarget;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Loads logs into a table. */
@Command(
        name = "load",
        header = "Load logs into a table, each flow tuple exactly once.",
        description = {
            "",
            "What is loaded already is not loaded again: run it as often as you like, on logs that grow too. Stopped "
                    + "at any moment, the same command goes on.",
            "",
            "What cannot be read is skipped, and listed in a quarantine file with its place and its bytes. The exit "
                    + "code is 3 when this load met something there that no load met before, so that a repeated load "
                    + "reports it once; the summary goes on counting it. A file that ends inside a record and was "
                    + "written to in the last 15 minutes is still growing: that is said, and nothing bad.",
            "",
            "With -f, a table holds the flows that match and no others: later loads into it need the same filter, in "
                    + "any spelling.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog load PT1H.json",
            "  flowlog load logs --to duckdb:flows.duckdb",
            "  flowlog load 'logs/**/PT1H.json' --to csv:tables",
            "  flowlog load logs -f denied --to duckdb:denied.duckdb"
        })
final class LoadCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Option(
            names = {"-t", "--to"},
            paramLabel = "TARGET",
            converter = TargetOption.class,
            description = "duckdb:FILE (default: duckdb:flows.duckdb) or csv:DIR.")
    private TargetName to = TargetName.parse("duckdb:flows.duckdb");

    LoadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        FlowFilter wanted = filter.select(terminal).filter();
        try (FoundLogs found = sources.find(terminal, LogScope.ALL);
                LoadTarget target = open()) {
            LoadProgress progress = new LoadProgress(terminal);
            LoadReport report;
            try {
                report = load(found, target, wanted, progress);
            } catch (FlowLogParseException bad) {
                terminal.say(FailureText.sentence(bad));
                terminal.say("Nothing of its batch was loaded; " + progress.committed() + " before it stays.");
                return ExitCode.FAILED;
            }
            LoadSummary summary = new LoadSummary(report, to, wanted, terminal.workingDirectory());
            summary.lines(target.quarantineFile()).forEach(terminal::say);
            terminal.say(summary.lastLine(progress.tuples(), progress.nanos()));
            return summary.exitCode(found.unreadable().size());
        }
    }

    private LoadReport load(FoundLogs found, LoadTarget target, FlowFilter wanted, LoadProgress progress)
            throws IOException {
        BooleanSupplier stop = terminal.interrupts()
                .watch(
                        () -> terminal.say(
                                "Stopping; what is committed stays, and the same command goes on. Ctrl-C again halts at once."));
        LoadRequest request = new LoadRequest(
                List.copyOf(found.logs()),
                sources.input().policy(),
                sources.input().limits(),
                wanted);
        try (progress) {
            return FlowLogLoader.create(target).load(request, progress, stop);
        }
    }

    private LoadTarget open() throws IOException {
        Path path = terminal.workingDirectory().resolve(to.path());
        return switch (to.kind()) {
            case DUCKDB -> DuckDbTarget.open(path);
            case CSV -> CsvTarget.open(path);
        };
    }

    /** Reads {@code duckdb:FILE} and {@code csv:DIR}. */
    static final class TargetOption implements ITypeConverter<TargetName> {
        @Override
        public TargetName convert(String text) {
            try {
                return TargetName.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
