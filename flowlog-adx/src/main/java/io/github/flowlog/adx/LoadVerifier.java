package io.github.flowlog.adx;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.VerifiedSource.State;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.FlowMatcher;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Counts the flow tuples of sources up to where the ledger says that they are loaded, and their rows in the table.
 *
 * <p>What lies behind that place is not compared, nor are rows of batches that are on their way and what is in quarantine, which is not
 * loaded although it may be readable by now. <b>Thread-safety:</b> none.
 */
public final class LoadVerifier {
    private static final int BATCH_ROWS = 8_192;
    /** So many sources are asked for in one question. */
    private static final int QUESTION = 512;

    private final LoadTarget target;
    private final ReadLimits limits;
    private final FlowFilter filter;

    private LoadVerifier(LoadTarget target, ReadLimits limits, FlowFilter filter) {
        this.target = target;
        this.limits = limits;
        this.filter = filter;
    }

    /** Makes a verifier of an open target, with the filter that it was loaded with. */
    public static LoadVerifier create(LoadTarget target, ReadLimits limits) {
        String filter = target.filter();
        return new LoadVerifier(target, limits, filter.isEmpty() ? FlowFilter.all() : FlowFilter.parse(filter));
    }

    /**
     * Compares sources one after the other.
     *
     * @param each hears of each
     * @param stop asked before each; once true, those behind are left out
     */
    public void verify(List<FlowLogSource> sources, Consumer<VerifiedSource> each, BooleanSupplier stop)
            throws IOException {
        Map<SourceKey, FlowLogSource> next = new LinkedHashMap<>();
        Set<SourceKey> seen = new HashSet<>();
        for (FlowLogSource source : sources) {
            if (stop.getAsBoolean()) {
                return;
            }
            if (seen.add(SourceKey.of(source))) {
                next.put(SourceKey.of(source), source);
            }
            if (next.size() == QUESTION) {
                verify(next, each, stop);
                next.clear();
            }
        }
        verify(next, each, stop);
    }

    private void verify(Map<SourceKey, FlowLogSource> sources, Consumer<VerifiedSource> each, BooleanSupplier stop) {
        Ledger settled = target.settled();
        Set<String> quarantined = settled.quarantinedSources();
        Map<SourceKey, List<Cursor>> cursors = settled.cursors(sources.keySet());
        List<String> ids = new ArrayList<>();
        cursors.values().forEach(list -> list.forEach(cursor -> ids.add(cursor.sourceId())));
        Map<String, Long> rows = ids.isEmpty() ? new HashMap<>() : target.rows(ids);
        for (Map.Entry<SourceKey, FlowLogSource> source : sources.entrySet()) {
            if (stop.getAsBoolean()) {
                return;
            }
            Function<String, QuarantinedPlaces> notLoaded = sourceId ->
                    new QuarantinedPlaces(quarantined.contains(sourceId) ? settled.quarantine(sourceId) : List.of());
            each.accept(verify(source.getValue(), cursors.getOrDefault(source.getKey(), List.of()), rows, notLoaded));
        }
    }

    private VerifiedSource verify(
            FlowLogSource source,
            List<Cursor> cursors,
            Map<String, Long> rows,
            Function<String, QuarantinedPlaces> notLoaded) {
        Instant hour = SourceIds.hour(
                source, cursors.isEmpty() ? Origin.UNKNOWN : cursors.get(0).origin());
        if (cursors.isEmpty()) {
            return new VerifiedSource(source.name(), hour, State.NOT_LOADED, 0, 0, "");
        }
        try {
            for (Cursor cursor : cursors) {
                long offset = cursor.loadedTo().offset();
                if (ContentHash.hasTail(source, offset, cursor.tailHash())) {
                    long tuples = count(source, offset, notLoaded.apply(cursor.sourceId()));
                    long held = rows.getOrDefault(cursor.sourceId(), 0L);
                    return compared(source, hour, tuples, held);
                }
            }
            return new VerifiedSource(
                    source.name(), hour, State.REWRITTEN, 0, 0, "it was rewritten; load it again first");
        } catch (IOException failed) {
            return new VerifiedSource(source.name(), hour, State.UNREADABLE, 0, 0, String.valueOf(failed.getMessage()));
        }
    }

    private VerifiedSource compared(FlowLogSource source, Instant hour, long tuples, long held) {
        if (tuples == held) {
            return new VerifiedSource(source.name(), hour, State.EQUAL, tuples, held, "");
        }
        // of an hour that is not known nobody can say that it is over, and retention adds no rows
        String expiry = held > tuples || hour.equals(Instant.EPOCH) ? null : target.expiryOrNull(hour);
        return expiry == null
                ? new VerifiedSource(source.name(), hour, State.DIFFERENT, tuples, held, "")
                : new VerifiedSource(source.name(), hour, State.EXPIRED, tuples, held, expiry);
    }

    /** The flow tuples that match in the records before an offset, those left out that are known to be not loaded. */
    private long count(FlowLogSource source, long end, QuarantinedPlaces notLoaded) throws IOException {
        ReadOptions options = ReadOptions.defaults().withLimits(limits).skippingBadInput(problem -> {});
        FlowMatcher matcher = filter.matcher();
        FlowBatch batch = FlowBatch.withCapacity(BATCH_ROWS);
        long count = 0;
        try (FlowLogReader reader = source.open(ResumePoint.START, options)) {
            while (reader.next(batch)) {
                RowSelection rows = matcher.select(batch);
                for (int position = 0; position < rows.size(); position++) {
                    int row = rows.row(position);
                    if (batch.recordOffset(row) >= end) {
                        return count;
                    }
                    if (!notLoaded.holds(batch.recordOffset(row), batch.tupleIndex(row))) {
                        count++;
                    }
                }
                if (reader.resumePoint().offset() >= end) {
                    return count;
                }
            }
        }
        return count;
    }
}
