package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.LoadListener;
import io.github.flowlog.adx.SourceOutcome;
import io.github.flowlog.adx.cli.input.BadInputReport;
import io.github.flowlog.adx.cli.terminal.FailureText;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.problem.BadInput;
import java.util.concurrent.TimeUnit;

/** Shows how a load goes on: a bar on a terminal, else a line now and then. */
final class LoadProgress implements LoadListener, AutoCloseable {
    private static final long LINE_EVERY = TimeUnit.SECONDS.toNanos(5);

    private final Terminal terminal;
    private final BadInputReport problems;
    private final long start;
    private ProgressDisplay display = ProgressDisplay.NONE;
    private long totalBytes;
    private long tuples;
    private long batches;
    private long rows;

    LoadProgress(Terminal terminal) {
        this.terminal = terminal;
        this.problems = new BadInputReport(terminal);
        this.start = terminal.nanoTime().getAsLong();
    }

    @Override
    public void planned(int sources, long storedBytes) {
        totalBytes = storedBytes;
        display = terminal.errIsTerminal()
                ? ProgressBarDisplay.start(terminal, storedBytes)
                : new ProgressLines(terminal, storedBytes, LINE_EVERY);
    }

    @Override
    public void progressed(long storedBytes, long tuplesSoFar) {
        tuples = tuplesSoFar;
        display.show(Math.min(storedBytes, totalBytes), tuplesSoFar, nanos());
    }

    @Override
    public void skipped(BadInput badInput) {
        display.clear();
        problems.onBadInput(badInput);
    }

    @Override
    public void finished(SourceOutcome outcome) {
        if (outcome.kind() == SourceOutcome.Kind.REFUSED) {
            display.clear();
            terminal.say("Not loaded: " + outcome.name() + ": " + outcome.message() + ".");
        } else if (outcome.kind() == SourceOutcome.Kind.FAILED) {
            display.clear();
            terminal.say("Cannot read " + outcome.name() + ": " + FailureText.lowerCaseStart(outcome.message()) + ".");
        }
    }

    @Override
    public void committed(String batchId, long rowsOfBatch) {
        batches++;
        rows += rowsOfBatch;
    }

    @Override
    public void settling() {
        display.clear();
    }

    /** What is durable so far. */
    String committed() {
        return Words.count(rows, "row") + " in " + Words.batches(batches);
    }

    /** Tuples that were read so far. */
    long tuples() {
        return tuples;
    }

    long nanos() {
        return terminal.nanoTime().getAsLong() - start;
    }

    @Override
    public void close() {
        display.close();
        problems.finish();
    }
}
