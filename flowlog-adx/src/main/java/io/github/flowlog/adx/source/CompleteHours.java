package io.github.flowlog.adx.source;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells which hours of logs are complete: those that have settled, and behind which the log has gone on.
 *
 * <p>It has gone on when the log of the next hour, of the same resource and network interface, goes beyond its first record: that one still
 * holds flow tuples of the hour before, and while there is no other the writer may be behind. A next hour that has settled itself decides
 * nothing any more, and neither does one without a log: where nothing flows, nothing is written. Only logs of hours that have not settled are
 * ever looked into. Not thread-safe.
 */
public final class CompleteHours {
    private final Instant now;
    private final Map<LogOfHour, FlowLogSource> growing;

    private CompleteHours(Instant now, Map<LogOfHour, FlowLogSource> growing) {
        this.now = now;
        this.growing = growing;
    }

    /** The log of an interface in an hour. */
    private record LogOfHour(String resourceId, @Nullable String mac, Instant hour) {
        static LogOfHour of(FlowLogBlobName name, Instant hour) {
            return new LogOfHour(name.resourceId().toLowerCase(Locale.ROOT), name.mac(), hour);
        }
    }

    /**
     * Looks from a moment at logs.
     *
     * @param logs all that are known, those that are not asked for too
     */
    public static CompleteHours of(Collection<FlowLogSource> logs, Instant now) {
        Map<LogOfHour, FlowLogSource> growing = new HashMap<>();
        for (FlowLogSource log : logs) {
            FlowLogBlobName name = FlowLogBlobName.parseOrNull(log.path());
            if (name != null && !new LoggedHour(name.hour()).hasSettled(now)) {
                growing.put(LogOfHour.of(name, name.hour()), log);
            }
        }
        return new CompleteHours(now, growing);
    }

    /**
     * Whether nothing is written any more to a log.
     *
     * @param hour of which the log is
     */
    public boolean include(FlowLogSource log, Instant hour) {
        LoggedHour logged = new LoggedHour(hour);
        if (!logged.hasSettled(now)) {
            return false;
        }
        FlowLogBlobName name = growing.isEmpty() ? null : FlowLogBlobName.parseOrNull(log.path());
        FlowLogSource next = name == null ? null : growing.get(LogOfHour.of(name, logged.end()));
        return next == null || goesBeyondFirstRecord(next);
    }

    /** What cannot be read now tells nothing now; its hour settles soon. */
    private static boolean goesBeyondFirstRecord(FlowLogSource log) {
        try {
            return log.goesBeyondFirstRecord();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
