package io.github.flowlog.adx;

import io.github.flowlog.adx.SourceOutcome.Kind;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.target.LoadTarget;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a load would do, told from the ledger and the first record of each source that is not in it; nothing is written.
 *
 * @param sources how many sources would be treated in each way
 * @param bytes stored bytes that would be read
 */
public record LoadPreview(Map<Kind, Long> sources, long bytes) {
    /** Makes the counts unmodifiable. */
    public LoadPreview {
        sources = Map.copyOf(sources);
    }

    /** Looks at each source of a request. */
    public static LoadPreview of(LoadTarget target, LoadRequest request) throws IOException {
        return of(target.ledger()::cursors, request);
    }

    /** Looks at each source of a request whose target is not there yet, and has nothing loaded. */
    public static LoadPreview ofNewTarget(LoadRequest request) throws IOException {
        return of(source -> List.of(), request);
    }

    private static LoadPreview of(Function<SourceKey, List<Cursor>> ledger, LoadRequest request) throws IOException {
        SourceAssessor assessor = new SourceAssessor(request.limits());
        Map<Kind, Long> sources = new EnumMap<>(Kind.class);
        Set<SourceKey> seen = new HashSet<>();
        long bytes = 0;
        for (FlowLogSource source : request.sources()) {
            SourceKey key = SourceKey.of(source);
            if (!seen.add(key)) {
                continue;
            }
            Kind kind = Kind.FAILED;
            try {
                List<Cursor> cursors = ledger.apply(key);
                Assessment assessment = assessor.assess(source, cursors);
                kind = assessment.kind();
                if (!assessment.needsNoReading()) {
                    bytes += Math.max(
                            0, assessment.state().bytes() - assessment.start().offset());
                }
            } catch (IOException unreadable) {
                // it counts as one that would fail
                kind = Kind.FAILED;
            }
            sources.merge(kind, 1L, Long::sum);
        }
        return new LoadPreview(sources, bytes);
    }

    /** How many sources would be treated in one way. */
    public long count(Kind kind) {
        return sources.getOrDefault(kind, 0L);
    }
}
