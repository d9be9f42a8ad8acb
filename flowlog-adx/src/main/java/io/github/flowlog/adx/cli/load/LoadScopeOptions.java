package io.github.flowlog.adx.cli.load;

import io.github.flowlog.adx.cli.input.LogScope;
import io.github.flowlog.adx.cli.input.StartTime;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Ago;
import io.github.flowlog.adx.cli.text.UtcTime;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.source.CompleteHours;
import io.github.flowlog.adx.source.FlowLogBlobName;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.LoggedHour;
import io.github.flowlog.adx.storage.HourWindow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which logs a load takes, by the hours in their paths: always whole logs. */
final class LoadScopeOptions {
    private static final Duration RECENT = Duration.ofHours(2);

    @Option(
            names = "--since",
            paramLabel = "AGO",
            order = 12,
            converter = Ago.class,
            description = "Only logs of the last 6h, 2d, by the hour in their paths.")
    private @Nullable Duration since;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            order = 13,
            converter = UtcTime.class,
            description = "Only logs from this hour on, UTC: 2026-11-20, 2026-11-20T10:00.")
    private @Nullable Instant from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            order = 14,
            converter = UtcTime.class,
            description = "Only logs of hours before this time, UTC.")
    private @Nullable Instant until;

    @Option(
            names = "--closed-only",
            order = 15,
            description =
                    "Only logs of hours that are complete: 15 minutes after their end, and once the log of the next "
                            + "hour, if there is one, has a second record.")
    private boolean closedOnly;

    /** The blobs whose hours are wanted. */
    LogScope scope(Terminal terminal) {
        HourWindow hours = listed(terminal);
        return hours.equals(HourWindow.UNLIMITED) ? LogScope.ALL : new LogScope(hours, name -> true);
    }

    /** Those of them that may have got records lately: the present hour and those shortly before. */
    LogScope recent(Terminal terminal) {
        Instant now = terminal.clock().instant();
        HourWindow hours = listed(terminal);
        Instant first = now.minus(RECENT).truncatedTo(ChronoUnit.HOURS);
        return new LogScope(
                new HourWindow(hours.first().isAfter(first) ? hours.first() : first, hours.end()), name -> true);
    }

    /** The hours that are wanted, and the one behind them where its logs tell whether the last one is complete. */
    private HourWindow listed(Terminal terminal) {
        HourWindow hours = hours(terminal);
        return closedOnly && hours.end().isBefore(Instant.MAX)
                ? new HourWindow(hours.first(), hours.end().plus(Duration.ofHours(1)))
                : hours;
    }

    private HourWindow hours(Terminal terminal) {
        Instant start = StartTime.of(since, from, terminal);
        if (start == null && until == null) {
            return HourWindow.UNLIMITED;
        }
        return new HourWindow(
                start == null ? Instant.MIN : start.truncatedTo(ChronoUnit.HOURS), until == null ? Instant.MAX : until);
    }

    /** Those of the sources that are wanted; files without an hour in their path are, unless they may still grow. */
    List<FlowLogSource> select(List<FlowLogSource> sources, Terminal terminal) throws IOException {
        Instant now = terminal.clock().instant();
        HourWindow hours = hours(terminal);
        CompleteHours complete = CompleteHours.of(closedOnly ? sources : List.of(), now);
        List<FlowLogSource> selected = new ArrayList<>();
        int growing = 0;
        for (FlowLogSource source : sources) {
            FlowLogBlobName name = FlowLogBlobName.parseOrNull(source.path());
            if (name != null && !hours.holds(name.hour())) {
                continue;
            }
            if (closedOnly
                    && !(name == null
                            ? LoggedHour.hasSettledSince(source.state().changed(), now)
                            : complete.include(source, name.hour()))) {
                growing++;
            } else {
                selected.add(source);
            }
        }
        if (growing > 0) {
            terminal.say("Left for later: " + Words.count(growing, "log") + " of hours that are not complete.");
        }
        return selected;
    }
}
