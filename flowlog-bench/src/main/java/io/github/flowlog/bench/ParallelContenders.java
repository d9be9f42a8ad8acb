package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ParallelFlowLogReader;
import io.github.flowlog.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/** The ways to read a file that ParallelReadBenchmark compares; each returns the sum of what {@code measure} says of its batches. */
final class ParallelContenders {
    private ParallelContenders() {}

    /** One thread. */
    static long sequential(Path file, ToLongFunction<FlowBatch> measure) throws IOException {
        long sum = 0;
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader = FlowLogReader.open(file)) {
            while (reader.next(batch)) {
                sum += measure.applyAsLong(batch);
            }
        }
        return sum;
    }

    /** Threads that read ahead, and the calling thread, which takes the rows in order. */
    static long ordered(Path file, int threads, ToLongFunction<FlowBatch> measure) throws IOException {
        long sum = 0;
        FlowBatch batch = FlowBatch.create();
        try (ParallelFlowLogReader reader = ParallelFlowLogReader.open(file, ReadOptions.defaults(), threads)) {
            while (reader.next(batch)) {
                sum += measure.applyAsLong(batch);
            }
        }
        return sum;
    }

    /** Threads that read ahead and take the rows. */
    static long unordered(Path file, int threads, ToLongFunction<FlowBatch> measure) throws IOException {
        LongAdder sum = new LongAdder();
        try (ParallelFlowLogReader reader = ParallelFlowLogReader.open(file, ReadOptions.defaults(), threads)) {
            reader.forEach(batch -> sum.add(measure.applyAsLong(batch)));
        }
        return sum.sum();
    }
}
