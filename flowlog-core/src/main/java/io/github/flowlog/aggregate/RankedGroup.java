package io.github.flowlog.aggregate;

import java.util.List;

/**
 * One group of a {@link Ranking}.
 *
 * @param key the key, one text for each column of the {@link AggregationKey}
 * @param totals what was counted
 * @param share part of the metric over all groups, 0 to 1; not a number when it was not measured or is 0 over all
 * @param cumulativeShare part of this group and those before it
 */
public record RankedGroup(List<String> key, GroupTotals totals, double share, double cumulativeShare) {}
