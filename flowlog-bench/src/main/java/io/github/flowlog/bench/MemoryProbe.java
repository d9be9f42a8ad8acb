package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads one flow log from a file and prints how many rows it had, how long that took and how much memory the process used.
 *
 * <p>It is a program and no JMH benchmark, because a peak belongs to a whole process: {@code java -Xmx128m -XX:+UseSerialGC -cp
 * flowlog-bench/target/benchmarks.jar io.github.flowlog.bench.MemoryProbe FILE}.
 *
 * <p><b>Shape:</b> one {@code name=value} a line. {@code heap_used} is taken before any collection at the end,
 * {@code heap_peak} sums the peaks of the heap's pools, which is at least the true peak; {@code VmHWM} is the largest resident
 * size of the process as Linux counts it, {@code -} elsewhere. <b>Units:</b> MB are 10^6 bytes.
 */
public final class MemoryProbe {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK_RESIDENT = "VmHWM:";
    private static final double MEGABYTE = 1e6;

    private MemoryProbe() {}

    /** Takes the file as its only argument. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: MemoryProbe FILE");
            System.exit(2);
        }
        measure(Path.of(args[0]), System.out);
    }

    /** Reads {@code file} and prints to {@code out}. */
    static void measure(Path file, PrintStream out) throws IOException {
        long start = System.nanoTime();
        long rows = rows(file);
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "file=%.1f MB%n", Files.size(file) / MEGABYTE);
        out.printf(Locale.ROOT, "rows=%d%n", rows);
        out.printf(Locale.ROOT, "seconds=%.3f%n", seconds);
        out.printf(Locale.ROOT, "heap_used=%.1f MB%n", heapUsed() / MEGABYTE);
        out.printf(Locale.ROOT, "heap_peak=%.1f MB%n", heapPeak() / MEGABYTE);
        out.printf(Locale.ROOT, "VmHWM=%s%n", peakResident());
    }

    private static long rows(Path file) throws IOException {
        long rows = 0;
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader = FlowLogReader.open(file)) {
            while (reader.next(batch)) {
                rows += batch.size();
            }
        }
        return rows;
    }

    private static long heapUsed() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(MemoryProbe::peak)
                .sum();
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage().getUsed();
    }

    private static String peakResident() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return "-";
        }
        try (Stream<String> lines = Files.lines(STATUS, StandardCharsets.US_ASCII)) {
            return lines.filter(line -> line.startsWith(PEAK_RESIDENT))
                    .map(line -> line.substring(PEAK_RESIDENT.length())
                            .replace("kB", "")
                            .strip())
                    .map(kibibytes ->
                            String.format(Locale.ROOT, "%.1f MB", Long.parseLong(kibibytes) * 1024 / MEGABYTE))
                    .findFirst()
                    .orElse("-");
        }
    }
}
