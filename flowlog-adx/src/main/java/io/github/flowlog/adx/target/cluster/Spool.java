package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.adx.gzip.ParallelGzip;
import io.github.flowlog.adx.target.CsvLine;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.adx.target.LoadedSource;
import io.github.flowlog.encode.CsvFlowEncoder;
import io.github.flowlog.encode.EncoderConstants;
import io.github.flowlog.encode.FlowLogResource;
import io.github.flowlog.filter.RowSelection;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The gzip CSV files of batches on disk, from the moment when they are built until they are committed.
 *
 * <p>The files have no header line: the cluster reads them by a mapping of ordinals.
 */
final class Spool {
    private static final String SUFFIX = ".csv.gz";

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

    /** Writes the flow tuples of a batch. */
    Written writeFlows(String batchId, FlowRows rows) throws IOException {
        Path file = flows(batchId);
        FlowBatch columns = rows.newColumns();
        RowSelection selected = new RowSelection();
        long count = 0;
        ParallelGzip gzip = create(file);
        try (gzip) {
            String lastId = "";
            CsvFlowEncoder encoder = encoder(lastId, batchId);
            for (@Nullable String id = rows.nextOrNull(columns, selected);
                    id != null;
                    id = rows.nextOrNull(columns, selected)) {
                if (!id.equals(lastId)) {
                    encoder = encoder(id, batchId);
                    lastId = id;
                }
                encoder.encode(columns, selected, gzip);
                count += selected.size();
            }
        }
        force(file);
        return new Written(count, gzip.rawBytes(), gzip.compressedBytes());
    }

    private static CsvFlowEncoder encoder(String sourceId, String batchId) {
        return CsvFlowEncoder.create(new EncoderConstants(sourceId, batchId));
    }

    /** Writes resources that a batch announces, and returns the size before compression. */
    long writeResources(String batchId, List<FlowLogResource> resources) throws IOException {
        return writeLines(
                resources(batchId),
                resources.stream()
                        .map(resource -> CsvLine.of(
                                resource.key(),
                                resource.resourceId(),
                                resource.subscriptionId(),
                                resource.resourceGroup(),
                                resource.name()))
                        .toList());
    }

    /** Writes sources that a batch announces, and returns the size before compression. */
    long writeSources(String batchId, List<LoadedSource> sources) throws IOException {
        return writeLines(
                sources(batchId),
                sources.stream()
                        .map(source -> CsvLine.of(
                                source.sourceId(),
                                source.account(),
                                source.container(),
                                source.blob(),
                                source.generation(),
                                source.hour().toString()))
                        .toList());
    }

    private static long writeLines(Path file, List<String> lines) throws IOException {
        ParallelGzip gzip = create(file);
        try (gzip;
                OutputStream out = new BufferedOutputStream(gzip)) {
            for (String line : lines) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return gzip.rawBytes();
    }

    private static ParallelGzip create(Path file) throws IOException {
        return ParallelGzip.open(
                Files.newOutputStream(file), Runtime.getRuntime().availableProcessors());
    }

    /** Size of a small file before compression, which its last four bytes say. */
    static long rawBytes(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Integer.toUnsignedLong(ByteBuffer.wrap(bytes, bytes.length - Integer.BYTES, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt());
    }

    /** Removes the files of a batch. */
    void delete(String batchId) throws IOException {
        Files.deleteIfExists(flows(batchId));
        Files.deleteIfExists(resources(batchId));
        Files.deleteIfExists(sources(batchId));
    }

    /** Removes the files of all batches but some. */
    void deleteBut(Predicate<String> kept) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!kept.test(name.substring(0, name.indexOf('.')))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
