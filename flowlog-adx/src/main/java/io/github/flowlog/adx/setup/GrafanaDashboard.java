package io.github.flowlog.adx.setup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.flowlog.adx.kusto.ClusterAddress;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * The tiles of {@link Dashboard} as a file that Grafana imports; it asks for a data source of the Azure Data Explorer plug-in.
 *
 * <p>The queries are the same. What the web page binds, Grafana puts in front of each as text: its time range as macros of the plug-in,
 * its variables quoted.
 */
public final class GrafanaDashboard {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String PLUGIN = "grafana-azure-data-explorer-datasource";
    private static final String SOURCE = "${DS_FLOWLOG}";
    private static final String TIMES = "let _startTime = $__timeFrom;\nlet _endTime = $__timeTo;\n";
    private static final String VARIABLES = TIMES + "let _resource = ${resource:singlequote};\n"
            + "let _from = ${address_from:singlequote};\nlet _to = ${address_to:singlequote};\n";
    private static final int COLUMNS = 2;
    private static final int WIDTH = 12;
    private static final int HEIGHT = 8;
    private static final int SCHEMA_VERSION = 39;

    private final ClusterAddress address;
    private final Dashboard dashboard;

    private GrafanaDashboard(ClusterAddress address) {
        this.address = address;
        this.dashboard = Dashboard.of(address);
    }

    /** The dashboard of a database. */
    public static GrafanaDashboard of(ClusterAddress address) {
        return new GrafanaDashboard(address);
    }

    /** The file: JSON, the same for the same database. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            writeInputs(json);
            json.writeStringField("title", "Flow logs of " + address.database());
            json.writeStringField("timezone", "utc");
            json.writeNumberField("schemaVersion", SCHEMA_VERSION);
            json.writeObjectFieldStart("time");
            json.writeStringField("from", "now-1h");
            json.writeStringField("to", "now");
            json.writeEndObject();
            writeVariables(json);
            writePanels(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    /** What the import asks for. */
    private static void writeInputs(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("__inputs");
        json.writeStartObject();
        json.writeStringField("name", "DS_FLOWLOG");
        json.writeStringField("label", "Azure Data Explorer");
        json.writeStringField("type", "datasource");
        json.writeStringField("pluginId", PLUGIN);
        json.writeEndObject();
        json.writeEndArray();
    }

    private void writeVariables(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("templating");
        json.writeArrayFieldStart("list");
        json.writeStartObject();
        json.writeStringField("type", "query");
        json.writeStringField("name", "resource");
        json.writeStringField("label", "Resource");
        writeSource(json);
        json.writeObjectFieldStart("query");
        writeQuery(json, TIMES + dashboard.resources(), "table");
        json.writeEndObject();
        json.writeNumberField("refresh", 2);
        json.writeBooleanField("includeAll", true);
        json.writeStringField("allValue", "");
        json.writeEndObject();
        writeText(json, "address_from", "From");
        writeText(json, "address_to", "To");
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String name, String label) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "textbox");
        json.writeStringField("name", name);
        json.writeStringField("label", label);
        json.writeStringField("query", "");
        json.writeEndObject();
    }

    private void writePanels(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("panels");
        int index = 0;
        for (Dashboard.Tile tile : dashboard.tiles()) {
            boolean isTable = tile.visual().equals("table");
            json.writeStartObject();
            json.writeNumberField("id", index + 1);
            json.writeStringField("title", tile.title());
            json.writeStringField("type", isTable ? "table" : "timeseries");
            writeSource(json);
            json.writeObjectFieldStart("gridPos");
            json.writeNumberField("x", index % COLUMNS * WIDTH);
            json.writeNumberField("y", index / COLUMNS * HEIGHT);
            json.writeNumberField("w", WIDTH);
            json.writeNumberField("h", HEIGHT);
            json.writeEndObject();
            json.writeArrayFieldStart("targets");
            json.writeStartObject();
            writeSource(json);
            writeQuery(json, query(tile), isTable ? "table" : "time_series");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            index++;
        }
        json.writeEndArray();
    }

    /** A tile's query behind what it is bound to; a time series has to be in the order of time. */
    static String query(Dashboard.Tile tile) {
        String ordered = tile.visual().equals("table") ? "" : "\n| order by " + tile.time() + " asc";
        return VARIABLES + tile.query() + ordered;
    }

    private void writeQuery(JsonGenerator json, String query, String format) throws IOException {
        json.writeStringField("refId", "A");
        json.writeStringField("database", address.database());
        json.writeStringField("query", query);
        json.writeStringField("resultFormat", format);
        json.writeStringField("querySource", "raw");
        json.writeBooleanField("rawMode", true);
    }

    private static void writeSource(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("datasource");
        json.writeStringField("type", PLUGIN);
        json.writeStringField("uid", SOURCE);
        json.writeEndObject();
    }
}
