package io.github.flowlog.filter;

import io.github.flowlog.FlowBatch;

/** Rows whose counter, or sum of both directions, compares to a number as wanted. */
final class CounterTest extends RowTest {
    private static final int NOT_MEASURED = 3;

    private final Counter counter;
    private final long value;

    /** Bit 0, 1, 2: keep what is less, equal, more; bit 3: keep what was not measured. */
    private final int kept;

    CounterTest(Condition.CounterIs is, boolean negated) {
        this.counter = is.counter();
        this.value = is.value();
        int wanted = switch (is.comparison()) {
            case LESS -> 0b001;
            case AT_MOST -> 0b011;
            case EQUAL -> 0b010;
            case NOT_EQUAL -> 0b101;
            case AT_LEAST -> 0b110;
            case MORE -> 0b100;
        };
        this.kept = negated ? ~wanted : wanted;
    }

    @Override
    int narrow(FlowBatch batch, int[] rows, int size) {
        int passed = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[passed] = row;
            passed += switch (counter) {
                case PACKETS -> sum(batch.packetsSourceToDestination(row), batch.packetsDestinationToSource(row));
                case PACKETS_SENT -> one(batch.packetsSourceToDestination(row));
                case PACKETS_RECEIVED -> one(batch.packetsDestinationToSource(row));
                case BYTES -> sum(batch.bytesSourceToDestination(row), batch.bytesDestinationToSource(row));
                case BYTES_SENT -> one(batch.bytesSourceToDestination(row));
                case BYTES_RECEIVED -> one(batch.bytesDestinationToSource(row));
            };
        }
        return passed;
    }

    private int one(long count) {
        return kept >>> (count < 0 ? NOT_MEASURED : order(count)) & 1;
    }

    /** Not measured is below 0; two counters that are both measured may need all 64 bits. */
    private int sum(long sent, long received) {
        boolean measured = sent >= 0 || received >= 0;
        return kept >>> (measured ? order(Math.max(sent, 0) + Math.max(received, 0)) : NOT_MEASURED) & 1;
    }

    private int order(long count) {
        return 1 + Long.compareUnsigned(count, value);
    }
}
