package io.github.flowlog.adx.cli.input;

import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.source.FlowLogBlobName;
import io.github.flowlog.adx.source.LoggedHour;
import io.github.flowlog.adx.storage.HourWindow;
import io.github.flowlog.adx.storage.StorageAccounts;
import io.github.flowlog.adx.storage.StorageCredentials;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which blobs of storage accounts a command reads; files that are named are read whatever their hour.
 *
 * @param hours the hours whose blobs are read
 * @param wanted which blobs are, by their names
 */
public record LogScope(HourWindow hours, Predicate<FlowLogBlobName> wanted) {
    /** All blobs. */
    public static final LogScope ALL = new LogScope(HourWindow.UNLIMITED, name -> true);

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /**
     * The hours whose blobs can hold flows between two times: records lag, so that the hour behind the last one is among them.
     *
     * @param from null for no start
     * @param to behind the last flow; null for no end
     */
    static HourWindow hoursOfFlows(@Nullable Instant from, @Nullable Instant to, Instant now) {
        if (from == null && to == null) {
            return HourWindow.UNLIMITED;
        }
        Instant last = to == null ? now : to.minusMillis(1);
        return new HourWindow(
                from == null ? Instant.MIN : from.truncatedTo(ChronoUnit.HOURS),
                last.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(2)));
    }

    /** The hours that are written to now: the last one too while it may still get its last minutes. */
    public static HourWindow hoursBeingWritten(Instant now) {
        return new HourWindow(
                now.minus(LoggedHour.SETTLE_TIME).truncatedTo(ChronoUnit.HOURS),
                now.plus(CLOCK_SKEW).truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)));
    }

    boolean isAll() {
        return equals(ALL);
    }

    /** The accounts that the environment opens. */
    public StorageAccounts accounts(Terminal terminal) {
        return StorageAccounts.of(StorageCredentials.of(terminal.environment()), hours, wanted);
    }
}
