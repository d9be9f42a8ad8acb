package io.github.flowlog.adx;

import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.problem.BadInputPolicy;
import java.util.List;
import java.util.Objects;

/**
 * What to load.
 *
 * @param sources the logs, in the order in which they are read
 * @param badInput SKIP quarantines what cannot be read, STRICT stops at it
 */
public record LoadRequest(List<FlowLogSource> sources, BadInputPolicy badInput) {
    /** Checks the arguments. */
    public LoadRequest {
        sources = List.copyOf(sources);
        Objects.requireNonNull(badInput, "badInput");
    }
}
