package io.github.flowlog.aggregate;

import io.github.flowlog.Decision;
import io.github.flowlog.FlowBatch;

/**
 * {@link GroupTotals} as words of a row, of which 0 is the state without flows but for {@link #FIRST} and {@link #LAST}.
 *
 * <p>What was measured is kept as flags beside the sums, so that counting has no branch that the processor would have to guess.
 */
final class TotalWords {
    /** How many words there are. */
    static final int COUNT = 9;

    private static final int FLOWS = 0;
    private static final int DENIED = 1;
    private static final int PACKETS_SENT = 2;
    private static final int BYTES_SENT = 3;
    private static final int PACKETS_RECEIVED = 4;
    private static final int BYTES_RECEIVED = 5;
    /** How many have no counters, and in the upper four bits which counters were measured at all. */
    private static final int WITHOUT_COUNTERS = 6;

    private static final int FIRST = 7;
    private static final int LAST = 8;

    private static final int FLAGS_SHIFT = 60;
    private static final long COUNT_MASK = (1L << FLAGS_SHIFT) - 1;

    private TotalWords() {}

    /** Makes words that count nothing yet. */
    static void clear(long[] words, int at) {
        for (int word = 0; word < FIRST; word++) {
            words[at + word] = 0;
        }
        words[at + FIRST] = Long.MAX_VALUE;
        words[at + LAST] = Long.MIN_VALUE;
    }

    /** Counts a row of a batch. */
    static void add(FlowBatch batch, int row, long[] words, int at) {
        long packetsSent = batch.packetsSourceToDestination(row);
        long bytesSent = batch.bytesSourceToDestination(row);
        long packetsReceived = batch.packetsDestinationToSource(row);
        long bytesReceived = batch.bytesDestinationToSource(row);
        long time = batch.time(row);
        words[at + FLOWS]++;
        words[at + DENIED] += batch.decision(row) == Decision.DENIED ? 1 : 0;
        add(words, at + PACKETS_SENT, packetsSent);
        add(words, at + BYTES_SENT, bytesSent);
        add(words, at + PACKETS_RECEIVED, packetsReceived);
        add(words, at + BYTES_RECEIVED, bytesReceived);
        // The sign of a counter is set only when it was not measured, then with all its bits.
        long none = (packetsSent & bytesSent & packetsReceived & bytesReceived) >>> (Long.SIZE - 1);
        long measured = flag(packetsSent, PACKETS_SENT)
                | flag(bytesSent, BYTES_SENT)
                | flag(packetsReceived, PACKETS_RECEIVED)
                | flag(bytesReceived, BYTES_RECEIVED);
        words[at + WITHOUT_COUNTERS] = (words[at + WITHOUT_COUNTERS] + none) | measured;
        words[at + FIRST] = Math.min(words[at + FIRST], time);
        words[at + LAST] = Math.max(words[at + LAST], time);
    }

    private static void add(long[] words, int at, long counter) {
        long sum = words[at] + (counter & ~(counter >> (Long.SIZE - 1)));
        words[at] = sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long flag(long counter, int word) {
        return (~counter >>> (Long.SIZE - 1)) << (FLAGS_SHIFT + word - PACKETS_SENT);
    }

    /** Adds other words to words. */
    static void addAll(long[] words, int at, long[] other, int otherAt) {
        words[at + FLOWS] += other[otherAt + FLOWS];
        words[at + DENIED] += other[otherAt + DENIED];
        for (int counter = PACKETS_SENT; counter <= BYTES_RECEIVED; counter++) {
            add(words, at + counter, other[otherAt + counter]);
        }
        long measured = other[otherAt + WITHOUT_COUNTERS] & ~COUNT_MASK;
        words[at + WITHOUT_COUNTERS] =
                (words[at + WITHOUT_COUNTERS] + (other[otherAt + WITHOUT_COUNTERS] & COUNT_MASK)) | measured;
        words[at + FIRST] = Math.min(words[at + FIRST], other[otherAt + FIRST]);
        words[at + LAST] = Math.max(words[at + LAST], other[otherAt + LAST]);
    }

    static long last(long[] words, int at) {
        return words[at + LAST];
    }

    static long value(Metric metric, long[] words, int at) {
        return switch (metric) {
            case FLOWS -> words[at + FLOWS];
            case BYTES -> GroupTotals.sum(counter(words, at, BYTES_SENT), counter(words, at, BYTES_RECEIVED));
            case PACKETS -> GroupTotals.sum(counter(words, at, PACKETS_SENT), counter(words, at, PACKETS_RECEIVED));
        };
    }

    private static long counter(long[] words, int at, int word) {
        boolean measured = (words[at + WITHOUT_COUNTERS] >>> (FLAGS_SHIFT + word - PACKETS_SENT) & 1) != 0;
        return measured ? words[at + word] : FlowBatch.NOT_MEASURED;
    }

    static GroupTotals totals(long[] words, int at) {
        return new GroupTotals(
                words[at + FLOWS],
                words[at + DENIED],
                counter(words, at, PACKETS_SENT),
                counter(words, at, BYTES_SENT),
                counter(words, at, PACKETS_RECEIVED),
                counter(words, at, BYTES_RECEIVED),
                words[at + WITHOUT_COUNTERS] & COUNT_MASK,
                words[at + FIRST],
                words[at + LAST]);
    }
}
