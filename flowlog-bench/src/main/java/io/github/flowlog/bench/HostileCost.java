package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadLimits;
import io.github.flowlog.ReadOptions;
import io.github.flowlog.ReadStats;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints what a byte of hostile input costs, shape by shape and size by size: a cost that grows with the size is quadratic.
 *
 * <p>{@code java -cp flowlog-bench/target/benchmarks.jar io.github.flowlog.bench.HostileCost [MIB...]}
 *
 * <p><b>Shape:</b> one line a {@link HostileShape}; for each size the median nanoseconds a byte of five readings, bad input
 * skipped. A record may be as large as the largest size, except that {@link HostileShape#TOO_LARGE_LINES} is read with a
 * limit of one MiB. The first column of sizes also warms the code up, so it is printed twice. <b>Units:</b> MiB are 2^20
 * bytes.
 */
public final class HostileCost {
    private static final int READINGS = 5;
    private static final int MIB = 1 << 20;

    private HostileCost() {}

    /** Takes the sizes in MiB; 1, 4 and 16 when there are none. */
    public static void main(String[] args) throws IOException {
        int[] sizes = args.length == 0
                ? new int[] {1, 4, 16}
                : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        measure(sizes, System.out);
    }

    private static void measure(int[] sizes, PrintStream out) throws IOException {
        out.printf("%-30s", "ns/byte at MiB");
        out.printf(Locale.ROOT, "%9s", "(" + sizes[0] + ")");
        for (int size : sizes) {
            out.printf(Locale.ROOT, "%9d", size);
        }
        out.printf("  growth%n");
        for (HostileShape shape : HostileShape.values()) {
            out.printf("%-30s%9.2f", shape, nanosPerByte(shape, sizes[0]));
            double first = 0;
            double last = 0;
            for (int size : sizes) {
                last = nanosPerByte(shape, size);
                first = first == 0 ? last : first;
                out.printf(Locale.ROOT, "%9.2f", last);
            }
            out.printf(Locale.ROOT, "%8.2f%n", last / first);
        }
    }

    private static double nanosPerByte(HostileShape shape, int mebibytes) throws IOException {
        byte[] bytes = shape.bytes(mebibytes * MIB);
        double[] costs = new double[READINGS];
        for (int i = 0; i < READINGS; i++) {
            long start = System.nanoTime();
            read(shape, bytes);
            costs[i] = (double) (System.nanoTime() - start) / bytes.length;
        }
        Arrays.sort(costs);
        return costs[READINGS / 2];
    }

    /** Reads an input to its end and returns what became of it. */
    static ReadStats read(HostileShape shape, byte[] bytes) throws IOException {
        int recordBytes = shape == HostileShape.TOO_LARGE_LINES ? MIB : Math.max(64, bytes.length);
        ReadOptions options = ReadOptions.defaults()
                .skippingBadInput(badInput -> {})
                .withLimits(ReadLimits.defaults().withRecordBytes(recordBytes));
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader = FlowLogReader.of(bytes, shape.name(), options)) {
            while (reader.next(batch)) {
                if (batch.size() == 0) {
                    throw new IllegalStateException("an empty batch");
                }
            }
            return reader.stats();
        }
    }
}
