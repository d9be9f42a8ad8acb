package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.LoadReport;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.cli.terminal.ExitCode;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads what is new, again and again, until it is told to stop. What fails and may pass is said, and tried again in the next round.
 *
 * <p>A cluster stays open, because batches are on their way there between two rounds; a file is closed, so that it can be asked.
 */
final class FollowedLoad {
    private static final long SLICE = 100;
    private static final Duration EVERYTHING_EVERY = Duration.ofHours(1);

    private final Terminal terminal;
    private final BooleanSupplier stop;
    private final Duration pause;
    private final boolean staysOpen;
    private final Opening opening;
    private final Round round;
    private @Nullable LoadTarget target;

    /** Opens the target. */
    interface Opening {
        LoadTarget open() throws IOException;
    }

    /** Loads what is new. */
    interface Round {
        /**
         * Loads once.
         *
         * @param recentOnly whether logs of hours that are long over may be left out
         */
        LoadReport load(LoadTarget target, boolean recentOnly) throws IOException;
    }

    FollowedLoad(
            Terminal terminal, BooleanSupplier stop, Duration pause, boolean staysOpen, Opening opening, Round round) {
        this.terminal = terminal;
        this.stop = stop;
        this.pause = pause;
        this.staysOpen = staysOpen;
        this.opening = opening;
        this.round = round;
    }

    int run() throws IOException {
        long lastOfAll = terminal.nanoTime().getAsLong() - EVERYTHING_EVERY.toNanos();
        try {
            while (!stop.getAsBoolean()) {
                long start = terminal.nanoTime().getAsLong();
                boolean recentOnly = start - lastOfAll < EVERYTHING_EVERY.toNanos();
                if (takeRound(recentOnly) && !recentOnly) {
                    lastOfAll = start;
                }
                sleepUntil(start + pause.toNanos());
            }
        } finally {
            close();
        }
        return ExitCode.INTERRUPTED;
    }

    private boolean takeRound(boolean recentOnly) throws IOException {
        try {
            LoadTarget open = target == null ? opening.open() : target;
            target = open;
            LoadReport report = round.load(open, recentOnly);
            if (report.rows() > 0 || !report.settlement().forPerson().isEmpty()) {
                terminal.say(line(report));
            }
            report.settlement().forPerson().forEach(sentence -> terminal.say("Look at this: " + sentence + "."));
            if (!staysOpen) {
                close();
            }
            return true;
        } catch (LoadException failed) {
            if (failed.isPermanent()) {
                throw failed;
            }
            sayAndGoOn(failed);
        } catch (IOException failed) {
            sayAndGoOn(failed);
        }
        return false;
    }

    private void sayAndGoOn(Exception failed) {
        terminal.say("This round failed, the next one tries again: " + failed.getMessage());
        try {
            close();
        } catch (IOException | LoadException same) {
            // whatever is still wrong ends the next round
            return;
        }
    }

    private String line(LoadReport report) {
        String time = terminal.clock().instant().toString().substring(11, 19);
        String onTheWay = report.settlement().open().isEmpty()
                ? ""
                : "; " + Words.batches(report.settlement().open().size()) + " on the way";
        return time + "Z  " + Words.count(report.rows(), "row") + " of "
                + Words.count(report.outcomes().size() - report.count(Kind.UNCHANGED), "source")
                + onTheWay;
    }

    private void sleepUntil(long nanoTime) {
        try {
            while (!stop.getAsBoolean() && terminal.nanoTime().getAsLong() < nanoTime) {
                Thread.sleep(SLICE);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() throws IOException {
        LoadTarget open = target;
        target = null;
        if (open != null) {
            open.close();
        }
    }
}
