package io.github.flowlog.bench;

import com.jsoniter.JsonIterator;
import java.io.IOException;

/** jsoniter's streaming reader, with each tuple split. */
final class JsoniterContender implements LogContender {
    private final StringRows rows = new StringRows();
    private int version;

    @Override
    public void read(byte[] log, RowSink sink) throws IOException {
        rows.begin(sink);
        try (JsonIterator json = JsonIterator.parse(log)) {
            object(json);
        }
        rows.end();
    }

    private void object(JsonIterator json) throws IOException {
        for (String name = json.readObject(); name != null; name = json.readObject()) {
            switch (name) {
                case "Version", "flowLogVersion" -> version = json.readInt();
                case "records", "flows", "flowGroups" -> objects(json);
                case "properties", "flowRecords" -> object(json);
                case "flowTuples" -> tuples(json);
                default -> json.skip();
            }
        }
    }

    private void objects(JsonIterator json) throws IOException {
        while (json.readArray()) {
            object(json);
        }
    }

    private void tuples(JsonIterator json) throws IOException {
        while (json.readArray()) {
            rows.add(json.readString(), version);
        }
    }
}
