package io.github.flowlog.aggregate;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.net.NamedNetworks;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Groups flow tuples by a key and counts them, their bytes and their packets.
 *
 * <pre>{@code
 * FlowAggregator talkers = FlowAggregator.of(AggregationKey.parse("src"), 256L << 20);
 * while (reader.next(batch)) {
 *     talkers.add(batch, matcher.select(batch));
 * }
 * for (RankedGroup group : talkers.top(Metric.BYTES, 10)) { ... }
 * }</pre>
 *
 * <p><b>Memory:</b> a group takes 8 bytes for each 64 bits of its key (an address 32, a port 16, a text 32, a time bin 32, a protocol 8,
 * all else less), 72 bytes of totals and 11 to 21 bytes of hash table: 10 million pairs of IPv4 addresses about 1 GB. Each distinct IPv6
 * address takes 27 to 37 bytes once, each distinct text its own. All of it stays below the number of bytes given, or {@link #add} throws.
 * {@link #top} takes 4 bytes more for each group that it returns.
 *
 * <p><b>Thread-safety:</b> none.
 */
public final class FlowAggregator {
    /** Rows whose keys are packed at a time. */
    private static final int BLOCK = 64;

    private final AggregationKey key;
    private final MemoryBudget budget;
    private final PackedKey packed;
    private final WordTable groups;
    private final long[] words;
    private final RowSelection all = new RowSelection();

    private FlowAggregator(AggregationKey key, NamedNetworks networks, long memoryBytes) {
        SplittableRandom random = new SplittableRandom();
        this.key = key;
        this.budget = new MemoryBudget(memoryBytes);
        this.packed = new PackedKey(key, networks, budget, random);
        this.groups = new WordTable(packed.words(), TotalWords.COUNT, Integer.MAX_VALUE - 1, budget, random);
        this.words = new long[BLOCK * packed.words()];
    }

    /**
     * Makes an aggregator without groups.
     *
     * @param key what to group by
     * @param memoryBytes how many bytes the groups may take
     * @throws IllegalArgumentException if the key has a column of network names
     */
    public static FlowAggregator of(AggregationKey key, long memoryBytes) {
        if (key.needsNetworks()) {
            throw new IllegalArgumentException("the key asks for names of networks, but no networks are given");
        }
        return of(key, NamedNetworks.of(Map.of()), memoryBytes);
    }

    /**
     * Makes an aggregator without groups.
     *
     * @param key what to group by
     * @param networks the networks that have names
     * @param memoryBytes how many bytes the groups may take
     */
    public static FlowAggregator of(AggregationKey key, NamedNetworks networks, long memoryBytes) {
        return new FlowAggregator(key, networks, memoryBytes);
    }

    /**
     * Counts all rows of a batch.
     *
     * @throws AggregationLimitException if the groups do not fit; rows before were counted, and the groups so far can still be asked for
     */
    public void add(FlowBatch batch) {
        all.selectAll(batch);
        add(batch, all);
    }

    /**
     * Counts the selected rows of a batch.
     *
     * @throws AggregationLimitException if the groups do not fit; rows before were counted, and the groups so far can still be asked for
     */
    public void add(FlowBatch batch, RowSelection rows) {
        try {
            packed.begin(batch);
            for (int from = 0; from < rows.size(); from += BLOCK) {
                add(batch, rows, from, Math.min(BLOCK, rows.size() - from));
            }
        } catch (MemoryBudget.BudgetExceeded full) {
            throw new AggregationLimitException(groups.size(), budget.limit());
        }
    }

    private void add(FlowBatch batch, RowSelection rows, int from, int count) {
        packed.pack(batch, rows, from, count, words);
        for (int i = 0; i < count; i++) {
            int key = i * packed.words();
            int before = groups.size();
            int group = groups.row(words, key, groups.hash(words, key));
            long[] segment = groups.segment(group);
            int at = groups.at(group) + packed.words();
            if (group == before) {
                TotalWords.clear(segment, at);
            }
            TotalWords.add(batch, rows.row(from + i), segment, at);
        }
    }

    /** What is grouped by. */
    public AggregationKey key() {
        return key;
    }

    /** How many groups there are. */
    public int groups() {
        return groups.size();
    }

    /** How many bytes the groups take now. */
    public long memoryBytes() {
        return budget.used();
    }

    /** The totals over all groups. */
    public GroupTotals totals() {
        long[] sum = new long[TotalWords.COUNT];
        TotalWords.clear(sum, 0);
        for (int group = 0; group < groups.size(); group++) {
            TotalWords.addAll(sum, 0, groups.segment(group), groups.at(group) + packed.words());
        }
        return TotalWords.totals(sum, 0);
    }

    /**
     * The groups with the highest values.
     *
     * <p>Equal values stand in the order of the last flow tuple, the latest first, then of the key: addresses by number, IPv4 before
     * IPv6, texts by character. So the same flow tuples give the same result, in whatever order they came. Groups of which the metric was
     * not measured come last.
     *
     * @param metric what groups are ranked by
     * @param count how many groups are wanted; there may be fewer
     */
    public Ranking top(Metric metric, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must be 0 or more, not " + count);
        }
        int[] best = new TopRows(groups.size(), Math.min(count, groups.size()), (a, b) -> compare(metric, a, b)).rows();
        return new Ranking(metric, totals(), best, new Groups());
    }

    private final class Groups implements Ranking.Source {
        @Override
        public List<String> key(int group) {
            return packed.texts(groups.segment(group), groups.at(group));
        }

        @Override
        public GroupTotals totals(int group) {
            return TotalWords.totals(groups.segment(group), groups.at(group) + packed.words());
        }
    }

    /** Negative when group {@code a} stands before group {@code b}. */
    private int compare(Metric metric, int a, int b) {
        long[] segmentA = groups.segment(a);
        long[] segmentB = groups.segment(b);
        int atA = groups.at(a);
        int atB = groups.at(b);
        int totalsA = atA + packed.words();
        int totalsB = atB + packed.words();
        int byValue =
                Long.compare(TotalWords.value(metric, segmentB, totalsB), TotalWords.value(metric, segmentA, totalsA));
        if (byValue != 0) {
            return byValue;
        }
        int byLast = Long.compare(TotalWords.last(segmentB, totalsB), TotalWords.last(segmentA, totalsA));
        return byLast != 0 ? byLast : packed.compare(segmentA, atA, segmentB, atB);
    }
}
