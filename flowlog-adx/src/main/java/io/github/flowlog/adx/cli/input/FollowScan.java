package io.github.flowlog.adx.cli.input;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ReadStats;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.cli.terminal.ClosedPipeException;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.cli.terminal.OutputException;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.FoundLogs;
import io.github.flowlog.adx.source.StoredState;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.FlowMatcher;
import io.github.flowlog.problem.BadInput;
import io.github.flowlog.problem.BadInputPolicy;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks again and again at logs that grow, and passes on each flow that matches when its record is complete, once.
 *
 * <p>A place that cannot be read now is tried again at each look; that is said once, until there is something else to say of it.
 */
public final class FollowScan {
    private static final long SECONDS_BETWEEN_LOOKS = 2;
    /** An hour that was not listed for so long is not listed again, unless a clock runs wild. */
    private static final long FORGET_NANOS = Duration.ofHours(3).toNanos();

    private static final int BATCH_ROWS = 1_024;

    private final Terminal terminal;
    private final BadInputPolicy policy;
    private final ReadOptions strict;
    private final FlowMatcher matcher;
    private final long limit;
    private final BadInputReport problems;
    private final FlowBatch batch = FlowBatch.withCapacity(BATCH_ROWS);
    private final Map<FlowLogSource, FollowedLog> logs = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private final Set<String> failing = new HashSet<>();
    private final ScanTotals totals = new ScanTotals();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Finds the logs that there are now. */
    public interface Finder {
        /** Those of the first look, or of a later one. */
        FoundLogs find(boolean first) throws IOException;
    }

    public FollowScan(Terminal terminal, InputOptions input, FlowFilter filter, long limit) {
        this.terminal = terminal;
        this.policy = input.policy();
        this.strict = ReadOptions.defaults().withLimits(input.limits());
        this.matcher = filter.matcher();
        this.limit = limit;
        this.problems = new BadInputReport(terminal);
    }

    /**
     * Follows until Ctrl-C, or until there are so many flows as are wanted.
     *
     * @param passesOver whether flows that are there at the first look are of no interest
     * @return what was read; the sink is closed unless reading stopped at bad input
     */
    public ScanTotals run(Finder finder, boolean passesOver, FlowSink sink) throws IOException {
        Thread reading = Thread.currentThread();
        BooleanSupplier interrupted = terminal.interrupts().watch(() -> {
            stopped.countDown();
            reading.interrupt();
        });
        boolean first = true;
        while (!isDone(interrupted)) {
            look(finder, first, passesOver, sink);
            sink.flush();
            first = false;
            awaitNextLook(interrupted);
        }
        // what follows writes, and must not be taken for interrupted
        Thread.interrupted();
        problems.finish();
        if (totals.isStopped()) {
            sink.flush();
        } else {
            sink.close();
        }
        return totals;
    }

    private boolean isDone(BooleanSupplier interrupted) {
        return interrupted.getAsBoolean() || totals.isStopped() || totals.rows() >= limit;
    }

    private void awaitNextLook(BooleanSupplier interrupted) {
        try {
            if (!isDone(interrupted)) {
                stopped.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Finder finder, boolean first, boolean passesOver, FlowSink sink) throws IOException {
        failing.clear();
        try (FoundLogs found = finder.find(first)) {
            for (FlowLogSource log : found.logs()) {
                if (stopped.getCount() == 0 || totals.isStopped() || totals.rows() >= limit) {
                    return;
                }
                FollowedLog followed = logs.get(log);
                if (followed == null) {
                    followed = new FollowedLog(log, first && passesOver);
                    logs.put(log, followed);
                    totals.addFile();
                }
                look(log, followed, sink);
            }
        } catch (ClosedPipeException | OutputException e) {
            throw e;
        } catch (IOException e) {
            if (first && stopped.getCount() > 0) {
                throw e;
            }
            say("", FailureText.sentence(e));
        }
        failures.keySet().retainAll(failing);
        long now = terminal.nanoTime().getAsLong();
        logs.values().removeIf(log -> now - log.seen() > FORGET_NANOS);
    }

    private void look(FlowLogSource log, FollowedLog followed, FlowSink sink) throws IOException {
        try {
            StoredState state = log.state();
            if (followed.hasChanged(log, state, terminal.nanoTime().getAsLong())) {
                read(log.name(), followed, sink);
                if (!totals.isStopped() && totals.rows() < limit) {
                    followed.ended(state);
                }
            }
        } catch (ClosedPipeException | OutputException e) {
            throw e;
        } catch (IOException e) {
            say(log.name(), "Cannot read " + log.name() + ": " + FailureText.reason(e) + "; trying again.");
        }
    }

    private void read(String name, FollowedLog followed, FlowSink sink) throws IOException {
        boolean[] ended = new boolean[1];
        ReadOptions options = policy == BadInputPolicy.STRICT
                ? strict
                : strict.skippingBadInput(problem -> {
                    if (followed.isNew(problem)) {
                        ended[0] |= problem.scope() == BadInput.Scope.DOCUMENT;
                        problems.onBadInput(problem);
                    }
                });
        try (FlowLogReader reader = followed.open(options, () -> sayAnew(name))) {
            try {
                while (totals.rows() < limit && reader.next(batch)) {
                    followed.met(reader);
                    write(followed, sink);
                    followed.passed(reader);
                }
                followed.passed(reader);
            } catch (FlowLogParseException bad) {
                if (!FollowedLog.isOpenEnd(bad.badInput())) {
                    terminal.say(FailureText.sentence(bad));
                    totals.stop();
                }
                followed.passed(reader);
            } finally {
                totals.addGrowth(ended[0] ? reader.stats() : withOpenEnd(reader.stats()));
            }
        }
    }

    private void sayAnew(String name) {
        terminal.say(name + " was written anew; reading it from its start.");
    }

    /** What stands at an end that is not written yet is no loss. */
    private static ReadStats withOpenEnd(ReadStats stats) {
        return new ReadStats(
                stats.bytes(), stats.records(), stats.tuples(), stats.skippedRecords(), stats.skippedTuples(), 0, 0);
    }

    private void write(FollowedLog followed, FlowSink sink) throws IOException {
        if (followed.passesOver()) {
            return;
        }
        RowSelection rows = matcher.select(batch);
        rows.limit(limit - totals.rows());
        if (rows.size() > 0) {
            sink.write(followed, batch, rows);
            totals.addRows(rows.size());
        }
    }

    private void say(String place, String sentence) {
        failing.add(place);
        if (stopped.getCount() > 0 && !sentence.equals(failures.put(place, sentence))) {
            terminal.say(sentence);
        }
    }
}
