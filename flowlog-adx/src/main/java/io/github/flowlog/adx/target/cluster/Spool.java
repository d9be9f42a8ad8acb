package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.gzip.ParallelGzip;
import io.github.flowlog.adx.journal.DiskSync;
import io.github.flowlog.adx.target.CsvLines;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.adx.target.LoadedSource;
import io.github.flowlog.encode.FlowLogResource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The gzip CSV files of batches on disk, from the moment when they are built until they are committed.
 *
 * <p>The files have no header line: the cluster reads them by a mapping of ordinals.
 */
final class Spool {
    private static final String SUFFIX = ".csv.gz";
    /** What is being written. */
    private static final String FRESH = ".new";
    /** What gzip takes around what it compresses. */
    private static final int NO_ROWS = 18;

    private final Path folder;

    private Spool(Path folder) {
        this.folder = folder;
    }

    /** Opens a folder, which is made when it is not there. */
    static Spool open(Path folder) throws IOException {
        return new Spool(Files.createDirectories(folder));
    }

    /** Where the flow tuples of a batch are. */
    Path flows(String batchId) {
        return folder.resolve(batchId + ".flows" + SUFFIX);
    }

    /** Where the resources are that a batch announces. */
    Path resources(String batchId) {
        return folder.resolve(batchId + ".resources" + SUFFIX);
    }

    /** Where the sources are that a batch announces. */
    Path sources(String batchId) {
        return folder.resolve(batchId + ".sources" + SUFFIX);
    }

    /**
     * A file that was written.
     *
     * @param rows how many rows
     * @param rawBytes size before compression
     * @param gzipBytes size on disk
     */
    record Written(long rows, long rawBytes, long gzipBytes) {}

    /** Writes the flow tuples of a batch, compressed on all cores; they are there once they are {@link #complete}. */
    Written writeFlows(String batchId, FlowRows rows) throws IOException {
        Path file = fresh(batchId);
        long count;
        ParallelGzip gzip = ParallelGzip.open(
                Files.newOutputStream(file), Runtime.getRuntime().availableProcessors());
        try (gzip) {
            count = CsvLines.writeFlows(batchId, new MeasuredRows(rows, gzip::rawBytes), gzip);
        }
        DiskSync.file(file);
        return new Written(count, gzip.rawBytes(), gzip.compressedBytes());
    }

    /** All files of a batch are written: a batch that has its flow tuples has the others too. */
    void complete(String batchId) throws IOException {
        Files.move(fresh(batchId), flows(batchId), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path fresh(String batchId) {
        return folder.resolve(batchId + ".flows" + FRESH);
    }

    /** Writes resources that a batch announces. */
    void writeResources(String batchId, List<FlowLogResource> resources) throws IOException {
        Path file = resources(batchId);
        try (OutputStream out = small(file)) {
            CsvLines.writeResources(resources, out);
        }
        DiskSync.file(file);
    }

    /** Writes sources that a batch announces. */
    void writeSources(String batchId, List<LoadedSource> sources) throws IOException {
        Path file = sources(batchId);
        try (OutputStream out = small(file)) {
            CsvLines.writeSources(sources, out);
        }
        DiskSync.file(file);
    }

    private static OutputStream small(Path file) throws IOException {
        return new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
    }

    /** Size of a small file before compression, which its last four bytes say. */
    static long rawBytes(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Integer.toUnsignedLong(ByteBuffer.wrap(bytes, bytes.length - Integer.BYTES, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt());
    }

    /** Whether all files of a batch are there. */
    boolean isComplete(OpenPlan plan) {
        boolean announces = !plan.upload().announced().isEmpty();
        return holdsFlows(plan) && (!announces || holdsAnnouncements(plan));
    }

    /** Whether the flow tuples of a batch are there. */
    boolean holdsFlows(OpenPlan plan) {
        return isWhole(flows(plan.batchId()));
    }

    /** Whether the resources and sources that a batch announces are there: one file or two. */
    boolean holdsAnnouncements(OpenPlan plan) {
        List<Path> files = Stream.of(resources(plan.batchId()), sources(plan.batchId()))
                .filter(Files::exists)
                .toList();
        return !files.isEmpty() && files.stream().allMatch(Spool::isWhole);
    }

    /** What is empty since the power failed is as good as gone. */
    private static boolean isWhole(Path file) {
        return file.toFile().length() > NO_ROWS;
    }

    /** Removes the flow tuples that were written and are not complete. */
    void discard(String batchId) throws IOException {
        Files.deleteIfExists(fresh(batchId));
    }

    /** Removes the files of a batch. */
    void delete(String batchId) throws IOException {
        discard(batchId);
        deleteComplete(batchId);
    }

    /** Removes the files of a batch but for what is being written. */
    void deleteComplete(String batchId) throws IOException {
        Files.deleteIfExists(flows(batchId));
        Files.deleteIfExists(resources(batchId));
        Files.deleteIfExists(sources(batchId));
    }

    /** Removes the files of all batches but some, and what was not written to its end. */
    void deleteBut(Predicate<String> kept) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*{" + SUFFIX + "," + FRESH + "}")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.endsWith(FRESH) || !kept.test(name.substring(0, name.indexOf('.')))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
