package io.github.flowlog.adx.setup;

import static io.github.flowlog.adx.kusto.KqlText.literal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.flowlog.adx.kusto.CsvMapping;
import io.github.flowlog.encode.FlowColumn;
import io.github.flowlog.encode.ResourceColumn;
import io.github.flowlog.encode.SourceColumn;
import io.github.flowlog.encode.TableColumn;
import io.github.flowlog.encode.TableSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The commands that make one table, its mapping and its policies, from its schema. */
final class TableSteps {
    /** The tables in order. */
    static final List<TableSchema> SCHEMAS =
            List.of(TableSchema.FLOW_LOGS, TableSchema.FLOW_LOG_RESOURCES, TableSchema.FLOW_LOG_SOURCES);

    /** How long a table of names is kept: longer than any row that uses them. */
    static final Duration NAMES_RETENTION = Duration.ofDays(3650);

    static final String FOLDER = "FlowLogs";

    /** Applies to rows that are queued without a tag; a blob with one is ingested by itself at once. */
    static final String BATCHING = "{\"MaximumBatchingTimeSpan\":\"00:01:00\",\"MaximumNumberOfItems\":500,"
            + "\"MaximumRawDataSizeMB\":1024}";

    /** The default looks back 14 days, and would leave the many extents of an older backfill as they are. */
    static final String MERGE = "{\"Lookback\":{\"Kind\":\"All\"}}";

    /** Columns that are compared as a whole and never searched for words. */
    private static final List<TableColumn> IDENTIFIERS = List.of(
            FlowColumn.SRC_IP,
            FlowColumn.DEST_IP,
            FlowColumn.MAC_ADDRESS,
            FlowColumn.RESOURCE_KEY,
            FlowColumn.ACL_KEY,
            FlowColumn.SOURCE_ID,
            FlowColumn.BATCH_ID,
            ResourceColumn.KEY,
            SourceColumn.SOURCE_ID);

    private static final JsonFactory JSON = new JsonFactory();

    private final TableSchema schema;
    private final String plainName;
    private final String table;

    private TableSteps(TableSchema schema, String table) {
        this.schema = schema;
        this.plainName = table;
        this.table = KqlName.of(table);
    }

    /** The commands for one table. */
    static List<SetupStep> of(TableSchema schema, SetupOptions options) {
        TableSteps steps = new TableSteps(schema, tableName(schema, options));
        boolean rows = schema.equals(TableSchema.FLOW_LOGS);
        List<SetupStep> all = new ArrayList<>();
        all.add(steps.create());
        all.add(steps.docstrings());
        all.add(steps.mapping());
        all.add(steps.step("batching policy", ".alter table %s policy ingestionbatching " + literal(BATCHING)));
        all.add(steps.retention(rows ? options.retention() : NAMES_RETENTION)
                .onlyWithNew(rows && options.chosenRetention() == null ? title(options.table()) : ""));
        all.add(steps.step("merge policy", ".alter-merge table %s policy merge " + literal(MERGE)));
        if (rows) {
            all.add(steps.step(
                            "caching policy",
                            ".alter table %s policy caching hot = " + KqlTimespan.literal(options.hot()))
                    .onlyWithNew(options.chosenHot() == null ? title(options.table()) : ""));
        }
        schema.columns().stream()
                .filter(IDENTIFIERS::contains)
                .map(steps::encoding)
                .forEach(all::add);
        return all;
    }

    /** The name of a table: of the table of flow tuples, the user's. */
    static String tableName(TableSchema schema, SetupOptions options) {
        return schema.equals(TableSchema.FLOW_LOGS) ? options.table() : schema.name();
    }

    /** The title of the step that makes a table. */
    static String title(String table) {
        return "table " + table;
    }

    /** What each table is for, in one sentence. */
    static String description(TableSchema schema) {
        if (schema.equals(TableSchema.FLOW_LOGS)) {
            return "One row a flow tuple of the flow logs, each once; SourceId, RecordOffset and TupleIndex identify it.";
        }
        return schema.equals(TableSchema.FLOW_LOG_RESOURCES)
                ? "What ResourceKey and AclKey stand for; a key may have several equal rows, read any of them."
                : "What SourceId stands for; an id may have several equal rows, read any of them.";
    }

    private SetupStep create() {
        String columns = schema.columns().stream()
                .map(column -> "    " + KqlName.of(column.columnName()) + ": " + column.adxType())
                .collect(Collectors.joining(",\n"));
        return new SetupStep(
                title(plainName),
                ".create-merge table " + table + " (\n" + columns + "\n) with (folder = " + literal(FOLDER)
                        + ", docstring = " + literal(description(schema)) + ")");
    }

    private SetupStep docstrings() {
        String columns = schema.columns().stream()
                .map(column -> "    " + KqlName.of(column.columnName()) + ": " + literal(column.description()))
                .collect(Collectors.joining(",\n"));
        return step("descriptions of the columns", ".alter-merge table %s column-docstrings (\n" + columns + "\n)");
    }

    private SetupStep mapping() {
        return step(
                "mapping " + CsvMapping.NAME,
                ".create-or-alter table %s ingestion csv mapping " + literal(CsvMapping.NAME) + "\n"
                        + literal(mappingJson()));
    }

    private String mappingJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (TableColumn column : schema.columns()) {
                json.writeStartObject();
                json.writeStringField("Column", column.columnName());
                json.writeStringField("DataType", column.adxType());
                json.writeObjectFieldStart("Properties");
                json.writeStringField("Ordinal", Integer.toString(column.ordinal()));
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private SetupStep retention(Duration period) {
        return step(
                "retention policy",
                ".alter-merge table %s policy retention softdelete = " + KqlTimespan.literal(period));
    }

    private SetupStep encoding(TableColumn column) {
        return new SetupStep(
                "encoding policy of " + plainName + "." + column.columnName(),
                ".alter column " + table + "." + KqlName.of(column.columnName())
                        + " policy encoding type = 'Identifier'");
    }

    private SetupStep step(String what, String command) {
        return new SetupStep(what + " of " + plainName, command.replace("%s", table));
    }
}
