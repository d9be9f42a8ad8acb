package io.github.flowlog.adx;

import io.github.flowlog.ReadLimits;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.problem.BadInputPolicy;
import java.util.List;
import java.util.Objects;

/**
 * What to load.
 *
 * @param sources the logs, in the order in which they are read
 * @param badInput SKIP quarantines what cannot be read, STRICT stops at it
 * @param limits how much a hostile source may take; one that was read up to a limit is read on when the limits are others
 * @param filter only flow tuples that pass it are loaded; a table is of one filter for good
 */
public record LoadRequest(List<FlowLogSource> sources, BadInputPolicy badInput, ReadLimits limits, FlowFilter filter) {
    /** Checks the arguments. */
    public LoadRequest {
        sources = List.copyOf(sources);
        Objects.requireNonNull(badInput, "badInput");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(filter, "filter");
    }

    /** Asks for all flow tuples of sources. */
    public LoadRequest(List<FlowLogSource> sources, BadInputPolicy badInput, ReadLimits limits) {
        this(sources, badInput, limits, FlowFilter.all());
    }

    /** Asks for sources within the default limits. */
    public LoadRequest(List<FlowLogSource> sources, BadInputPolicy badInput) {
        this(sources, badInput, ReadLimits.defaults());
    }

    /** Canonical text of the filter, empty for all flow tuples. */
    String filterText() {
        return filter.isAll() ? "" : filter.toString();
    }
}
