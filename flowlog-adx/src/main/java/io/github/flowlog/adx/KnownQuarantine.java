package io.github.flowlog.adx;

import io.github.flowlog.adx.ledger.Ledger;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.target.BuiltBatch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a ledger holds in quarantine while a load goes on, and what a batch brings that is new to it. */
final class KnownQuarantine {
    private final Ledger ledger;
    /** So that the ledger is asked only for the few sources that it holds something bad of. */
    private final Set<String> sources;

    KnownQuarantine(Ledger ledger) {
        this.ledger = ledger;
        this.sources = new HashSet<>(ledger.quarantinedSources());
    }

    /** Whether anything of a source is in quarantine. */
    boolean holds(String sourceId) {
        return sources.contains(sourceId);
    }

    /** What is in quarantine of a source, ordered by offset. */
    List<QuarantineEntry> of(String sourceId) {
        return holds(sourceId) ? ledger.quarantine(sourceId) : List.of();
    }

    /** How many problems of a source are in quarantine. */
    long problems(String sourceId) {
        return of(sourceId).stream().mapToLong(QuarantineEntry::problems).sum();
    }

    /** Whether the quarantine will be another one when a part is committed. */
    boolean isChangedBy(BuiltBatch.Part part) {
        List<QuarantineEntry> behind = of(part.sourceId()).stream()
                .filter(entry -> entry.byteOffset() >= part.from())
                .toList();
        return !losses(behind).equals(losses(part.quarantine()));
    }

    /** How many problems of a part are not in quarantine yet. */
    long countNew(BuiltBatch.Part part) {
        if (part.quarantine().isEmpty()) {
            return 0;
        }
        Map<QuarantineEntry.Place, Loss> known = losses(of(part.sourceId()));
        long count = 0;
        for (QuarantineEntry entry : part.quarantine()) {
            Loss before = known.getOrDefault(entry.place(), Loss.NONE);
            if (entry.problems() > before.problems()) {
                count += entry.problems() - before.problems();
            } else if (entry.unreadBytes() > before.unreadBytes()) {
                count++;
            }
        }
        return count;
    }

    /** The ledger has learnt of a part. */
    void committed(BuiltBatch.Part part) {
        sources.remove(part.replacedSourceId());
        if (part.from() == 0) {
            sources.remove(part.sourceId());
        }
        if (!part.quarantine().isEmpty()) {
            sources.add(part.sourceId());
        }
    }

    private static Map<QuarantineEntry.Place, Loss> losses(List<QuarantineEntry> entries) {
        Map<QuarantineEntry.Place, Loss> losses = new HashMap<>();
        entries.forEach(entry -> losses.put(entry.place(), new Loss(entry.problems(), entry.unreadBytes())));
        return losses;
    }

    /** How much is lost at one place; it grows with a source behind whose bad place nothing can be read. */
    private record Loss(long problems, long unreadBytes) {
        static final Loss NONE = new Loss(0, 0);
    }
}
