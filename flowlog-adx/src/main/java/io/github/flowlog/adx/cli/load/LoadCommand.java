package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.FlowLogLoader;
import io.github.flowlog.adx.LoadListener;
import io.github.flowlog.adx.LoadPreview;
import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.LoadRequest;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.cli.input.BadInputReport;
import io.github.flowlog.adx.cli.input.FilterOptions;
import io.github.flowlog.adx.cli.input.LogScope;
import io.github.flowlog.adx.cli.input.LogSearch;
import io.github.flowlog.adx.cli.input.SourceOptions;
import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Ago;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            "Into a cluster, batches are planned, queued and confirmed; the tables are made by: flowlog setup --apply. "
                    + "Rows that were queued and are not confirmed in time are queued again, and the cluster takes each "
                    + "batch once.",
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
public final class LoadCommand implements Callable<Integer> {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final Terminal terminal;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private FilterOptions filter = new FilterOptions();

    @Mixin
    private LoadScopeOptions scope = new LoadScopeOptions();

    @Mixin
    private TargetOptions to = new TargetOptions();

    @Mixin
    private DeliveryOptions delivery = new DeliveryOptions();

    @Mixin
    private RebuildOption rebuild = new RebuildOption();

    @Option(names = "--follow", order = 16, description = "Go on loading what is new until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--max-age",
            paramLabel = "TIME",
            order = 17,
            converter = Ago.class,
            description = "With --follow: how long new flow tuples may wait before they are loaded; default 5m. Into a "
                    + "cluster, a short time makes many small batches, each with a tag of its own.")
    private @Nullable Duration maxAge;

    @Option(names = "--dry-run", order = 18, description = "Say what would be loaded, and load nothing.")
    private boolean dryRun;

    /** Whether sources were found in an earlier round. */
    private boolean found;

    public LoadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (maxAge != null && !follow) {
            throw CommandFailure.usage("--max-age goes with --follow: it says how often to load.");
        }
        to.requireCluster(rebuild.isWanted());
        FlowFilter wanted = filter.select(terminal).filter();
        if (dryRun) {
            return preview(wanted);
        }
        BooleanSupplier stop = terminal.interrupts()
                .watch(
                        () -> terminal.say(
                                "Stopping; what is committed stays, and the same command goes on. Ctrl-C again halts at once."));
        if (follow) {
            return new FollowedLoad(
                            terminal,
                            stop,
                            maxAge == null ? MAX_AGE : maxAge,
                            to.isCluster(),
                            () -> delivery.openToLoad(to, terminal, true),
                            (target, recentOnly) -> round(target, recentOnly, wanted, stop))
                    .run();
        }
        try (FoundLogs logs = sources.find(terminal, scope.scope(terminal));
                LoadTarget target = delivery.openToLoad(to, terminal, false)) {
            return loadOnce(logs, target, wanted, stop);
        }
    }

    private int loadOnce(FoundLogs logs, LoadTarget target, FlowFilter wanted, BooleanSupplier stop)
            throws IOException {
        LoadRequest request = request(logs, wanted);
        rebuild.rebuildOnce(target, request, terminal);
        LoadProgress progress = new LoadProgress(terminal);
        LoadReport report;
        try (progress) {
            report = FlowLogLoader.create(target).load(request, progress, stop);
        } catch (FlowLogParseException bad) {
            terminal.say(FailureText.sentence(bad));
            terminal.say("Nothing of its batch was loaded; " + progress.committed() + " before it stays.");
            return ExitCode.FAILED;
        }
        LoadSummary summary =
                new LoadSummary(report, to.target(), wanted, terminal.workingDirectory(), sources.names(), to.typed());
        summary.lines(target.quarantineFile()).forEach(terminal::say);
        terminal.say(summary.lastLine(progress.tuples(), progress.nanos()));
        return summary.exitCode(logs.unreadable().size());
    }

    private LoadReport round(LoadTarget target, boolean recentOnly, FlowFilter wanted, BooleanSupplier stop)
            throws IOException {
        LogScope hours = recentOnly ? scope.recent(terminal) : scope.scope(terminal);
        BadInputReport problems = new BadInputReport(terminal);
        LoadListener listener = new LoadListener() {
            @Override
            public void skipped(BadInput badInput) {
                problems.onBadInput(badInput);
            }
        };
        try (FoundLogs logs = again(hours)) {
            LoadRequest request = request(logs, wanted);
            rebuild.rebuildOnce(target, request, terminal);
            return FlowLogLoader.create(target).load(request, listener, stop);
        } finally {
            problems.finish();
        }
    }

    /** What was passed over is said in the first round; later ones may find nothing new. */
    private FoundLogs again(LogScope hours) throws IOException {
        if (found) {
            return LogSearch.list(terminal, sources.names(), hours.accounts(terminal));
        }
        FoundLogs first = sources.find(terminal, hours);
        found = true;
        return first;
    }

    private LoadRequest request(FoundLogs logs, FlowFilter wanted) throws IOException {
        List<FlowLogSource> selected = scope.select(logs.logs(), terminal).stream()
                .filter(to.shard()::holds)
                .toList();
        return new LoadRequest(
                selected, sources.input().policy(), sources.input().limits(), wanted);
    }

    private int preview(FlowFilter wanted) throws IOException {
        try (FoundLogs logs = sources.find(terminal, scope.scope(terminal))) {
            LoadPreview preview = preview(request(logs, wanted));
            terminal.say("Would load " + Words.count(preview.count(Kind.LOADED), "new source") + ", "
                    + Words.grouped(preview.count(Kind.CONTINUED)) + " that have grown and "
                    + Words.grouped(preview.count(Kind.REPLACED)) + " that were rewritten, "
                    + Words.units(preview.bytes()) + "B as stored, in about "
                    + Words.batches(
                            Math.max(1, (preview.bytes() + FlowLogLoader.BATCH_BYTES - 1) / FlowLogLoader.BATCH_BYTES))
                    + ".");
            terminal.say("Unchanged: " + Words.grouped(preview.count(Kind.UNCHANGED)) + "; without a record: "
                    + Words.grouped(preview.count(Kind.EMPTY)) + "; not readable: "
                    + Words.grouped(preview.count(Kind.FAILED)) + ". Nothing was loaded.");
            return preview.count(Kind.FAILED) > 0 ? ExitCode.FAILED : ExitCode.DONE;
        }
    }

    private LoadPreview preview(LoadRequest request) throws IOException {
        if (to.isNew(terminal)) {
            return LoadPreview.ofNewTarget(request);
        }
        try (LoadTarget target = delivery.open(to, terminal, false)) {
            return LoadPreview.of(target, request);
        }
    }
}
