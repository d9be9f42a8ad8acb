package io.github.flowlog.synthetic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/** Generated documents, and what jackson-core, which shares no code with the generator, finds in them. */
final class Documents {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Documents() {}

    /** Returns the seed of this run: {@code -Dflowlog.seed=N}, else a fresh one. */
    static long seed() {
        return Optional.ofNullable(Long.getLong("flowlog.seed")).orElseGet(() -> new SplittableRandom().nextLong());
    }

    static byte[] generate(GeneratorOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            FlowLogGenerator.of(options).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Counts records by the key that only they have, and tuples, over all root values of a document. */
    static GeneratedLog count(byte[] document) throws IOException {
        long records = 0;
        long tuples = 0;
        try (JsonParser parser = JSON.createParser(document)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                if (parser.currentName().equals("operationName")) {
                    records++;
                } else if (parser.currentName().equals("flowTuples")) {
                    parser.nextToken();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        tuples++;
                    }
                }
            }
        }
        return new GeneratedLog(records, tuples, document.length);
    }

    /** Reads all root values: maps in text order, lists, and the text of everything else. */
    static List<Object> read(byte[] document) throws IOException {
        List<Object> roots = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(document)) {
            while (parser.nextToken() != null) {
                roots.add(value(parser, 1));
            }
        }
        return roots;
    }

    private static Object value(JsonParser parser, int depth) throws IOException {
        if (depth >= 40) {
            throw new AssertionError("nesting depth " + depth);
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser, depth + 1));
            }
            return members;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser, depth + 1));
            }
            return elements;
        }
        return parser.getText();
    }

    static Object member(Map<String, Object> object, String key) {
        return Objects.requireNonNull(object.get(key), key);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> array(Object value) {
        return (List<Object>) value;
    }

    /** Returns all records of an envelope in Azure's form. */
    static List<Map<String, Object>> records(byte[] document) throws IOException {
        List<Map<String, Object>> records = new ArrayList<>();
        for (Object record : array(member(object(read(document).get(0)), "records"))) {
            records.add(object(record));
        }
        return records;
    }

    /** Returns the tuples of each {@code flowTuples} array of a record. */
    static List<List<String>> groups(Map<String, Object> record) {
        List<List<String>> groups = new ArrayList<>();
        boolean vnet = record.containsKey("flowRecords");
        Map<String, Object> body = object(member(record, vnet ? "flowRecords" : "properties"));
        for (Object flow : array(member(body, "flows"))) {
            for (Object group : array(member(object(flow), vnet ? "flowGroups" : "flows"))) {
                groups.add(array(member(object(group), "flowTuples")).stream()
                        .map(Object::toString)
                        .toList());
            }
        }
        return groups;
    }
}
