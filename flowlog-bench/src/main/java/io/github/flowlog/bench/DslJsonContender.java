package io.github.flowlog.bench;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.NumberConverter;
import java.io.IOException;

/** DSL-JSON's streaming reader, with each tuple split. */
final class DslJsonContender implements LogContender {
    private final DslJson<Object> json = new DslJson<>();
    private final StringRows rows = new StringRows();
    private int version;

    @Override
    public void read(byte[] log, RowSink sink) throws IOException {
        rows.begin(sink);
        JsonReader<Object> reader = json.newReader(log);
        reader.getNextToken();
        object(reader);
        rows.end();
    }

    /** Reads from an opening brace to behind the closing one. */
    private void object(JsonReader<Object> reader) throws IOException {
        require(reader.last() == '{');
        if (reader.getNextToken() != '}') {
            member(reader);
            while (reader.last() == ',') {
                reader.getNextToken();
                member(reader);
            }
            require(reader.last() == '}');
        }
    }

    /** Reads a member and the token behind it. */
    private void member(JsonReader<Object> reader) throws IOException {
        switch (reader.readKey()) {
            case "Version", "flowLogVersion" -> version = NumberConverter.deserializeInt(reader);
            case "records", "flows", "flowGroups" -> objects(reader);
            case "properties", "flowRecords" -> object(reader);
            case "flowTuples" -> tuples(reader);
            default -> {
                reader.skip();
                return;
            }
        }
        reader.getNextToken();
    }

    private void objects(JsonReader<Object> reader) throws IOException {
        require(reader.last() == '[');
        if (reader.getNextToken() != ']') {
            object(reader);
            while (reader.getNextToken() == ',') {
                reader.getNextToken();
                object(reader);
            }
            require(reader.last() == ']');
        }
    }

    private void tuples(JsonReader<Object> reader) throws IOException {
        require(reader.last() == '[');
        if (reader.getNextToken() != ']') {
            rows.add(reader.readString(), version);
            while (reader.getNextToken() == ',') {
                reader.getNextToken();
                rows.add(reader.readString(), version);
            }
            require(reader.last() == ']');
        }
    }

    private static void require(boolean found) throws IOException {
        if (!found) {
            throw new IOException("unexpected token");
        }
    }
}
