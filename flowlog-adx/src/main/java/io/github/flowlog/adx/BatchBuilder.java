package io.github.flowlog.adx;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.adx.source.FlowLogBlobName;
import io.github.flowlog.adx.target.BuiltBatch;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.encode.CsvFlowEncoder;
import io.github.flowlog.encode.EncoderConstants;
import io.github.flowlog.encode.FlowEncoder;
import io.github.flowlog.encode.FlowLogResource;
import io.github.flowlog.encode.TableColumn;
import io.github.flowlog.encode.TableSchema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Encodes the rows of a group of sources into the spool files of one batch. */
final class BatchBuilder {
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final int COLUMN_ROWS = 8_192;
    /** About the length of a tuple: a batch is not overrun by much. */
    private static final int TUPLE_BYTES = 64;
    /** Refused bytes that are kept of one batch. */
    private static final long EVIDENCE_BYTES = 4 << 20;

    private final Path spool;
    private final FlowBatch columns;
    private final long batchBytes;
    private final BooleanSupplier stop;
    private final Progress progress;

    BatchBuilder(Path spool, long batchBytes, BooleanSupplier stop, Progress progress) {
        this.spool = spool;
        this.columns = FlowBatch.withCapacity((int) Math.max(1, Math.min(COLUMN_ROWS, batchBytes / TUPLE_BYTES)));
        this.batchBytes = batchBytes;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * Reads on in one source of the group after the other until the batch is full; those behind are not begun.
     *
     * @throws SourceFailure when a source cannot be read
     * @throws Stopped when told to stop; the batch is as if it had never been begun
     */
    BuiltBatch build(String id, List<Reading> group) throws SourceFailure, Stopped {
        Path flows = spool.resolve(id + ".flows.csv");
        Path resources = spool.resolve(id + ".resources.csv");
        Path sources = spool.resolve(id + ".sources.csv");
        Set<String> resourceIds = new LinkedHashSet<>();
        List<String> sourceLines = new ArrayList<>();
        List<BuiltBatch.Part> parts = new ArrayList<>();
        EvidenceReader evidence = new EvidenceReader(EVIDENCE_BYTES);
        long rows = 0;
        try (OutputStream out = Files.newOutputStream(flows)) {
            out.write(header(TableSchema.FLOW_LOGS));
            long bytes = 0;
            int problems = 0;
            for (Reading reading : group) {
                if (bytes >= batchBytes || problems >= Reading.KEPT_PROBLEMS) {
                    break;
                }
                long before = reading.rows();
                encode(reading, id, batchBytes - bytes, resourceIds, out);
                long added = reading.rows() - before;
                rows += added;
                bytes += reading.bytesOfBatch();
                problems += reading.problemsOfBatch();
                if (added > 0) {
                    sourceLines.add(sourceLine(reading));
                }
                parts.add(part(reading, evidence));
            }
            write(resources, TableSchema.FLOW_LOG_RESOURCES, resourceLines(resourceIds));
            write(sources, TableSchema.FLOW_LOG_SOURCES, sourceLines);
        } catch (IOException failed) {
            throw spoolFailure(failed);
        }
        return new BuiltBatch(id, rows, flows, resources, sources, parts);
    }

    /** Deletes what was built of a batch that is not needed. */
    static void discard(BuiltBatch batch) throws IOException {
        Files.deleteIfExists(batch.flows());
        Files.deleteIfExists(batch.resources());
        Files.deleteIfExists(batch.sources());
    }

    /** The failure that the spool cannot be written, in one sentence. */
    LoadException spoolFailure(IOException failed) {
        return LoadException.passing(
                "cannot write " + spool + " (" + failed.getMessage()
                        + "); what was committed before stays, free some space and run the same command again",
                failed);
    }

    private void encode(Reading reading, String id, long room, Set<String> resourceIds, OutputStream out)
            throws SourceFailure, Stopped, IOException {
        FlowEncoder encoder = CsvFlowEncoder.create(new EncoderConstants(reading.sourceId(), id));
        while (reading.bytesOfBatch() < room && reading.problemsOfBatch() < Reading.KEPT_PROBLEMS && next(reading)) {
            if (stop.getAsBoolean()) {
                throw new Stopped();
            }
            encoder.encode(columns, 0, columns.size(), out);
            collectResources(resourceIds);
            progress.advance(reading, columns.size());
        }
    }

    private boolean next(Reading reading) throws SourceFailure {
        try {
            return reading.next(columns);
        } catch (IOException failed) {
            throw new SourceFailure(reading, failed);
        }
    }

    private static BuiltBatch.Part part(Reading reading, EvidenceReader evidence) throws SourceFailure {
        try {
            return reading.part(evidence);
        } catch (IOException failed) {
            throw new SourceFailure(reading, failed);
        }
    }

    private void collectResources(Set<String> resourceIds) {
        int lastResource = -1;
        int lastAcl = -1;
        for (int row = 0; row < columns.size(); row++) {
            int resource = columns.resourceIdCode(row);
            int acl = columns.aclIdCode(row);
            if (resource != lastResource) {
                resourceIds.add(columns.text(resource));
                lastResource = resource;
            }
            if (acl != lastAcl) {
                String aclId = columns.text(acl);
                if (FlowLogResource.isResourceId(aclId)) {
                    resourceIds.add(aclId);
                }
                lastAcl = acl;
            }
        }
    }

    private static List<String> resourceLines(Set<String> resourceIds) {
        List<String> lines = new ArrayList<>();
        for (String id : resourceIds) {
            if (!id.isEmpty()) {
                FlowLogResource resource = FlowLogResource.of(id);
                lines.add(CsvLine.of(
                        resource.key(),
                        resource.resourceId(),
                        resource.subscriptionId(),
                        resource.resourceGroup(),
                        resource.name()));
            }
        }
        return lines;
    }

    private static String sourceLine(Reading reading) {
        Assessment assessment = reading.assessment();
        return CsvLine.of(
                reading.sourceId(),
                reading.source().account(),
                reading.source().container(),
                reading.source().path(),
                assessment.generation(),
                hour(reading).toString());
    }

    /** The hour in the path, else that of the first rows. */
    private static Instant hour(Reading reading) {
        FlowLogBlobName name = FlowLogBlobName.parseOrNull(reading.source().path());
        return name == null ? Instant.ofEpochSecond(reading.origin().hour() * SECONDS_PER_HOUR) : name.hour();
    }

    private static byte[] header(TableSchema table) {
        String[] names = table.columns().stream().map(TableColumn::columnName).toArray(String[]::new);
        return CsvLine.of(names).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, TableSchema table, List<String> lines) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(header(table));
            for (String line : lines) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** A source of the group cannot be read. */
    static final class SourceFailure extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Reading reading;

        private final IOException ioCause;

        SourceFailure(Reading reading, IOException cause) {
            super(cause);
            this.reading = reading;
            this.ioCause = cause;
        }

        IOException ioCause() {
            return ioCause;
        }

        Reading reading() {
            return reading;
        }
    }

    /** The load was told to stop. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
