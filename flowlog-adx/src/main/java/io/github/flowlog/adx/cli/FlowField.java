package io.github.flowlog.adx.cli;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.encode.FlowLogResource;

/** The columns of the table that {@code show} prints. */
enum FlowField {
    TIME,
    DIR,
    STATUS,
    STATE,
    PROTO,
    SOURCE,
    DESTINATION,
    RULE,
    ACL,
    MAC,
    PACKETS,
    BYTES;

    static final String NOT_MEASURED = "-";

    /** The cell of a row; the time always in full. */
    String text(FlowBatch batch, int row) {
        return switch (this) {
            case TIME -> FlowTimeText.full(batch.time(row));
            case DIR -> batch.direction(row) == Direction.INBOUND ? "in" : "out";
            case STATUS -> batch.decision(row) == Decision.DENIED ? "deny" : "allow";
            case STATE ->
                switch (batch.state(row)) {
                    case NONE -> NOT_MEASURED;
                    case BEGIN -> "begin";
                    case CONTINUE -> "cont";
                    case END -> "end";
                    case DENY -> "deny";
                };
            case PROTO -> IpProtocol.keyword(batch.protocol(row));
            case SOURCE -> endpoint(batch.source(row), batch.isSourceIpv6(row), batch.sourcePort(row));
            case DESTINATION ->
                endpoint(batch.destination(row), batch.isDestinationIpv6(row), batch.destinationPort(row));
            case RULE -> orDash(batch.rule(row));
            case ACL -> orDash(FlowLogResource.aclGroup(batch.aclId(row)));
            case MAC -> orDash(batch.mac(row));
            case PACKETS -> both(batch.packetsSourceToDestination(row), batch.packetsDestinationToSource(row));
            case BYTES -> both(batch.bytesSourceToDestination(row), batch.bytesDestinationToSource(row));
        };
    }

    boolean isNumber() {
        return this == PACKETS || this == BYTES;
    }

    boolean isEndpoint() {
        return this == SOURCE || this == DESTINATION;
    }

    private static String endpoint(String address, boolean ipv6, int port) {
        return ipv6 ? "[" + address + "]:" + port : address + ":" + port;
    }

    private static String both(long sent, long received) {
        if (sent == FlowBatch.NOT_MEASURED && received == FlowBatch.NOT_MEASURED) {
            return NOT_MEASURED;
        }
        return counter(sent) + "/" + counter(received);
    }

    private static String counter(long count) {
        return count == FlowBatch.NOT_MEASURED ? NOT_MEASURED : Words.units(count);
    }

    private static String orDash(String text) {
        return text.isEmpty() ? NOT_MEASURED : TerminalText.printable(text);
    }
}
