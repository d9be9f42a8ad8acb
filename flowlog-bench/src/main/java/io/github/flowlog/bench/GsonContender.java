package io.github.flowlog.bench;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Gson's streaming reader, with each tuple split. */
final class GsonContender implements LogContender {
    private final StringRows rows = new StringRows();
    private int version;

    @Override
    public void read(byte[] log, RowSink sink) throws IOException {
        rows.begin(sink);
        try (JsonReader json =
                new JsonReader(new InputStreamReader(new ByteArrayInputStream(log), StandardCharsets.UTF_8))) {
            object(json);
        }
        rows.end();
    }

    private void object(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "Version", "flowLogVersion" -> version = json.nextInt();
                case "records", "flows", "flowGroups" -> objects(json);
                case "properties", "flowRecords" -> object(json);
                case "flowTuples" -> tuples(json);
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    private void objects(JsonReader json) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            object(json);
        }
        json.endArray();
    }

    private void tuples(JsonReader json) throws IOException {
        json.beginArray();
        while (json.peek() == JsonToken.STRING) {
            rows.add(json.nextString(), version);
        }
        json.endArray();
    }
}
