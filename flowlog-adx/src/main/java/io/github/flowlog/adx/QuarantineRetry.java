package io.github.flowlog.adx;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.adx.target.LoadTarget;
import io.github.flowlog.adx.target.Settlement;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.problem.BadInputPolicy;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Loads what could not be read before, as far as it can be read now, each flow tuple exactly once.
 *
 * <p>What stands before a source's cursor is loaded in batches of its own, which move no cursor; from the cursor on, an ordinary load goes
 * on. A place that still cannot be read stays in quarantine with one attempt more. A source that was rewritten is left to {@link FlowLogLoader}.
 *
 * <p><b>Errors:</b> a source that cannot be read is reported, and the others go on; {@link LoadException} when the target or its disk fails.
 * <b>Thread-safety:</b> none.
 */
public final class QuarantineRetry {
    /** So many sources are open together at most. */
    private static final int OPEN_SOURCES = 64;

    private static final String REWRITTEN =
            "it was rewritten since, so these places are gone; load it again, which reads it from its start";

    private final LoadTarget target;
    private final ReadLimits limits;
    private final long batchBytes;

    private QuarantineRetry(LoadTarget target, ReadLimits limits, long batchBytes) {
        this.target = target;
        this.limits = limits;
        this.batchBytes = batchBytes;
    }

    /**
     * Makes a retry into an open target, which the caller closes.
     *
     * @param limits how much a hostile source may take; what was refused for a limit can be read under a higher one
     */
    public static QuarantineRetry create(LoadTarget target, ReadLimits limits) {
        return create(target, limits, FlowLogLoader.BATCH_BYTES);
    }

    /** Makes one that closes a batch at so many uncompressed source bytes. */
    static QuarantineRetry create(LoadTarget target, ReadLimits limits, long batchBytes) {
        return new QuarantineRetry(target, limits, batchBytes);
    }

    /**
     * Reads all places of some sources once more.
     *
     * @param sources the sources by the SourceIds under which their places are in quarantine
     * @param stop asked between two batches of rows; once true, the batch at work is dropped and the retry ends
     */
    public RetryReport retry(Map<String, FlowLogSource> sources, BooleanSupplier stop) throws IOException {
        return new Run(stop).retry(sources);
    }

    /**
     * A source that is what it was.
     *
     * @param attempts the places that are read again, and how often they were before
     */
    private record Candidate(
            String sourceId,
            FlowLogSource source,
            Assessment assessment,
            Map<QuarantineEntry.Place, Integer> attempts) {
        /** The entry with one attempt more, if it is one of those that are read again. */
        QuarantineEntry counted(QuarantineEntry entry) {
            Integer before = attempts.get(entry.place());
            return before == null ? entry : entry.withAttempts(before + 1);
        }
    }

    private final class Run {
        private final BooleanSupplier stop;
        private final FlowFilter filter;
        private final BatchBuilder builder;
        private final SourceAssessor assessor = SourceAssessor.rereading(limits);
        private final List<RetryReport.Untouched> untouched = new ArrayList<>();
        private final Set<FlowLogSource> toReadOn = new LinkedHashSet<>();
        private final Map<String, List<Candidate>> lots = new TreeMap<>();
        /** Of sources in which nothing stands before a cursor. */
        private final List<Candidate> onlyCounted = new ArrayList<>();

        private long rows;
        private int batches;

        Run(BooleanSupplier stop) {
            this.stop = stop;
            this.filter = target.filter().isEmpty() ? FlowFilter.all() : FlowFilter.parse(target.filter());
            this.builder = new BatchBuilder(target, batchBytes, stop, new Progress(LoadListener.NONE), filter);
        }

