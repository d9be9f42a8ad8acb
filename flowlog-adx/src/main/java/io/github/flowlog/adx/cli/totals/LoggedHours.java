package io.github.flowlog.adx.cli.totals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The hours (UTC) in which flows were written; one bit an hour, 9 MB if a log names the years 1970 and 9999. */
final class LoggedHours {
    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final int NAMED = 10;
    private static final int HOUR = "2017-03-21T17".length();

    private final BitSet hours = new BitSet();

    void add(long millis) {
        hours.set((int) (millis / MILLIS_PER_HOUR));
    }

    /** How many hours between the first and the last have nothing, and the first such ranges. */
    void addTo(List<Total> totals) {
        int first = Math.max(0, hours.nextSetBit(0));
        int last = Math.max(0, hours.length() - 1);
        totals.add(Total.number("time", "silent hours", hours.isEmpty() ? 0 : last - first + 1L - hours.cardinality()));
        List<Total> ranges = new ArrayList<>();
        int silent = hours.nextClearBit(first);
        while (silent < last && ranges.size() < NAMED) {
            int next = hours.nextSetBit(silent);
            String range = text(silent) + (next - silent == 1 ? "" : ".." + text(next - 1));
            ranges.add(Total.number("silent", range, next - silent));
            silent = hours.nextClearBit(next);
        }
        totals.addAll(ranges);
        if (silent < last) {
            long named = ranges.stream()
                    .mapToLong(range -> range.value() instanceof Long hours ? hours : 0)
                    .sum();
            totals.add(Total.number("silent", "in further ranges", last - first + 1L - hours.cardinality() - named));
        }
    }

    private static String text(int hour) {
        return Instant.ofEpochMilli(hour * MILLIS_PER_HOUR).toString().substring(0, HOUR);
    }
}
