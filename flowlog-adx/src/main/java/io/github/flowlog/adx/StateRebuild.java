package io.github.flowlog.adx;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.HeldRows;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.FlowMatcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Finds out from the table how far sources are loaded, when the ledger that knew is lost.
 *
 * <p>A source counts as loaded up to the last record that has rows, if the source has as many flow tuples up to there as the table has rows of
 * it. Otherwise nothing is written down of it, and a person has to look. Where the table holds rows of several generations that begin with the
 * same record, the one that was written last counts, and the others as replaced. <b>Thread-safety:</b> none.
 */
public final class StateRebuild {
    /** So many sources are written down at once. */
    private static final int BATCH = 500;

    private final LoadTarget target;
    private final LoadRequest request;
    private final BiConsumer<FlowLogSource, IOException> passedOver;
    private final FlowMatcher matcher;
    private long rebuilt;

    private StateRebuild(LoadTarget target, LoadRequest request, BiConsumer<FlowLogSource, IOException> passedOver) {
        this.target = target;
        this.request = request;
        this.passedOver = passedOver;
        FlowFilter filter = request.filter();
        this.matcher = filter.matcher();
    }

    /**
     * Writes down how far each source of a request is loaded of which the ledger knows nothing and the table has rows.
     *
     * @param passedOver hears of each source that cannot be read, and why; nothing is written down of it
     * @return how many sources that were
     * @throws LoadException if a source and its rows do not go together; those before it stay written down
     */
    public static long run(LoadTarget target, LoadRequest request, BiConsumer<FlowLogSource, IOException> passedOver) {
        StateRebuild rebuild = new StateRebuild(target, request, passedOver);
        // claiming begins the delivery, which would find nothing of a lost batch and raise its alarm anew
        LostBatchReader.restore(target, request, () -> false);
        target.claim(request.filterText());
        for (int from = 0; from < request.sources().size(); from += BATCH) {
            int to = Math.min(request.sources().size(), from + BATCH);
            rebuild.rebuild(request.sources().subList(from, to));
        }
        return rebuild.rebuilt;
    }

    private void rebuild(List<FlowLogSource> sources) {
        Map<FlowLogSource, Assessment> unknown = unknown(sources);
        Map<String, HeldRows> held = target.held(unknown.entrySet().stream()
                .flatMap(source -> sourceIds(source.getKey(), source.getValue()).stream())
                .toList());
        List<BuiltBatch.Part> parts = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of("rebuild", target.table()));
        for (Map.Entry<FlowLogSource, Assessment> source : unknown.entrySet()) {
            List<String> withRows = sourceIds(source.getKey(), source.getValue()).stream()
                    .filter(held::containsKey)
                    .toList();
            HeldRows latest = withRows.isEmpty() ? null : held.get(withRows.get(withRows.size() - 1));
            if (latest != null) {
                try {
                    Cursor cursor = cursor(source.getKey(), source.getValue(), withRows, latest);
                    parts.addAll(parts(cursor, withRows));
                    names.add(cursor.sourceId());
                    rebuilt++;
                } catch (IOException unreadable) {
                    passedOver.accept(source.getKey(), unreadable);
                }
            }
        }
        if (!parts.isEmpty()) {
            target.commit(new BuiltBatch(ContentHash.key(names), 0, List.of(), List.of(), parts, ""));
        }
    }

    private Map<FlowLogSource, Assessment> unknown(List<FlowLogSource> sources) {
        SourceAssessor assessor = new SourceAssessor(request.limits());
        Map<FlowLogSource, Assessment> unknown = new LinkedHashMap<>();
        for (FlowLogSource source : sources) {
            if (target.ledger().cursors(SourceKey.of(source)).isEmpty()) {
                try {
                    Assessment assessment = assessor.assess(source, List.of());
                    if (assessment.kind() == Kind.LOADED) {
                        unknown.put(source, assessment);
                    }
                } catch (IOException unreadable) {
                    passedOver.accept(source, unreadable);
                }
            }
        }
        return unknown;
    }

    /** At each place the id that as many rewrites went before. */
    private static List<String> sourceIds(FlowLogSource source, Assessment assessment) {
        return SourceKey.of(source).sourceIdsFrom(assessment.generation(), 0);
    }

    /** The generations before the one that counts are replaced by it. */
    private static List<BuiltBatch.Part> parts(Cursor cursor, List<String> withRows) {
        if (withRows.size() == 1) {
            return List.of(new BuiltBatch.Part(0, cursor.sourceId(), cursor, "", List.of()));
        }
        return withRows.subList(0, withRows.size() - 1).stream()
                .map(replaced -> new BuiltBatch.Part(0, cursor.sourceId(), cursor, replaced, List.of()))
                .toList();
    }

    private Cursor cursor(FlowLogSource source, Assessment assessment, List<String> withRows, HeldRows held)
            throws IOException {
        String sourceId = withRows.get(withRows.size() - 1);
        // one record a batch, so that there is a place to go on behind each
        FlowBatch batch = FlowBatch.withCapacity(1);
        ReadOptions options =
                ReadOptions.defaults().withLimits(request.limits()).skippingBadInput(problem -> {});
        long tuples = 0;
        long last = -1;
        ResumePoint behind = ResumePoint.START;
        try (FlowLogReader reader = source.open(ResumePoint.START, options)) {
            while (last < held.lastRecord() && reader.next(batch)) {
                RowSelection rows = matcher.select(batch);
                tuples += rows.size();
                for (int position = 0; position < rows.size(); position++) {
                    last = Math.max(last, batch.recordOffset(rows.row(position)));
                }
                behind = reader.resumePoint();
            }
        }
        if (tuples != held.rows() || last != held.lastRecord()) {
            throw LoadException.permanent(
                    source.name() + " has " + tuples + " matching tuples up to offset " + last + ", and the table has "
                            + held.rows() + " rows of it up to " + held.lastRecord()
                            + "; nothing of it was written down: look into the table, delete the rows of SourceId "
                            + String.join(" and of SourceId ", withRows) + ", and run the same command again",
                    null);
        }
        return new Cursor(
                SourceKey.of(source),
                sourceId,
                assessment.generation(),
                sourceIds(source, assessment).indexOf(sourceId),
                assessment.origin(),
                behind,
                ContentHash.tail(source, behind.offset()),
                "");
    }
}
