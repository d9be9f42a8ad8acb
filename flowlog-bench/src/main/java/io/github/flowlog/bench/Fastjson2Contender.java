package io.github.flowlog.bench;

import com.alibaba.fastjson2.JSONReader;
import java.io.IOException;

/** fastjson2's streaming reader, with each tuple split. */
final class Fastjson2Contender implements LogContender {
    private final StringRows rows = new StringRows();
    private int version;

    @Override
    public void read(byte[] log, RowSink sink) throws IOException {
        rows.begin(sink);
        try (JSONReader json = JSONReader.of(log)) {
            object(json);
        }
        rows.end();
    }

    private void object(JSONReader json) throws IOException {
        require(json.nextIfObjectStart());
        while (!json.nextIfObjectEnd()) {
            switch (json.readFieldName()) {
                case "Version", "flowLogVersion" -> version = json.readInt32Value();
                case "records", "flows", "flowGroups" -> objects(json);
                case "properties", "flowRecords" -> object(json);
                case "flowTuples" -> tuples(json);
                default -> json.skipValue();
            }
        }
        json.nextIfComma();
    }

    private void objects(JSONReader json) throws IOException {
        require(json.nextIfArrayStart());
        while (!json.nextIfArrayEnd()) {
            object(json);
        }
        json.nextIfComma();
    }

    private void tuples(JSONReader json) throws IOException {
        require(json.nextIfArrayStart());
        while (!json.nextIfArrayEnd()) {
            rows.add(json.readString(), version);
        }
        json.nextIfComma();
    }

    private static void require(boolean found) throws IOException {
        if (!found) {
            throw new IOException("array or object expected");
        }
    }
}
