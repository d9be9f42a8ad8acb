package io.github.flowlog.adx.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tree of logs holds, by resource and network interface. Ids that differ in case only are one resource.
 *
 * <p><b>Thread-safety:</b> none.
 */
public final class LogInventory {
    private record Key(String resource, @Nullable String mac) {}

    private final Map<Key, LogSeries> series = new HashMap<>();
    private final Map<String, Set<Instant>> hoursWithMac = new HashMap<>();
    private long unnamedFiles;
    private long unnamedBytes;

    /** Takes a log into account. */
    public void add(ListedLog log) {
        FlowLogBlobName name = log.blobName();
        if (name == null) {
            unnamedFiles++;
            unnamedBytes += log.storedBytes();
            return;
        }
        Instant hour = name.hour().truncatedTo(ChronoUnit.HOURS);
        String resource = resource(name.resourceId());
        series.computeIfAbsent(new Key(resource, name.mac()), key -> new LogSeries(name))
                .add(hour, log.storedBytes());
        if (name.mac() != null) {
            hoursWithMac.computeIfAbsent(resource, id -> new HashSet<>()).add(hour);
        }
    }

    private static String resource(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    /** The series, sorted by name and id of the resource, then by MAC address. */
    public List<LogSeries> series() {
        List<LogSeries> sorted = new ArrayList<>(series.values());
        sorted.sort(Comparator.comparing(LogSeries::resourceName, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(each -> resource(each.resourceId()))
                .thenComparing(LogSeries::mac, Comparator.nullsFirst(Comparator.naturalOrder())));
        return sorted;
    }

    /**
     * How many hours have logs of other network interfaces of the resource and none of this one, before its first hour
     * and after its last too; 0 for a series without MAC address, whose logs hold all interfaces.
     */
    public long silentHours(LogSeries of) {
        return of.mac() == null
                ? 0
                : hoursWithMac.getOrDefault(resource(of.resourceId()), Set.of()).size() - of.hours();
    }

    /** How many resources there are. */
    public long resources() {
        return series.keySet().stream().map(Key::resource).distinct().count();
    }

    /** Logs whose path names no resource and hour. */
    public long unnamedFiles() {
        return unnamedFiles;
    }

    /** Sum of their sizes. */
    public long unnamedBytes() {
        return unnamedBytes;
    }
}
