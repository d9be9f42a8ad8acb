package io.github.flowlog.adx.target;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.RowSelection;
import io.github.flowlog.encode.CsvFlowEncoder;
import io.github.flowlog.encode.EncoderConstants;
import io.github.flowlog.encode.FlowLogResource;
import io.github.flowlog.encode.TableColumn;
import io.github.flowlog.encode.TableSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the three tables as lines of CSV (RFC 4180, UTF-8, each ended by a line feed). */
public final class CsvLines {
    private CsvLines() {}

    /** Writes the rows of a batch, and returns how many there were. */
    public static long writeFlows(String batchId, FlowRows rows, OutputStream out) throws IOException {
        FlowBatch columns = rows.newColumns();
        RowSelection selected = new RowSelection();
        String encodedId = "";
        CsvFlowEncoder encoder = encoder(encodedId, batchId);
        long count = 0;
        for (@Nullable String id = rows.nextOrNull(columns, selected);
                id != null;
                id = rows.nextOrNull(columns, selected)) {
            if (!id.equals(encodedId)) {
                encoder = encoder(id, batchId);
                encodedId = id;
            }
            encoder.encode(columns, selected, out);
            count += selected.size();
        }
        return count;
    }

    private static CsvFlowEncoder encoder(String sourceId, String batchId) {
        return CsvFlowEncoder.create(new EncoderConstants(sourceId, batchId));
    }

    /** Writes rows of FlowLogResources. */
    public static void writeResources(List<FlowLogResource> resources, OutputStream out) throws IOException {
        for (FlowLogResource resource : resources) {
            writeLine(
                    List.of(
                            resource.key(),
                            resource.resourceId(),
                            resource.subscriptionId(),
                            resource.resourceGroup(),
                            resource.name()),
                    out);
        }
    }

    /** Writes rows of FlowLogSources. */
    public static void writeSources(List<LoadedSource> sources, OutputStream out) throws IOException {
        for (LoadedSource source : sources) {
            writeLine(
                    List.of(
                            source.sourceId(),
                            source.account(),
                            source.container(),
                            source.blob(),
                            source.generation(),
                            source.hour().toString()),
                    out);
        }
    }

    /** Writes the names of a table's columns. */
    public static void writeHeader(TableSchema table, OutputStream out) throws IOException {
        writeLine(table.columns().stream().map(TableColumn::columnName).toList(), out);
    }

    private static void writeLine(List<String> values, OutputStream out) throws IOException {
        StringBuilder line = new StringBuilder();
        for (String value : values) {
            if (line.length() > 0) {
                line.append(',');
            }
            boolean quoted = value.indexOf(',') >= 0
                    || value.indexOf('"') >= 0
                    || value.indexOf('\n') >= 0
                    || value.indexOf('\r') >= 0;
            line.append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }
}
