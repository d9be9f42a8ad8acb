package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ParallelFlowLogReader;
import io.github.flowlog.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** The ways to read files that ParallelReadBenchmark compares; each returns rows and {@link RowSum}. */
final class ParallelContenders {
    private ParallelContenders() {}

    /** One thread. */
    static Reading sequential(Path file) throws IOException {
        long rows = 0;
        long sum = 0;
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader = FlowLogReader.open(file)) {
            while (reader.next(batch)) {
                rows += batch.size();
                sum += RowSum.of(batch);
            }
        }
        return new Reading(rows, sum);
    }

    /** Threads that read ahead, and the calling thread, which takes the rows in order. */
    static Reading ordered(Path file, int threads) throws IOException {
        long rows = 0;
        long sum = 0;
        FlowBatch batch = FlowBatch.create();
        try (ParallelFlowLogReader reader = ParallelFlowLogReader.open(file, ReadOptions.defaults(), threads)) {
            while (reader.next(batch)) {
                rows += batch.size();
                sum += RowSum.of(batch);
            }
        }
        return new Reading(rows, sum);
    }

    /** Threads that read ahead and take the rows. */
    static Reading unordered(Path file, int threads) throws IOException {
        LongAdder rows = new LongAdder();
        LongAdder sum = new LongAdder();
        try (ParallelFlowLogReader reader = ParallelFlowLogReader.open(file, ReadOptions.defaults(), threads)) {
            reader.forEach(batch -> {
                rows.add(batch.size());
                sum.add(RowSum.of(batch));
            });
        }
        return new Reading(rows.sum(), sum.sum());
    }

    /** One thread a file. */
    static Reading fileAThread(List<Path> files, ExecutorService threads) throws IOException {
        List<Future<Reading>> readings = files.stream()
                .map(file -> threads.submit(() -> sequential(file)))
                .toList();
        long rows = 0;
        long sum = 0;
        try {
            for (Future<Reading> reading : readings) {
                rows += reading.get().rows();
                sum += reading.get().checksum();
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IOException(failed);
        }
        return new Reading(rows, sum);
    }
}
