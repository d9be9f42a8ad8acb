package io.github.flowlog.filter;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowType;
import java.util.List;

/**
 * One node of the syntax tree of a filter.
 *
 * <p>Every condition is true or false for every row: a counter that was not measured makes its comparison false, so its negation true.
 */
sealed interface Condition {

    /** All of them; the empty list is true. */
    record And(List<Condition> parts) implements Condition {}

    /** One of them; the empty list is false. */
    record Or(List<Condition> parts) implements Condition {}

    /** The opposite. */
    record Not(Condition part) implements Condition {}

    /** An address is one of a set: {@code ip}, {@code net}, {@code net name:}, {@code scope}. */
    record AddressIn(Side side, AddressSet addresses) implements Condition {}

    /** A port is in a set. */
    record PortIn(Side side, NumberRanges ports) implements Condition {}

    /** The IANA protocol number is in a set. */
    record ProtocolIn(NumberRanges protocols) implements Condition {}

    /** Which way the flow crossed the interface. */
    record DirectionIs(Direction direction) implements Condition {}

    /** What the rule did. */
    record DecisionIs(Decision decision) implements Condition {}

    /** Where in its life the flow was. */
    record StateIs(FlowState state) implements Condition {}

    /** Private and public ends. */
    record TypeIs(FlowType type) implements Condition {}

    /** The version of the record. */
    record FormatIs(FlowLogFormat format) implements Condition {}

    /** A text column matches a pattern. */
    record TextLike(TextColumn column, TextPattern pattern) implements Condition {}

    /** A counter compares to a number; false when it was not measured, whatever the comparison. */
    record CounterIs(Counter counter, Comparison comparison, long value) implements Condition {}

    /**
     * The tuple's time, in milliseconds since the epoch, is at or after {@code from} and before {@code to}; {@link Long#MIN_VALUE} and
     * {@link Long#MAX_VALUE} leave a side open, other bounds lie in the years 1970 to 9999.
     */
    record TimeIn(long from, long to) implements Condition {}
}
