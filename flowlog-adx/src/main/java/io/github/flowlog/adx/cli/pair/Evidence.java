package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowState;
import io.github.flowlog.aggregate.AggregationKey;
import io.github.flowlog.aggregate.FlowAggregator;
import io.github.flowlog.aggregate.GroupTotals;
import io.github.flowlog.aggregate.KeyField;
import io.github.flowlog.aggregate.Metric;
import io.github.flowlog.aggregate.RankedGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one rule did at one network interface with the flows to one port.
 *
 * @param place where, and by which rule
 * @param service protocol and port
 * @param flows how many flow tuples
 * @param sent bytes from source to destination, {@link FlowBatch#NOT_MEASURED} when no flow tuple has them
 * @param received bytes from destination to source, likewise
 * @param first when the first flow tuple was written
 * @param last when the last one was
 * @param begun when the last flow began, {@code Long.MIN_VALUE} when no begin was logged
 */
record Evidence(Place place, String service, long flows, long sent, long received, long first, long last, long begun) {
    /** What flows are grouped by. */
    static final AggregationKey KEY = AggregationKey.of(
            KeyField.DIRECTION,
            KeyField.MAC,
            KeyField.ACL,
            KeyField.RULE,
            KeyField.DECISION,
            KeyField.PROTOCOL,
            KeyField.DESTINATION_PORT,
            KeyField.STATE);

    private static final long NEVER = Long.MIN_VALUE;

    /**
     * Where a decision was made.
     *
     * @param direction as the interface saw it
     * @param mac the interface
     * @param acl the name of the NSG, or the id of the ACL
     * @param rule the rule
     * @param decision what it did
     */
    record Place(String direction, String mac, String acl, String rule, String decision) {
        boolean isInbound() {
            return direction.equals(Direction.INBOUND.text());
        }

        boolean isDenied() {
            return decision.equals(Decision.DENIED.text());
        }
    }

    /** All evidence, by the number of flow tuples. */
    static List<Evidence> of(FlowAggregator flows) {
        Map<List<String>, Evidence> all = new LinkedHashMap<>();
        for (RankedGroup group : flows.top(Metric.FLOWS, flows.groups())) {
            List<String> key = group.key();
            all.merge(key.subList(0, key.size() - 1), of(key, group.totals()), Evidence::plus);
        }
        return new ArrayList<>(all.values());
    }

    private static Evidence of(List<String> key, GroupTotals totals) {
        String state = key.get(7);
        boolean later = state.equals(FlowState.CONTINUE.text()) || state.equals(FlowState.END.text());
        return new Evidence(
                new Place(key.get(0), key.get(1), key.get(2), key.get(3), key.get(4)),
                key.get(5) + " " + key.get(6),
                totals.flows(),
                totals.bytesSourceToDestination(),
                totals.bytesDestinationToSource(),
                totals.first(),
                totals.last(),
                later ? NEVER : totals.last());
    }

    /** Both together; the place of both is the same. */
    Evidence plus(Evidence other) {
        return new Evidence(
                place,
                service,
                flows + other.flows,
                sum(sent, other.sent),
                sum(received, other.received),
                Math.min(first, other.first),
                Math.max(last, other.last),
                Math.max(begun, other.begun));
    }

    /** When the rule decided last. A flow that is under way is not judged again, so its begin counts, else the first that was seen. */
    long decided() {
        return begun == NEVER ? first : begun;
    }

    /** Bytes of both directions. */
    long bytes() {
        return sum(sent, received);
    }

    private static long sum(long counter, long other) {
        if (counter == FlowBatch.NOT_MEASURED) {
            return other;
        }
        return other == FlowBatch.NOT_MEASURED ? counter : counter + other;
    }
}
