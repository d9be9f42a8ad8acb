package io.github.flowlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One flow tuple with all that is known about it, independent of any batch.
 *
 * @param time when the tuple was written, to the millisecond
 * @param source source address as canonical text
 * @param destination destination address as canonical text
 * @param sourcePort source port
 * @param destinationPort destination port
 * @param protocol IANA protocol number
 * @param direction which way the flow crossed the interface
 * @param decision what the rule did with it
 * @param state where in its life the flow was
 * @param encryption flow encryption code, empty for NSG flow logs
 * @param packetsSourceToDestination packets since the last update, null when not measured
 * @param bytesSourceToDestination bytes since the last update, null when not measured
 * @param packetsDestinationToSource packets since the last update, null when not measured
 * @param bytesDestinationToSource bytes since the last update, null when not measured
 * @param rule the rule that decided
 * @param aclId id of the access control list, see {@link FlowBatch#aclId}
 * @param mac MAC address of the interface, 12 upper-case hex digits
 * @param resourceId full id of what the log is about
 * @param format format of the record
 * @param recordTime the record's own time, to 100 ns
 * @param recordOffset absolute offset of the record's opening brace
 * @param tupleIndex position of the tuple within its record
 */
public record FlowTuple(
        Instant time,
        String source,
        String destination,
        int sourcePort,
        int destinationPort,
        int protocol,
        Direction direction,
        Decision decision,
        FlowState state,
        String encryption,
        @Nullable Long packetsSourceToDestination,
        @Nullable Long bytesSourceToDestination,
        @Nullable Long packetsDestinationToSource,
        @Nullable Long bytesDestinationToSource,
        String rule,
        String aclId,
        String mac,
        String resourceId,
        FlowLogFormat format,
        Instant recordTime,
        long recordOffset,
        int tupleIndex) {}
