package io.github.flowlog.adx.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The logs of one resource and network interface, hour by hour as their paths say.
 *
 * <p><b>Thread-safety:</b> none.
 */
public final class LogSeries {
    private final FlowLogBlobName example;
    private final TreeSet<Instant> hours = new TreeSet<>();
    private long files;
    private long storedBytes;

    LogSeries(FlowLogBlobName example) {
        this.example = example;
    }

    void add(Instant hour, long bytes) {
        hours.add(hour);
        files++;
        storedBytes += bytes;
    }

    /** What the paths say the logs to be. */
    public FlowLogBlobName.Kind kind() {
        return example.kind();
    }

    /** The id as the first path spells it. */
    public String resourceId() {
        return example.resourceId();
    }

    /** The name of the NSG, or of the flow log. */
    public String resourceName() {
        return example.resourceName();
    }

    /** 12 upper-case hex digits; null in archives from before 2018. */
    public @Nullable String mac() {
        return example.mac();
    }

    /** From the first hour that has a log to the last. */
    public HourRange range() {
        return new HourRange(hours.first(), hours.last());
    }

    /** Hours that have a log. */
    public int hours() {
        return hours.size();
    }

    /** Logs; more than hours when an hour has several. */
    public long files() {
        return files;
    }

    /** Sum of the sizes on disk. */
    public long storedBytes() {
        return storedBytes;
    }

    /** How many hours between the first and the last have no log. */
    public long missingHours() {
        return range().hours() - hours.size();
    }

    /** The hours between the first and the last that have no log, in order. */
    public List<HourRange> gaps() {
        List<HourRange> gaps = new ArrayList<>();
        Instant expected = hours.first();
        for (Instant hour : hours) {
            if (hour.isAfter(expected)) {
                gaps.add(new HourRange(expected, hour.minus(1, ChronoUnit.HOURS)));
            }
            expected = hour.plus(1, ChronoUnit.HOURS);
        }
        return gaps;
    }
}
