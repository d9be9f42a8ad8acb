package io.github.flowlog.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * jackson-core's streaming parser for the structure, and one of two ways to take a tuple apart.
 *
 * <p>It does what a program for known logs does: it remembers the version and waits for {@code flowTuples}. It reads no
 * rule, MAC, ACL or resource, keeps no offset, and relies on the version standing before the tuples, as in logs of Azure.
 */
final class JacksonContender implements LogContender {
    private final JsonFactory factory = new JsonFactory();
    private final PeerRows rows = new PeerRows();
    private final TupleFill tuples;

    private JacksonContender(TupleFill tuples) {
        this.tuples = tuples;
    }

    /** Tuples as strings, taken apart by {@link String#split}: what people write. */
    static JacksonContender splitting() {
        return new JacksonContender((string, version, rows) -> SplitTuple.fill(string.getText(), version, rows));
    }

    /** Tuples where they stand in Jackson's buffer, taken apart by hand: the best that a user of Jackson can do. */
    static JacksonContender characters() {
        return new JacksonContender(new CharacterTuple());
    }

    @Override
    public void read(byte[] log, RowSink sink) throws IOException {
        try (JsonParser parser = factory.createParser(log)) {
            int version = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    switch (parser.currentName()) {
                        case "Version", "flowLogVersion" -> version = parser.nextIntValue(0);
                        case "flowTuples" -> readTuples(parser, version, sink);
                        default -> {
                            // everything else is of no interest here
                        }
                    }
                }
            }
        }
        rows.flush(sink);
    }

    private void readTuples(JsonParser parser, int version, RowSink sink) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new IOException("flowTuples is not an array");
        }
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            tuples.fill(parser, version, rows);
            rows.flushIfFull(sink);
        }
    }
}
