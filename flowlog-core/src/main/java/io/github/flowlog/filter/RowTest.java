package io.github.flowlog.filter;

import io.github.flowlog.FlowBatch;
import java.util.List;

/**
 * A condition compiled for batches: takes the rows that do not meet it out of an ascending list of rows, in place.
 *
 * <p>Each kind has a loop of its own over the rows, in a small method, so that the compiler sees through every call in it.
 * {@code not} is no test: it is moved inwards to the single conditions, which are then compiled the other way round.
 */
abstract class RowTest {
    /** Keeps the rows that pass at the front of {@code rows[0, size)} and returns how many they are. */
    abstract int narrow(FlowBatch batch, int[] rows, int size);

    /** The test of a condition, or of its opposite. */
    static RowTest of(Condition condition, boolean negated) {
        if (condition instanceof Condition.Not not) {
            return of(not.part(), !negated);
        }
        if (condition instanceof Condition.And and) {
            RowTest[] parts = compiled(and.parts(), false);
            return negated ? new ExceptTest(parts) : new AllTest(parts);
        }
        if (condition instanceof Condition.Or or) {
            RowTest[] opposites = compiled(or.parts(), true);
            return negated ? new AllTest(opposites) : new ExceptTest(opposites);
        }
        if (condition instanceof Condition.AddressIn in) {
            return new AddressTest(in, negated);
        }
        if (condition instanceof Condition.TextLike like) {
            return new TextTest(like, negated);
        }
        if (condition instanceof Condition.CounterIs is) {
            return new CounterTest(is, negated);
        }
        if (condition instanceof Condition.TimeIn in) {
            return new TimeTest(in, negated);
        }
        return NumberTest.of(condition, negated);
    }

    private static RowTest[] compiled(List<Condition> parts, boolean negated) {
        return parts.stream().map(part -> of(part, negated)).toArray(RowTest[]::new);
    }
}
