package io.github.flowlog.adx.target.csv;

import io.github.flowlog.adx.target.CsvLines;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.adx.target.LoadedSource;
import io.github.flowlog.encode.FlowLogResource;
import io.github.flowlog.encode.TableSchema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        try (OutputStream out = Files.newOutputStream(flows())) {
            CsvLines.writeHeader(TableSchema.FLOW_LOGS, out);
            return CsvLines.writeFlows(batchId, rows, out);
        }
    }

    void writeResources(List<FlowLogResource> resources) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(resources()))) {
            CsvLines.writeHeader(TableSchema.FLOW_LOG_RESOURCES, out);
            CsvLines.writeResources(resources, out);
        }
    }

    void writeSources(List<LoadedSource> sources) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(sources()))) {
            CsvLines.writeHeader(TableSchema.FLOW_LOG_SOURCES, out);
            CsvLines.writeSources(sources, out);
        }
    }
}
