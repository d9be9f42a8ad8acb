package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.QuarantineRetry;
import io.github.flowlog.adx.RetryReport;
import io.github.flowlog.adx.cli.input.LimitOptions;
import io.github.flowlog.adx.cli.output.OutputOptions;
import io.github.flowlog.adx.cli.output.RowOutput;
import io.github.flowlog.adx.cli.terminal.CommandFailure;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.Settlement;
import io.github.flowlog.adx.target.cluster.Resharding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What loads have left open, and a person's decisions about it. */
@Command(
        name = "jobs",
        header = "List what loads have left open, and decide about it.",
        description = {
            "",
            "Batches that are on their way or need a look, rows of rewritten sources that are still in the table, and "
                    + "what could not be read.",
            "",
            "retry ID   queues a batch once more that did not arrive or was refused; reads a source in quarantine once "
                    + "more at the places that could not be read, and loads what can be read now: after its bytes "
                    + "were mended, with a higher limit, or with a newer flowlog",
            "accept ID  takes the table as it is: for a batch whose rows are not as many as they should be, or for a "
                    + "rewritten source whose old rows may stay",
            "reshard    divides what N loaders of a cluster's table have loaded among another number of loaders, which "
                    + "--shards names; none of them may be at work, and nothing on its way",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  flowlog jobs",
            "  flowlog jobs --to duckdb:flows.duckdb -o csv",
            "  flowlog jobs retry --quarantine --max-name 16k",
            "  flowlog jobs reshard --shards 4 -t https://net.uksouth.kusto.windows.net/Net"
        })
