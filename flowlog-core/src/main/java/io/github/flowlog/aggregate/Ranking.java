package io.github.flowlog.aggregate;

import io.github.flowlog.FlowBatch;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The groups with the highest values, the highest first.
 *
 * <p>Groups are made as they are iterated over, from the {@link FlowAggregator}, to which nothing may be added meanwhile.
 */
public final class Ranking implements Iterable<RankedGroup> {
    private final Metric metric;
    private final GroupTotals totals;
    private final int[] groups;
    private final Source source;

    /** Where groups are read by their numbers. */
    interface Source {
        List<String> key(int group);

        GroupTotals totals(int group);
    }

    Ranking(Metric metric, GroupTotals totals, int[] groups, Source source) {
        this.metric = metric;
        this.totals = totals;
        this.groups = groups;
        this.source = source;
    }

    /** How many groups are ranked. */
    public int size() {
        return groups.length;
    }

    /** The totals over all groups, also over those that are not ranked. */
    public GroupTotals totals() {
        return totals;
    }

    @Override
    public Iterator<RankedGroup> iterator() {
        return new Groups();
    }

    private final class Groups implements Iterator<RankedGroup> {
        private final double whole = Math.max(0, totals.value(metric));
        private int next;
        private long passed;

        @Override
        public boolean hasNext() {
            return next < groups.length;
        }

        @Override
        public RankedGroup next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int group = groups[next++];
            GroupTotals counted = source.totals(group);
            long value = counted.value(metric);
            passed = GroupTotals.sum(passed, value);
            double share = value == FlowBatch.NOT_MEASURED ? Double.NaN : value / whole;
            return new RankedGroup(source.key(group), counted, share, passed / whole);
        }
    }
}
