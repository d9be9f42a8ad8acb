package io.github.flowlog.adx.target.csv;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.adx.target.CsvLine;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.adx.target.LoadedSource;
import io.github.flowlog.encode.CsvFlowEncoder;
import io.github.flowlog.encode.EncoderConstants;
import io.github.flowlog.encode.FlowLogResource;
import io.github.flowlog.encode.TableColumn;
import io.github.flowlog.encode.TableSchema;
import io.github.flowlog.filter.RowSelection;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The CSV files of a batch in the spool, each with a header line. */
final class SpooledBatch {
    private final Path spool;
    private final String batchId;

    SpooledBatch(Path spool, String batchId) {
        this.spool = spool;
        this.batchId = batchId;
    }

    Path flows() {
        return spool.resolve(batchId + ".flows.csv");
    }

    Path resources() {
        return spool.resolve(batchId + ".resources.csv");
    }

    Path sources() {
        return spool.resolve(batchId + ".sources.csv");
    }

    /** Writes all rows, and returns how many. */
    long writeFlows(FlowRows rows) throws IOException {
        FlowBatch columns = rows.newColumns();
        RowSelection selected = new RowSelection();
        long count = 0;
        try (OutputStream out = Files.newOutputStream(flows())) {
            out.write(header(TableSchema.FLOW_LOGS));
            String lastId = "";
            CsvFlowEncoder encoder = encoder(lastId);
            for (@Nullable String id = rows.nextOrNull(columns, selected);
                    id != null;
                    id = rows.nextOrNull(columns, selected)) {
                if (!id.equals(lastId)) {
                    encoder = encoder(id);
                    lastId = id;
                }
                encoder.encode(columns, selected, out);
                count += selected.size();
            }
        }
        return count;
    }

    private CsvFlowEncoder encoder(String sourceId) {
        return CsvFlowEncoder.create(new EncoderConstants(sourceId, batchId));
    }

    void writeResources(List<FlowLogResource> resources) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(resources()))) {
            out.write(header(TableSchema.FLOW_LOG_RESOURCES));
            for (FlowLogResource resource : resources) {
                out.write(line(
                        resource.key(),
                        resource.resourceId(),
                        resource.subscriptionId(),
                        resource.resourceGroup(),
                        resource.name()));
            }
        }
    }

    void writeSources(List<LoadedSource> sources) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(sources()))) {
            out.write(header(TableSchema.FLOW_LOG_SOURCES));
            for (LoadedSource source : sources) {
                out.write(line(
                        source.sourceId(),
                        source.account(),
                        source.container(),
                        source.blob(),
                        source.generation(),
                        source.hour().toString()));
            }
        }
    }

    private static byte[] header(TableSchema table) {
        return line(table.columns().stream().map(TableColumn::columnName).toArray(String[]::new));
    }

    private static byte[] line(String... values) {
        return CsvLine.of(values).getBytes(StandardCharsets.UTF_8);
    }
}
