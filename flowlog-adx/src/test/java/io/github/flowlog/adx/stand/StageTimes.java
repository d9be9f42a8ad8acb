package io.github.flowlog.adx.stand;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.adx.gzip.ParallelGzip;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.storage.AccountUrl;
import io.github.flowlog.adx.storage.HourWindow;
import io.github.flowlog.adx.storage.OwnStaging;
import io.github.flowlog.adx.storage.StagingArea;
import io.github.flowlog.adx.storage.StorageAccounts;
import io.github.flowlog.adx.storage.StorageCredentials;
import io.github.flowlog.encode.CsvFlowEncoder;
import io.github.flowlog.encode.EncoderConstants;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What each stage of a load gives by itself, on the bytes of one log: a program to run by hand.
 *
 * <p>Arguments: the log as a file; then, where download and upload are wanted, the URL of the container that holds it and the URL of a
 * container for uploads, with {@code STORAGE_ACCOUNT_KEY}. {@code -Dflowlog.rounds=N} runs all of them N times, three when not set. A line tells the bytes that
 * go in, wall-clock time, and processor time of this process.
 */
public final class StageTimes {
    private static final int ROUNDS = Integer.getInteger("flowlog.rounds", 3);
    /** About the rows of one batch. */
    private static final long CSV_BYTES = 350_000_000;

    private StageTimes() {}

    /** Runs the stages. */
    public static void main(String[] args) throws IOException {
        Path log = Path.of(args[0]);
        Path csv = Files.createTempFile("flowlog-stages", ".csv");
        Path gzip = Files.createTempFile("flowlog-stages", ".csv.gz");
        try {
            for (int round = 0; round < ROUNDS; round++) {
                if (args.length > 1) {
                    try (StorageAccounts accounts = StorageAccounts.of(
                            StorageCredentials.of(System.getenv()), HourWindow.UNLIMITED, name -> true)) {
                        for (FlowLogSource source : accounts.find(args[1], ignored -> {})) {
                            timed("download", () -> drain(source.bytes(0)));
                        }
                    }
                }
                timed("parse", () -> read(log, null));
                timed("parse and encode", () -> read(log, OutputStream.nullOutputStream()));
                timed("parse, encode and gzip", () -> {
                    try (ParallelGzip out = gzip(OutputStream.nullOutputStream(), 2)) {
                        return read(log, out);
                    }
                });
                writeRows(log, csv);
                timed("gzip, 1 thread", () -> compress(csv, OutputStream.nullOutputStream(), 1));
                timed("gzip, 2 threads", () -> compress(csv, Files.newOutputStream(gzip), 2));
                if (args.length > 2) {
                    StagingArea staging =
                            OwnStaging.open(AccountUrl.parse(args[2]), StorageCredentials.of(System.getenv()));
                    timed("upload", () -> {
                        staging.upload("stages.csv.gz", gzip);
                        return Files.size(gzip);
                    });
                }
            }
        } finally {
            Files.delete(csv);
            Files.delete(gzip);
        }
    }

    /** A stage, which says how many bytes went in. */
    private interface Stage {
        long run() throws IOException;
    }

    private static void timed(String name, Stage stage) throws IOException {
        long cpu = processorNanos();
        long start = System.nanoTime();
        double megabytes = stage.run() / 1e6;
        double seconds = (System.nanoTime() - start) / 1e9;
        double processor = (processorNanos() - cpu) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-24s %7.1f MB  %6.2f s  %6.1f MB/s  processor %6.2f s  %6.1f MB/s%n",
                name,
                megabytes,
                seconds,
                megabytes / seconds,
                processor,
                megabytes / processor);
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long drain(InputStream in) throws IOException {
        try (in) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static long read(Path log, OutputStream rows) throws IOException {
        CsvFlowEncoder encoder = CsvFlowEncoder.create(new EncoderConstants("0123456789abcdef", "fedcba9876543210"));
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader = FlowLogReader.open(log)) {
            while (reader.next(batch)) {
                if (rows != null) {
                    encoder.encode(batch, rows);
                }
            }
        }
        return Files.size(log);
    }

    /** The rows of the beginning of a log, as many as a batch has. */
    private static void writeRows(Path log, Path csv) throws IOException {
        CsvFlowEncoder encoder = CsvFlowEncoder.create(new EncoderConstants("0123456789abcdef", "fedcba9876543210"));
        FlowBatch batch = FlowBatch.create();
        try (FlowLogReader reader = FlowLogReader.open(log);
                OutputStream out = Files.newOutputStream(csv)) {
            while (Files.size(csv) < CSV_BYTES && reader.next(batch)) {
                encoder.encode(batch, out);
            }
        }
    }

    private static long compress(Path csv, OutputStream to, int threads) throws IOException {
        try (ParallelGzip out = gzip(to, threads);
                InputStream in = Files.newInputStream(csv)) {
            byte[] buffer = new byte[256 << 10];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
        return Files.size(csv);
    }

    private static ParallelGzip gzip(OutputStream to, int threads) {
        return ParallelGzip.open(to, threads);
    }
}
