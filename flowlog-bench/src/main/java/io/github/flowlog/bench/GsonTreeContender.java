package io.github.flowlog.bench;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Gson's tree of the whole log, of which each tuple is split. */
final class GsonTreeContender implements LogContender {
    private final StringRows rows = new StringRows();

    @Override
    public void read(byte[] log, RowSink sink) throws IOException {
        rows.begin(sink);
        JsonElement document =
                JsonParser.parseReader(new InputStreamReader(new ByteArrayInputStream(log), StandardCharsets.UTF_8));
        for (JsonElement element : document.getAsJsonObject().getAsJsonArray("records")) {
            JsonObject object = element.getAsJsonObject();
            JsonObject properties = object.getAsJsonObject("properties");
            if (properties == null) {
                JsonArray flows = object.getAsJsonObject("flowRecords").getAsJsonArray("flows");
                flows(flows, object.get("flowLogVersion").getAsInt());
            } else {
                flows(
                        properties.getAsJsonArray("flows"),
                        properties.get("Version").getAsInt());
            }
        }
        rows.end();
    }

    private void flows(JsonArray flows, int version) throws IOException {
        for (JsonElement flow : flows) {
            for (JsonElement group : flow.getAsJsonObject().getAsJsonArray(version == 4 ? "flowGroups" : "flows")) {
                for (JsonElement tuple : group.getAsJsonObject().getAsJsonArray("flowTuples")) {
                    rows.add(tuple.getAsString(), version);
                }
            }
        }
    }
}