public final class JobsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "retry|accept|reshard",
            description = "What to do; default: list.")
    private @Nullable Action action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The batch or the source, as listed.")
    private @Nullable String id;

    @Option(names = "--quarantine", order = 10, description = "With retry: every source in quarantine.")
    private boolean quarantine;

    @Option(
            names = "--shards",
            paramLabel = "N",
            order = 11,
            description = "With reshard: by how many loaders from now on.")
    private int shards;

    @Mixin
    private TargetOptions to = new TargetOptions();

    @Mixin
    private DeliveryOptions delivery = new DeliveryOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    public JobsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What a person decides. */
    enum Action {
        RETRY,
        ACCEPT,
        RESHARD
    }

    @Override
    public Integer call() throws IOException {
        if (action == Action.RESHARD || shards != 0) {
            return reshard();
        }
        if (quarantine && (action != Action.RETRY || id != null)) {
            throw CommandFailure.usage(
                    "--quarantine goes with retry, and without an ID: flowlog jobs retry --quarantine.");
        }
        if (action != null && id == null && !quarantine) {
            throw CommandFailure.usage("Which one? Name the batch or the source: flowlog jobs "
                    + action.name().toLowerCase(Locale.ROOT) + " ID.");
        }
        try (LoadTarget target = delivery.open(to, terminal, action != Action.RETRY)) {
            if (quarantine) {
                return retry(target, target.ledger().quarantinedSources());
            }
            if (action == null || id == null) {
                return list(target);
            }
            return action == Action.RETRY ? retry(target, id) : accept(target, id);
        }
    }

    private int accept(LoadTarget target, String wanted) {
        if (!target.accept(wanted)) {
            throw unknown(wanted);
        }
        terminal.say("Accepted " + wanted + "; the next load goes on behind it.");
        return ExitCode.DONE;
    }

    private int retry(LoadTarget target, String wanted) throws IOException {
        if (target.retry(wanted)) {
            terminal.say("The next load looks for batch " + wanted
                    + " again: it counts its rows if the table has its tag, and queues it once more if not.");
            return ExitCode.DONE;
        }
        if (target.ledger().quarantinedSources().contains(wanted)) {
            return retry(target, Set.of(wanted));
        }
        throw unknown(wanted);
    }

    private static CommandFailure unknown(String wanted) {
        return CommandFailure.failed("Nothing open is called " + wanted + "; flowlog jobs lists what is.");
    }

    /** Reads sources once more at the places that are in quarantine. */
    private int retry(LoadTarget target, Set<String> sourceIds) throws IOException {
        BooleanSupplier stop = terminal.interrupts().watch(() -> terminal.say("Stopping; what is committed stays."));
        try (QuarantinedLogs logs = QuarantinedLogs.find(target.ledger(), sourceIds, terminal)) {
            RetryReport report = QuarantineRetry.create(target, limits.limits()).retry(logs.bySourceId(), stop);
            List<RetryReport.Untouched> untouched = new ArrayList<>(logs.missing());
            untouched.addAll(report.untouched());
            untouched.forEach(log ->
                    terminal.say("Not read: " + log.source() + ": " + FailureText.lowerCaseStart(log.reason()) + "."));
            Settlement settlement = report.settlement();
            settlement
                    .open()
                    .forEach(open -> terminal.say("On the way: " + open.batchId() + ": " + open.state() + "."));
            settlement.forPerson().forEach(sentence -> terminal.say("Look at this: " + sentence + "."));
            terminal.say("Retried " + Words.count(report.problems(), "problem") + ": "
                    + Words.count(report.rows(), "row") + " added; left in quarantine: "
                    + Words.count(report.left(), "problem"));
            if (report.stopped()) {
                return ExitCode.INTERRUPTED;
            }
            if (settlement.late()) {
                return ExitCode.FAILED;
            }
            boolean needsPerson = report.left() > 0
                    || !untouched.isEmpty()
                    || !settlement.forPerson().isEmpty();
            return needsPerson ? ExitCode.NEEDS_A_PERSON : ExitCode.DONE;
        }
    }

    private int reshard() throws IOException {
        if (action != Action.RESHARD || id != null || shards < 1 || shards > Resharding.MOST) {
            throw CommandFailure.usage("Among how many loaders? flowlog jobs reshard --shards N, with N from 1 to "
                    + Resharding.MOST + ".");
        }
        long sources = Resharding.run(to.statePlace(terminal), shards);
        String next = shards == 1 ? "load without --shard." : "load with --shard 1/" + shards + " and so on.";
        terminal.say(
                sources < 0
                        ? "Nothing to do: that is how it is loaded already; " + next
                        : "Divided " + Words.count(sources, "source") + "; from now on, " + next);
        return ExitCode.DONE;
    }

    private int list(LoadTarget target) throws IOException {
        Settlement settlement = target.settle(() -> true);
        List<List<Object>> rows = new ArrayList<>();
        settlement.open().forEach(open -> rows.add(List.of("batch", open.batchId(), open.rows(), open.state())));
        settlement
                .leftovers()
                .forEach(left -> rows.add(List.of(
                        "rewritten", left.sourceId(), left.rows(), "rows of what it held before are in the table")));
        long[] quarantined = {0};
        target.ledger().forEachQuarantined(entry -> {
            quarantined[0] += entry.problems();
            rows.add(quarantine(entry));
        });
        try (RowOutput out =
                RowOutput.openWords(output.format(terminal), List.of("Kind", "Id", "Rows", "State"), terminal)) {
            for (List<Object> row : rows) {
                out.row(row);
            }
        }
        settlement.forPerson().forEach(sentence -> terminal.say("Look at this: " + sentence + "."));
        terminal.say("Open: " + Words.batches(settlement.open().size()) + ", "
                + Words.count(settlement.leftovers().size(), "rewritten source") + "; in quarantine: "
                + Words.count(quarantined[0], "problem"));
        return settlement.forPerson().isEmpty() ? ExitCode.DONE : ExitCode.NEEDS_A_PERSON;
    }

    private static List<Object> quarantine(QuarantineEntry entry) {
        String retried = entry.attempts() == 0 ? "" : "; retried " + Words.count(entry.attempts(), "time") + " in vain";
        return List.of("quarantine", entry.sourceId(), entry.problems(), entry.message() + retried);
    }
}
