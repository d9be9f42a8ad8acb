package io.github.flowlog.filter;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.filter.NumberRanges.Range;
import java.util.List;

/** Rows whose small number - a port, the protocol, or what an enum says by its ordinal - is in a set of bits. */
final class NumberTest extends RowTest {
    private static final int PORTS = 65_536;
    private static final int PROTOCOLS = 256;

    private enum Column {
        DIRECTION,
        DECISION,
        STATE,
        FORMAT,
        TYPE,
        PROTOCOL,
        SOURCE_PORT,
        DESTINATION_PORT,
        EITHER_PORT
    }

    private final Column column;
    private final long[] bits;

    /** 1 to keep the rows that are not in the set. */
    private final int flip;

    private NumberTest(Column column, int numbers, List<Range> ranges, boolean negated) {
        this.column = column;
        this.bits = new long[(numbers + Long.SIZE - 1) / Long.SIZE];
        this.flip = negated ? 1 : 0;
        for (Range range : ranges) {
            for (int number = range.first(); number <= range.last(); number++) {
                bits[number >> 6] |= 1L << number;
            }
        }
    }

    static NumberTest of(Condition condition, boolean negated) {
        if (condition instanceof Condition.PortIn in) {
            Column column = switch (in.side()) {
                case SOURCE -> Column.SOURCE_PORT;
                case DESTINATION -> Column.DESTINATION_PORT;
                case EITHER -> Column.EITHER_PORT;
            };
            return new NumberTest(column, PORTS, in.ports().ranges(), negated);
        }
        if (condition instanceof Condition.ProtocolIn in) {
            return new NumberTest(Column.PROTOCOL, PROTOCOLS, in.protocols().ranges(), negated);
        }
        if (condition instanceof Condition.DirectionIs is) {
            return ofEnum(Column.DIRECTION, is.direction(), negated);
        }
        if (condition instanceof Condition.DecisionIs is) {
            return ofEnum(Column.DECISION, is.decision(), negated);
        }
        if (condition instanceof Condition.StateIs is) {
            return ofEnum(Column.STATE, is.state(), negated);
        }
        if (condition instanceof Condition.FormatIs is) {
            return ofEnum(Column.FORMAT, is.format(), negated);
        }
        if (condition instanceof Condition.TypeIs is) {
            return ofEnum(Column.TYPE, is.type(), negated);
        }
        throw new IllegalArgumentException("no small number in " + condition);
    }

    private static NumberTest ofEnum(Column column, Enum<?> constant, boolean negated) {
        Range range = new Range(constant.ordinal(), constant.ordinal());
        return new NumberTest(column, Long.SIZE, List.of(range), negated);
    }

    @Override
    int narrow(FlowBatch batch, int[] rows, int size) {
        return switch (column) {
            case DIRECTION -> narrowByDirection(batch, rows, size);
            case DECISION -> narrowByDecision(batch, rows, size);
            case STATE -> narrowByState(batch, rows, size);
            case FORMAT -> narrowByFormat(batch, rows, size);
            case TYPE -> narrowByType(batch, rows, size);
            case PROTOCOL -> narrowByProtocol(batch, rows, size);
            case SOURCE_PORT -> narrowBySourcePort(batch, rows, size);
            case DESTINATION_PORT -> narrowByDestinationPort(batch, rows, size);
            case EITHER_PORT -> narrowByEitherPort(batch, rows, size);
        };
    }

    private int narrowByDirection(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += keeps(batch.direction(row).ordinal());
        }
        return kept;
    }

    private int narrowByDecision(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += keeps(batch.decision(row).ordinal());
        }
        return kept;
    }

    private int narrowByState(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += keeps(batch.state(row).ordinal());
        }
        return kept;
    }

    private int narrowByFormat(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += keeps(batch.format(row).ordinal());
        }
        return kept;
    }

    private int narrowByType(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += keeps(batch.type(row).ordinal());
        }
        return kept;
    }

    private int narrowByProtocol(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += keeps(batch.protocol(row));
        }
        return kept;
    }

    private int narrowBySourcePort(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += keeps(batch.sourcePort(row));
        }
        return kept;
    }

    private int narrowByDestinationPort(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += keeps(batch.destinationPort(row));
        }
        return kept;
    }

    private int narrowByEitherPort(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += (bit(batch.sourcePort(row)) | bit(batch.destinationPort(row))) ^ flip;
        }
        return kept;
    }

    private int keeps(int number) {
        return bit(number) ^ flip;
    }

    private int bit(int number) {
        return (int) (bits[number >> 6] >>> number) & 1;
    }
}
