package io.github.flowlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/** The rows of a reader one by one, in order. */
final class TupleSpliterator extends Spliterators.AbstractSpliterator<FlowTuple> {
    private final FlowLogReader reader;
    private final FlowBatch batch = FlowBatch.create();
    private int row;

    TupleSpliterator(FlowLogReader reader) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        this.reader = reader;
    }

    @Override
    public boolean tryAdvance(Consumer<? super FlowTuple> action) {
        if (row == batch.size()) {
            row = 0;
            if (!fill()) {
                return false;
            }
        }
        action.accept(batch.tuple(row++));
        return true;
    }

    private boolean fill() {
        try {
            return reader.next(batch);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
