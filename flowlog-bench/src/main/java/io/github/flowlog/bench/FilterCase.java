package io.github.flowlog.bench;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowType;
import io.github.flowlog.filter.FlowFilter;
import io.github.flowlog.filter.FlowMatcher;
import io.github.flowlog.net.Ipv4;
import java.util.Locale;

/** A typical filter, as an expression and as the lambda over one row that a programmer would write instead. */
public enum FilterCase {
    /** One enum. */
    DENIED("denied", (batch, row) -> batch.decision(row) == Decision.DENIED),
    /** What {@code drops} asks. */
    DROPS(
            "denied and in and not src ip 168.63.129.16",
            (batch, row) -> batch.decision(row) == Decision.DENIED
                    && batch.direction(row) == Direction.INBOUND
                    && (batch.isSourceIpv6(row) || batch.sourceIpv4(row) != Ipv4.parse("168.63.129.16"))),
    /** Two ports and a prefix. */
    WEB(
            "allowed and dst port in (80, 443) and src net 10.0.0.0/8",
            (batch, row) -> batch.decision(row) == Decision.ALLOWED
                    && (batch.destinationPort(row) == 80 || batch.destinationPort(row) == 443)
                    && !batch.isSourceIpv6(row)
                    && batch.sourceIpv4(row) >>> 24 == 10),
    /** A disjunction that hardly narrows. */
    PORTS(
            "port > 1023 or proto udp",
            (batch, row) ->
                    batch.sourcePort(row) > 1_023 || batch.destinationPort(row) > 1_023 || batch.protocol(row) == 17),
    /** A pattern over text, which most rows share with their neighbours. */
    RULE(
            "rule \"*Vnet*\"",
            (batch, row) -> batch.rule(row).toLowerCase(Locale.ROOT).contains("vnet")),
    /** Both ends' addresses, and counters that may not be measured. */
    UPLOADS(
            "type PrivateToPublic and bytes > 10k",
            (batch, row) -> batch.type(row) == FlowType.PRIVATE_TO_PUBLIC
                    && Math.max(0, batch.bytesSourceToDestination(row))
                                    + Math.max(0, batch.bytesDestinationToSource(row))
                            > 10_000),
    /** Several prefixes of both families. */
    SCOPE("src scope private and not dst scope private", (batch, row) -> batch.type(row) == FlowType.PRIVATE_TO_PUBLIC);

    /** A condition on one row. */
    interface RowCondition {
        /** Whether the row is wanted. */
        boolean test(FlowBatch batch, int row);
    }

    private final String expression;
    private final RowCondition byHand;

    FilterCase(String expression, RowCondition byHand) {
        this.expression = expression;
        this.byHand = byHand;
    }

    /** A new matcher of the expression. */
    FlowMatcher matcher() {
        return FlowFilter.parse(expression).matcher();
    }

    /** The lambda. */
    RowCondition byHand() {
        return byHand;
    }
}