        RetryReport retry(Map<String, FlowLogSource> sources) throws IOException {
            long before = problems(sources.keySet());
            boolean stopped = false;
            try {
                for (Map.Entry<String, FlowLogSource> source : sources.entrySet()) {
                    look(source.getKey(), source.getValue());
                }
                stopped = readOn();
                for (Map.Entry<String, List<Candidate>> lot : lots.entrySet()) {
                    List<Candidate> all = lot.getValue();
                    for (int from = 0; from < all.size() && !stopped; from += OPEN_SOURCES) {
                        readAgain(lot.getKey(), all.subList(from, Math.min(all.size(), from + OPEN_SOURCES)));
                    }
                }
                if (!stopped) {
                    countAttempts();
                }
            } catch (Stopped asked) {
                stopped = true;
            }
            QuarantineFile.write(target);
            Settlement settlement = target.settle(stop);
            return new RetryReport(
                    before,
                    problems(sources.keySet()),
                    rows,
                    batches,
                    untouched,
                    settlement,
                    stopped || stop.getAsBoolean());
        }

        private long problems(Set<String> sourceIds) {
            return sourceIds.stream()
                    .flatMap(sourceId -> target.ledger().quarantine(sourceId).stream())
                    .mapToLong(QuarantineEntry::problems)
                    .sum();
        }

        /** Finds out whether a source still is what its places were found in, and where they stand. */
        private void look(String sourceId, FlowLogSource source) {
            if (stop.getAsBoolean()) {
                throw new Stopped();
            }
            List<QuarantineEntry> entries = target.ledger().quarantine(sourceId);
            List<Cursor> all = target.ledger().cursors(SourceKey.of(source));
            List<Cursor> own = all.stream()
                    .filter(cursor -> cursor.sourceId().equals(sourceId))
                    .toList();
            try {
                Assessment assessment = assessor.assess(source, own.isEmpty() ? all : own);
                boolean isNew = assessment.kind() == Kind.LOADED || assessment.kind() == Kind.REPLACED;
                if (own.isEmpty() ? isNew && !all.isEmpty() : assessment.kind() != Kind.CONTINUED) {
                    leave(source, REWRITTEN);
                    return;
                }
                Instant hour = SourceIds.hour(source, assessment.origin());
                Instant known = hour.equals(Instant.EPOCH) ? Instant.now() : hour;
                String refusal = target.refusalOrNull(SourceKey.of(source), known);
                if (refusal != null) {
                    leave(source, refusal);
                    return;
                }
                Candidate candidate = new Candidate(sourceId, source, assessment, attempts(entries));
                long cursor = own.isEmpty() ? 0 : own.get(0).loadedTo().offset();
                if (entries.stream().anyMatch(entry -> entry.byteOffset() >= cursor)) {
                    toReadOn.add(source);
                }
                if (own.isEmpty()) {
                    onlyCounted.add(candidate);
                } else {
                    lots.computeIfAbsent(target.lot(known), first -> new ArrayList<>())
                            .add(candidate);
                }
            } catch (IOException unreadable) {
                leave(source, SourceFailure.describe(unreadable));
            }
        }

        private static Map<QuarantineEntry.Place, Integer> attempts(List<QuarantineEntry> entries) {
            Map<QuarantineEntry.Place, Integer> attempts = new HashMap<>();
            entries.forEach(entry -> attempts.put(entry.place(), entry.attempts()));
            return attempts;
        }

        private void leave(FlowLogSource source, String reason) {
            untouched.add(new RetryReport.Untouched(source.name(), reason));
        }

        /** Goes on behind the cursors, where the load ended before because of what it could not read; whether it was stopped. */
        private boolean readOn() throws IOException {
            if (toReadOn.isEmpty()) {
                return false;
            }
            LoadRequest request = new LoadRequest(List.copyOf(toReadOn), BadInputPolicy.SKIP, limits, filter);
            LoadReport report = FlowLogLoader.create(target, batchBytes).reread(request, LoadListener.NONE, stop);
            rows += report.rows();
            batches += report.batches();
            report.outcomes().stream()
                    .filter(outcome -> outcome.kind() == Kind.FAILED)
                    .forEach(failed -> untouched.add(new RetryReport.Untouched(failed.name(), failed.message())));
            return report.stopped();
        }

        /** Reads what stands before the cursors, and has the rows written in batches of their own. */
        private void readAgain(String lot, List<Candidate> candidates) throws IOException {
            List<Candidate> next = candidates;
            while (!next.isEmpty()) {
                next = readAgainUntilOneFails(lot, next);
            }
        }

