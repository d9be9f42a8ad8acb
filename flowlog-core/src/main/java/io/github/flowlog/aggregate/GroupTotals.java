package io.github.flowlog.aggregate;

import io.github.flowlog.FlowBatch;

/**
 * What was counted of some flow tuples.
 *
 * <p><b>Units:</b> counters are sums of what came since the update before, {@link FlowBatch#NOT_MEASURED} where no flow tuple has the
 * counter, which is not 0; a sum that does not fit stays at {@link Long#MAX_VALUE}. Times are milliseconds since the epoch, UTC.
 *
 * @param flows how many flow tuples there are
 * @param denied how many of them were denied; the others were allowed
 * @param packetsSourceToDestination packets from source to destination
 * @param bytesSourceToDestination bytes from source to destination
 * @param packetsDestinationToSource packets from destination to source
 * @param bytesDestinationToSource bytes from destination to source
 * @param withoutCounters how many have none of the four counters
 * @param first when the first was written; {@link Long#MAX_VALUE} when there is none
 * @param last when the last was written; {@link Long#MIN_VALUE} when there is none
 */
public record GroupTotals(
        long flows,
        long denied,
        long packetsSourceToDestination,
        long bytesSourceToDestination,
        long packetsDestinationToSource,
        long bytesDestinationToSource,
        long withoutCounters,
        long first,
        long last) {

    /** How many were allowed. */
    public long allowed() {
        return flows - denied;
    }

    /** What groups are ranked by; counters of both directions together, or {@link FlowBatch#NOT_MEASURED} when neither is. */
    public long value(Metric metric) {
        return switch (metric) {
            case FLOWS -> flows;
            case BYTES -> sum(bytesSourceToDestination, bytesDestinationToSource);
            case PACKETS -> sum(packetsSourceToDestination, packetsDestinationToSource);
        };
    }

    /** Adds counters, of which {@link FlowBatch#NOT_MEASURED} adds nothing and is the sum only of its like. */
    static long sum(long counter, long other) {
        if (counter == FlowBatch.NOT_MEASURED) {
            return other;
        }
        if (other == FlowBatch.NOT_MEASURED) {
            return counter;
        }
        long sum = counter + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
