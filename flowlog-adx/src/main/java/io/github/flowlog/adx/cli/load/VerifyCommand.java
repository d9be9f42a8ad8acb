package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.LoadVerifier;
import io.github.flowlog.adx.VerifiedSource;
import io.github.flowlog.adx.VerifiedSource.State;
import io.github.flowlog.adx.cli.input.SourceOptions;
import io.github.flowlog.adx.cli.output.OutputOptions;
import io.github.flowlog.adx.cli.output.RowOutput;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogBlobName;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.source.ListedLog;
import io.github.flowlog.adx.source.LogInventory;
import io.github.flowlog.adx.source.LogSeries;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.Settlement;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares logs with the table that they were loaded into. */
@Command(
        name = "verify",
        header = "Compare logs with the table that they were loaded into.",
        description = {
            "",
            "Counts the flow tuples of each log up to where it is loaded, and its rows in the table: one row an hour, "
                    + "or with --long one a log. What is not loaded yet is no difference, and neither is what is on its "
                    + "way: batches that are not confirmed are named, and left out. Exit code 4 when an hour differs, 3 "
                    + "when a batch needs a look.",
            ""
        },
        footer = {"", "Examples:", "  flowlog verify logs", "  flowlog verify logs --to duckdb:flows.duckdb --long"})
public final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private LoadScopeOptions scope = new LoadScopeOptions();

    @Mixin
    private TargetOptions to = new TargetOptions();

    @Option(
            names = {"-l", "--long"},
            order = 30,
            description = "One row for each log.")
    private boolean longRows;

    @Mixin
    private OutputOptions output = new OutputOptions();

    public VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What adds up over the logs of an hour. */
    private static final class Hour {
        private long logs;
        private long tuples;
        private long rows;
        private boolean differs;
    }

    @Override
    public Integer call() throws IOException {
        long start = terminal.nanoTime().getAsLong();
        BooleanSupplier stop = terminal.interrupts().watch(() -> terminal.say("Stopping."));
        try (FoundLogs found = sources.find(terminal, scope.scope(terminal));
                LoadTarget target = new DeliveryOptions().open(to, terminal, false)) {
            List<FlowLogSource> selected = scope.select(found.logs(), terminal).stream()
                    .filter(to.shard()::holds)
                    .toList();
            List<VerifiedSource> verified = new ArrayList<>();
            LoadVerifier.create(target, sources.input().limits()).verify(selected, verified::add, stop);
            print(verified);
            Map<State, Integer> counts = new EnumMap<>(State.class);
            verified.forEach(source -> counts.merge(source.state(), 1, Integer::sum));
            verified.stream()
                    .filter(source -> source.state() == State.UNREADABLE || source.state() == State.REWRITTEN)
                    .forEach(source ->
                            terminal.say(source.name() + ": " + FailureText.lowerCaseStart(source.message()) + "."));
            Settlement open =
                    target.unsettled(selected.stream().map(SourceKey::of).toList());
            say(open);
            sayGaps(selected);
            long tuples = verified.stream().mapToLong(VerifiedSource::tuples).sum();
            terminal.say(summary(counts) + "; " + Words.count(tuples, "tuple") + "; "
                    + Words.duration(terminal.nanoTime().getAsLong() - start));
            if (stop.getAsBoolean()) {
                return ExitCode.INTERRUPTED;
            }
            return exitCode(counts, found.unreadable().size(), !open.forPerson().isEmpty());
        }
    }

    private void say(Settlement open) {
        open.open()
                .forEach(batch -> terminal.say("Left out: batch " + batch.batchId() + " of "
                        + Words.count(batch.rows(), "row") + ": " + batch.state() + "."));
        open.forPerson().forEach(sentence -> terminal.say("Look at this: " + sentence + "."));
    }

    private static int exitCode(Map<State, Integer> counts, int unreadable, boolean needsPerson) {
        if (counts.containsKey(State.DIFFERENT)) {
            return ExitCode.DIFFERENT;
        }
        if (unreadable > 0 || counts.containsKey(State.UNREADABLE)) {
            return ExitCode.FAILED;
        }
        return needsPerson ? ExitCode.NEEDS_A_PERSON : ExitCode.DONE;
    }

    private static String summary(Map<State, Integer> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach((state, count) -> parts.add(Words.count(count, "log") + " " + word(state)));
        return parts.isEmpty() ? "Compared nothing" : "Compared: " + String.join(", ", parts);
    }

    private static String word(State state) {
        return switch (state) {
            case EQUAL -> "equal";
            case DIFFERENT -> "different";
            case EXPIRED -> "older than the table keeps";
            case NOT_LOADED -> "not loaded";
            case REWRITTEN -> "rewritten since";
            case UNREADABLE -> "not readable";
        };
    }

    private void print(List<VerifiedSource> verified) throws IOException {
        if (longRows) {
            printLogs(verified);
            return;
        }
        Map<Instant, Hour> hours = new TreeMap<>();
        for (VerifiedSource source : verified) {
            if (source.state() == State.EQUAL || source.state() == State.DIFFERENT) {
                Hour hour = hours.computeIfAbsent(source.hour(), first -> new Hour());
                hour.logs++;
                hour.tuples += source.tuples();
                hour.rows += source.rows();
                hour.differs |= source.state() == State.DIFFERENT;
            }
        }
        try (RowOutput rows = RowOutput.openWords(
                output.format(terminal), List.of("Hour", "Logs", "Tuples", "Rows", "Diff", "State"), terminal)) {
            for (Map.Entry<Instant, Hour> entry : hours.entrySet()) {
                Hour hour = entry.getValue();
                rows.row(List.of(
                        entry.getKey().toString(),
                        hour.logs,
                        hour.tuples,
                        hour.rows,
                        hour.rows - hour.tuples,
                        hour.differs ? "different" : "equal"));
            }
        }
    }

    private void printLogs(List<VerifiedSource> verified) throws IOException {
        try (RowOutput rows = RowOutput.openWords(
                output.format(terminal), List.of("Hour", "Tuples", "Rows", "Diff", "State", "Log"), terminal)) {
            for (VerifiedSource source : verified) {
                rows.row(List.of(
                        source.hour().toString(),
                        source.tuples(),
                        source.rows(),
                        source.difference(),
                        word(source.state()),
                        source.name()));
            }
        }
    }

    private void sayGaps(List<FlowLogSource> logs) throws IOException {
        LogInventory inventory = new LogInventory();
        for (FlowLogSource log : logs) {
            if (FlowLogBlobName.parseOrNull(log.path()) != null) {
                inventory.add(ListedLog.of(log, terminal.workingDirectory()));
            }
        }
        long missing =
                inventory.series().stream().mapToLong(LogSeries::missingHours).sum();
        if (missing > 0) {
            terminal.say("Gaps: " + Words.count(missing, "hour") + " without a log; see: flowlog ls");
        }
    }
}
