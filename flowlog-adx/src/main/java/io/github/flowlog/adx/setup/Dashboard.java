package io.github.flowlog.adx.setup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.flowlog.adx.kusto.ClusterAddress;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The dashboard of a database as a file that the web page of Azure Data Explorer imports; its tiles call the functions. */
public final class Dashboard {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String SCHEMA = "https://dataexplorer.azure.com/static/d/schema/60/dashboard.json";
    private static final String SCHEMA_VERSION = "60";
    private static final String WINDOW = "_endTime - _startTime, _endTime, _resource";
    private static final List<String> VARIABLES = List.of("_startTime", "_endTime", "_resource", "_from", "_to");
    private static final int COLUMNS = 2;
    private static final int WIDTH = 12;
    private static final int HEIGHT = 8;

    private final ClusterAddress address;

    private Dashboard(ClusterAddress address) {
        this.address = address;
    }

    /** The dashboard of a database. */
    public static Dashboard of(ClusterAddress address) {
        return new Dashboard(address);
    }

    /**
     * One tile.
     *
     * @param title what it shows
     * @param visual how, in the words of the file
     * @param query its query, which uses the variables of the dashboard
     */
    record Tile(String title, String visual, String query) {
        List<String> variables() {
            return VARIABLES.stream()
                    .filter(variable -> query.matches("(?s).*\\b" + variable + "\\b.*"))
                    .toList();
        }

        /** The column of time that the query's answer has, if it is drawn over time. */
        String time() {
            return query.contains("by Hour") ? "Hour" : query.contains("by Day") ? "Day" : "Timestamp";
        }
    }

    List<Tile> tiles() {
        String bin = "bin(Timestamp, iff(_endTime - _startTime > 2d, 1h, 5m))";
        return List.of(
                new Tile(
                        "Flows by decision",
                        "timechart",
                        "FlowWindow(" + WINDOW + ")\n| summarize Flows = count() by " + bin + ", FlowStatus"),
                new Tile(
                        "Bytes by kind of ends",
                        "timechart",
                        "FlowWindow(" + WINDOW + ")\n| summarize Bytes = sum(BytesSrcToDest) + sum(BytesDestToSrc) by "
                                + bin + ", FlowType"),
                table("Top talkers", "TopTalkers(20, " + WINDOW + ")"),
                table("Between private and public", "PrivatePublicMatrix(" + WINDOW + ")"),
                table("Denials by rule", "DenialsByRule(" + WINDOW + ")"),
                table("Dropped flows of the address in From", "DroppedFlows(_from, " + WINDOW + ")\n| take 1000"),
                table("Ports from From to To", "RequiredPorts(_from, _to, " + WINDOW + ")\n| take 1000"),
                table("Flows between From and To", "FlowsBetween(_from, _to, " + WINDOW + ")\n| take 1000"),
                table("Ports that public addresses reach", "ExposedPorts(" + WINDOW + ")"),
                table("New talkers", "NewTalkers(" + WINDOW + ", 14d)\n| take 1000"),
                table("Port scans", "PortScan(50, " + WINDOW + ")"),
                table("Unencrypted flows", "UnencryptedFlows(" + WINDOW + ")\n| take 1000"),
                table("What was logged, by hour", "IngestHealth(" + WINDOW + ")"),
                table("Rows that are there twice", "Duplicates(" + WINDOW + ")\n| take 1000"),
                table(
                        "By subscription",
                        "FlowLogsWide()\n| where Timestamp between (_startTime .. _endTime)\n"
                                + "| where isempty(_resource) or Resource == _resource\n"
                                + "| summarize Flows = count(), Bytes = sum(BytesSrcToDest) + sum(BytesDestToSrc)"
                                + " by SubscriptionId, ResourceGroup"),
                new Tile("Bytes by hour, also of long ago", "timechart", rollUp("FlowsHourly", "Hour")),
                new Tile("Bytes by day, for years", "timechart", rollUp("FlowsDaily", "Day")));
    }

    private static Tile table(String title, String query) {
        return new Tile(title, "table", query);
    }

    private static String rollUp(String view, String time) {
        return view + "\n| where " + time + " between (_startTime .. _endTime)\n"
                + "| where isempty(_resource) or Resource == _resource\n"
                + "| summarize Bytes = sum(BytesSrcToDest) + sum(BytesDestToSrc) by " + time + ", FlowType";
    }

    /** The query that offers the resources to choose from. */
    String resources() {
        return "FlowsDaily\n| where Day between (_startTime - 1d .. _endTime)\n| distinct Resource\n| order by Resource asc";
    }

