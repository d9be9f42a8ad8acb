package io.github.flowlog.aggregate;

import io.github.flowlog.Decision;
import io.github.flowlog.FlowBatch;

/** {@link GroupTotals} as words of a row. */
final class TotalWords {
    /** How many words there are. */
    static final int COUNT = 9;

    private static final int FLOWS = 0;
    private static final int DENIED = 1;
    private static final int PACKETS_SENT = 2;
    private static final int BYTES_SENT = 3;
    private static final int PACKETS_RECEIVED = 4;
    private static final int BYTES_RECEIVED = 5;
    private static final int WITHOUT_COUNTERS = 6;
    private static final int FIRST = 7;
    private static final int LAST = 8;

    private TotalWords() {}

    /** Makes words that count nothing yet. */
    static void clear(long[] words, int at) {
        words[at + FLOWS] = 0;
        words[at + DENIED] = 0;
        words[at + PACKETS_SENT] = FlowBatch.NOT_MEASURED;
        words[at + BYTES_SENT] = FlowBatch.NOT_MEASURED;
        words[at + PACKETS_RECEIVED] = FlowBatch.NOT_MEASURED;
        words[at + BYTES_RECEIVED] = FlowBatch.NOT_MEASURED;
        words[at + WITHOUT_COUNTERS] = 0;
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
        // All bits are set in what was not measured, and the sign of nothing else.
        if ((packetsSent & bytesSent & packetsReceived & bytesReceived) < 0) {
            words[at + WITHOUT_COUNTERS]++;
        } else {
            words[at + PACKETS_SENT] = GroupTotals.sum(words[at + PACKETS_SENT], packetsSent);
            words[at + BYTES_SENT] = GroupTotals.sum(words[at + BYTES_SENT], bytesSent);
            words[at + PACKETS_RECEIVED] = GroupTotals.sum(words[at + PACKETS_RECEIVED], packetsReceived);
            words[at + BYTES_RECEIVED] = GroupTotals.sum(words[at + BYTES_RECEIVED], bytesReceived);
        }
        words[at + FIRST] = Math.min(words[at + FIRST], time);
        words[at + LAST] = Math.max(words[at + LAST], time);
    }

    /** Adds other words to words. */
    static void addAll(long[] words, int at, long[] other, int otherAt) {
        words[at + FLOWS] += other[otherAt + FLOWS];
        words[at + DENIED] += other[otherAt + DENIED];
        for (int counter = PACKETS_SENT; counter <= BYTES_RECEIVED; counter++) {
            words[at + counter] = GroupTotals.sum(words[at + counter], other[otherAt + counter]);
        }
        words[at + WITHOUT_COUNTERS] += other[otherAt + WITHOUT_COUNTERS];
        words[at + FIRST] = Math.min(words[at + FIRST], other[otherAt + FIRST]);
        words[at + LAST] = Math.max(words[at + LAST], other[otherAt + LAST]);
    }

    static long last(long[] words, int at) {
        return words[at + LAST];
    }

    static long value(Metric metric, long[] words, int at) {
        return switch (metric) {
            case FLOWS -> words[at + FLOWS];
            case BYTES -> GroupTotals.sum(words[at + BYTES_SENT], words[at + BYTES_RECEIVED]);
            case PACKETS -> GroupTotals.sum(words[at + PACKETS_SENT], words[at + PACKETS_RECEIVED]);
        };
    }

    static GroupTotals totals(long[] words, int at) {
        return new GroupTotals(
                words[at + FLOWS],
                words[at + DENIED],
                words[at + PACKETS_SENT],
                words[at + BYTES_SENT],
                words[at + PACKETS_RECEIVED],
                words[at + BYTES_RECEIVED],
                words[at + WITHOUT_COUNTERS],
                words[at + FIRST],
                words[at + LAST]);
    }
}
