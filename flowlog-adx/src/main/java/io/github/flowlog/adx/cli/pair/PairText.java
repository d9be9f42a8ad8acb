package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.adx.cli.output.Quantity;
import io.github.flowlog.adx.cli.text.Words;
import org.jspecify.annotations.Nullable;

/** Words of groups as tables and rows for programs have them. */
final class PairText {
    private PairText() {}

    static String direction(String text) {
        return text.equals(Direction.INBOUND.text()) ? "in" : "out";
    }

    static String decision(String text) {
        return text.equals(Decision.DENIED.text()) ? "deny" : "allow";
    }

    /** A sum for programs, null when nothing was measured. */
    static @Nullable Long measured(long counter) {
        return counter == FlowBatch.NOT_MEASURED ? null : Long.valueOf(counter);
    }

    /** A sum for people. */
    static Quantity bytes(long counter) {
        return new Quantity(counter == FlowBatch.NOT_MEASURED ? Words.NONE : Words.units(counter));
    }
}