        /** Returns the sources that have to be opened once more, because their batch was dropped with another source. */
        private List<Candidate> readAgainUntilOneFails(String lot, List<Candidate> candidates) throws IOException {
            Map<RowSource, Candidate> group = new LinkedHashMap<>();
            List<RetryReading> open = new ArrayList<>();
            try {
                for (Candidate candidate : candidates) {
                    RetryReading reading = openOrNull(candidate);
                    if (reading != null) {
                        open.add(reading);
                        group.put(reading, candidate);
                    }
                }
                while (!open.isEmpty()) {
                    commitNext(lot, open);
                    for (RetryReading done :
                            open.stream().filter(RetryReading::isDone).toList()) {
                        open.remove(done);
                        group.remove(done);
                        done.close();
                    }
                }
            } catch (SourceFailure failed) {
                leave(failed.reading().source(), SourceFailure.describe(failed.ioCause()));
                group.remove(failed.reading());
            } finally {
                for (RetryReading reading : open) {
                    reading.close();
                }
            }
            return List.copyOf(group.values());
        }

        private @Nullable RetryReading openOrNull(Candidate candidate) {
            List<QuarantineEntry> entries = target.ledger().quarantine(candidate.sourceId());
            QuarantinedPlaces places = new QuarantinedPlaces(entries.stream()
                    .filter(entry -> candidate.attempts().containsKey(entry.place()))
                    .filter(entry -> entry.byteOffset() < loadedTo(candidate))
                    .toList());
            if (places.all().isEmpty()) {
                onlyCounted.add(candidate);
                return null;
            }
            Set<QuarantineEntry> again =
                    places.all().stream().map(QuarantinedPlaces.Place::entry).collect(Collectors.toSet());
            List<QuarantineEntry> kept = entries.stream()
                    .filter(entry -> !again.contains(entry))
                    .map(candidate::counted)
                    .toList();
            try {
                return RetryReading.open(candidate.source(), candidate.assessment(), places, kept, limits);
            } catch (IOException unreadable) {
                leave(candidate.source(), SourceFailure.describe(unreadable));
                return null;
            }
        }

        private long loadedTo(Candidate candidate) {
            return target.ledger().cursors(SourceKey.of(candidate.source())).stream()
                    .filter(cursor -> cursor.sourceId().equals(candidate.sourceId()))
                    .mapToLong(cursor -> cursor.loadedTo().offset())
                    .findFirst()
                    .orElse(0);
        }

        private void commitNext(String lot, List<RetryReading> group) {
            List<String> names = new ArrayList<>();
            group.forEach(reading -> names.addAll(reading.names()));
            commit(builder.build(batchId(names), lot, group));
            group.stream().filter(RetryReading::isBegun).forEach(RetryReading::committed);
        }

        /** Where nothing can be read before the cursor, the ledger learns that it was tried. */
        private void countAttempts() {
            List<BuiltBatch.Part> parts = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (Candidate candidate : onlyCounted) {
                List<QuarantineEntry> entries = target.ledger().quarantine(candidate.sourceId()).stream()
                        .map(candidate::counted)
                        .toList();
                if (!entries.isEmpty()) {
                    parts.add(new BuiltBatch.Part(0, candidate.sourceId(), null, "", entries));
                    names.add(candidate.sourceId());
                    entries.forEach(entry -> names.add(entry.byteOffset() + " " + entry.attempts()));
                }
            }
            if (!parts.isEmpty()) {
                BuiltBatch empty = builder.build(batchId(names), "", List.of());
                commit(new BuiltBatch(empty.id(), 0, empty.resources(), empty.sources(), parts, empty.lot()));
            }
        }

        private String batchId(List<String> places) {
            List<String> names =
                    new ArrayList<>(List.of(target.table(), BatchBuilder.MAPPING_VERSION, target.filter(), "retry"));
            names.addAll(places);
            return ContentHash.key(names);
        }

        private void commit(BuiltBatch batch) {
            target.commit(batch);
            rows += batch.rows();
            batches++;
        }
    }
}