    /** The file: JSON, the same for the same database. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("schema_version", SCHEMA_VERSION);
            json.writeStringField("id", id("dashboard"));
            json.writeStringField("title", "Flow logs of " + address.database());
            json.writeObjectFieldStart("autoRefresh");
            json.writeBooleanField("enabled", false);
            json.writeEndObject();
            json.writeArrayFieldStart("baseQueries");
            json.writeEndArray();
            writeDataSource(json);
            writePage(json);
            writeParameters(json);
            writeTiles(json);
            writeQueries(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private void writeDataSource(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("dataSources");
        json.writeStartObject();
        json.writeStringField("kind", "manual-kusto");
        json.writeStringField("scopeId", "kusto");
        json.writeStringField("id", id("source"));
        json.writeStringField("name", address.database());
        json.writeStringField("clusterUri", address.endpoint());
        json.writeStringField("database", address.database());
        json.writeEndObject();
        json.writeEndArray();
    }

    private void writePage(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("pages");
        json.writeStartObject();
        json.writeStringField("id", id("page"));
        json.writeStringField("name", "Flow logs");
        json.writeEndObject();
        json.writeEndArray();
    }

    private void writeParameters(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("parameters");
        json.writeStartObject();
        json.writeStringField("kind", "duration");
        writeParameter(json, "Time range");
        json.writeStringField("beginVariableName", "_startTime");
        json.writeStringField("endVariableName", "_endTime");
        json.writeObjectFieldStart("defaultValue");
        json.writeStringField("kind", "dynamic");
        json.writeNumberField("count", 1);
        json.writeStringField("unit", "hours");
        json.writeEndObject();
        json.writeEndObject();
        json.writeStartObject();
        json.writeStringField("kind", "string");
        writeParameter(json, "Resource");
        json.writeStringField("variableName", "_resource");
        json.writeStringField("selectionType", "scalar");
        json.writeBooleanField("includeAllOption", true);
        json.writeObjectFieldStart("defaultValue");
        json.writeStringField("kind", "all");
        json.writeEndObject();
        json.writeObjectFieldStart("dataSource");
        json.writeStringField("kind", "query");
        json.writeObjectFieldStart("columns");
        json.writeStringField("value", "Resource");
        json.writeStringField("label", "Resource");
        json.writeEndObject();
        writeQueryReference(json, "resources");
        json.writeEndObject();
        json.writeEndObject();
        writeTextParameter(json, "From", "_from");
        writeTextParameter(json, "To", "_to");
        json.writeEndArray();
    }

    private void writeTextParameter(JsonGenerator json, String title, String variable) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", "string");
        writeParameter(json, title);
        json.writeStringField("variableName", variable);
        json.writeStringField("selectionType", "freetext");
        json.writeObjectFieldStart("defaultValue");
        json.writeStringField("kind", "value");
        json.writeStringField("value", "");
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeParameter(JsonGenerator json, String title) throws IOException {
        json.writeStringField("id", id("parameter " + title));
        json.writeStringField("displayName", title);
        json.writeStringField("description", "");
        json.writeObjectFieldStart("showOnPages");
        json.writeStringField("kind", "all");
        json.writeEndObject();
    }

    private void writeTiles(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("tiles");
        int index = 0;
        for (Tile tile : tiles()) {
            json.writeStartObject();
            json.writeStringField("id", id("tile " + tile.title()));
            json.writeStringField("title", tile.title());
            json.writeStringField("visualType", tile.visual());
            json.writeStringField("pageId", id("page"));
            json.writeObjectFieldStart("layout");
            json.writeNumberField("x", index % COLUMNS * WIDTH);
            json.writeNumberField("y", index / COLUMNS * HEIGHT);
            json.writeNumberField("width", WIDTH);
            json.writeNumberField("height", HEIGHT);
            json.writeEndObject();
            writeQueryReference(json, tile.title());
            json.writeObjectFieldStart("visualOptions");
            json.writeEndObject();
            json.writeEndObject();
            index++;
        }
        json.writeEndArray();
    }

    private void writeQueryReference(JsonGenerator json, String query) throws IOException {
        json.writeObjectFieldStart("queryRef");
        json.writeStringField("kind", "query");
        json.writeStringField("queryId", id("query " + query));
        json.writeEndObject();
    }

    private void writeQueries(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("queries");
        writeQuery(json, new Tile("resources", "", resources()));
        for (Tile tile : tiles()) {
            writeQuery(json, tile);
        }
        json.writeEndArray();
    }

    private void writeQuery(JsonGenerator json, Tile tile) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id("query " + tile.title()));
        json.writeObjectFieldStart("dataSource");
        json.writeStringField("kind", "inline");
        json.writeStringField("dataSourceId", id("source"));
        json.writeEndObject();
        json.writeStringField("text", tile.query());
        json.writeArrayFieldStart("usedVariables");
        for (String variable : tile.variables()) {
            json.writeString(variable);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private String id(String what) {
        return UUID.nameUUIDFromBytes((address + " " + what).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
