package io.github.flowlog.adx;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.RecordRange;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.StoredState;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a source with the ledger: is it new, has it grown, was it written anew?
 *
 * <p>A source has grown when the bytes before its cursor are what they were. Otherwise it is another generation, named
 * by its first complete record; when that is about the same resource, interface and hour as the generation before, it
 * replaces it, and when not, another log was saved to the same place.
 */
final class SourceAssessor {
    private static final long TICKS_PER_HOUR = 36_000_000_000L;
    /** Holds the first record of almost any log; a window for a whole batch would be made for nothing. */
    private static final int PROBE_BYTES = 1 << 16;

    private final ReadLimits limits;
    private final boolean rereading;

    SourceAssessor(ReadLimits limits) {
        this(limits, false);
    }

    private SourceAssessor(ReadLimits limits, boolean rereading) {
        this.limits = limits;
        this.rereading = rereading;
    }

    /** One for which no source is unchanged: what could not be read before is to be read again. */
    static SourceAssessor rereading(ReadLimits limits) {
        return new SourceAssessor(limits, true);
    }

    /** A fingerprint of what was read up to a limit; under other limits it is another one, so that more is read then. */
    static String upToLimit(String fingerprint, ReadLimits limits) {
        return fingerprint + " " + limits.recordBytes() + "/" + limits.depth() + "/" + limits.gzipExpansion();
    }

    /** Decides what has to be done with a source of which the ledger holds these cursors. */
    Assessment assess(FlowLogSource source, List<Cursor> cursors) throws IOException {
        StoredState state = source.state();
        String fingerprint = source.fingerprint(state.bytes());
        String upToLimit = upToLimit(fingerprint, limits);
        for (Cursor cursor : cursors) {
            if (cursor.fingerprint().equals(fingerprint) || cursor.fingerprint().equals(upToLimit)) {
                return known(
                        rereading ? SourceOutcome.Kind.CONTINUED : SourceOutcome.Kind.UNCHANGED,
                        cursor,
                        state,
                        fingerprint);
            }
        }
        for (Cursor cursor : cursors) {
            if (ContentHash.hasTail(source, cursor.loadedTo().offset(), cursor.tailHash())) {
                return known(SourceOutcome.Kind.CONTINUED, cursor, state, fingerprint);
            }
        }
        return newGeneration(source, cursors, state, fingerprint);
    }

    private static Assessment known(SourceOutcome.Kind kind, Cursor cursor, StoredState state, String fingerprint) {
        return new Assessment(
                kind,
                cursor.loadedTo(),
                cursor.sourceId(),
                cursor.generation(),
                cursor.rewrites(),
                cursor.origin(),
                "",
                state,
                fingerprint,
                true);
    }

    private Assessment newGeneration(FlowLogSource source, List<Cursor> cursors, StoredState state, String fingerprint)
            throws IOException {
        ReadOptions options = ReadOptions.defaults()
                .withLimits(limits)
                .withBufferBytes(PROBE_BYTES)
                .skippingBadInput(problem -> {});
        RecordRange first;
        Origin origin;
        boolean sound;
        try (FlowLogReader reader = source.open(ResumePoint.START, options)) {
            FlowBatch batch = FlowBatch.withCapacity(1);
            origin = reader.next(batch) ? originOf(batch) : Origin.UNKNOWN;
            first = reader.firstRecordOrNull();
            sound = !reader.stats().hasSkipped();
        }
        if (first == null) {
            String sourceId = SourceIds.withoutRecords(source);
            return new Assessment(
                    SourceOutcome.Kind.EMPTY,
                    ResumePoint.START,
                    sourceId,
                    "",
                    0,
                    origin,
                    "",
                    state,
                    fingerprint,
                    sound);
        }
        String generation = SourceIds.generation(source, first);
        int rewrites = 0;
        for (Cursor cursor : cursors) {
            if (cursor.generation().equals(generation)) {
                rewrites = Math.max(rewrites, cursor.rewrites() + 1);
            }
        }
        Cursor replaced = replacedOrNull(cursors, generation, origin);
        return new Assessment(
                replaced == null ? SourceOutcome.Kind.LOADED : SourceOutcome.Kind.REPLACED,
                ResumePoint.START,
                SourceIds.of(source, generation, rewrites),
                generation,
                rewrites,
                origin,
                replaced == null ? "" : replaced.sourceId(),
                state,
                fingerprint,
                sound);
    }

    /** A generation that began with the same record is about the same, even where nothing is known of its origin. */
    private static @Nullable Cursor replacedOrNull(List<Cursor> cursors, String generation, Origin origin) {
        for (Cursor cursor : cursors) {
            if (cursor.generation().equals(generation) || cursor.origin().isSameAs(origin)) {
                return cursor;
            }
        }
        return null;
    }

    /** What the first row of a batch is about; of many sources few ids are different. */
    static Origin originOf(FlowBatch batch) {
        return new Origin(batch.resourceId(0).intern(), batch.mac(0).intern(), batch.recordTime(0) / TICKS_PER_HOUR);
    }
}
