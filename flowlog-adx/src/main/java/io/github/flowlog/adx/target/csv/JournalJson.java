package io.github.flowlog.adx.target.csv;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.flowlog.DocumentForm;
import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.ledger.Cursor;
import io.github.flowlog.adx.ledger.Evidence;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.ledger.QuarantineEntry;
import io.github.flowlog.adx.ledger.QuarantineJson;
import io.github.flowlog.adx.ledger.SourceKey;
import io.github.flowlog.adx.target.BuiltBatch;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of the journal as JSON objects, flat but for the parts of a plan. */
final class JournalJson {
    private static final JsonFactory JSON = new JsonFactory();

    private JournalJson() {}

    static String write(JournalEntry entry) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (entry instanceof JournalEntry.Header header) {
                json.writeStringField("entry", "header");
                json.writeNumberField("formatVersion", header.formatVersion());
                json.writeStringField("filter", header.filter());
                json.writeStringField("shard", header.shard());
            } else if (entry instanceof JournalEntry.Plan plan) {
                json.writeStringField("entry", "plan");
                json.writeStringField("batchId", plan.batchId());
                json.writeNumberField("rows", plan.rows());
                json.writeArrayFieldStart("parts");
                for (BuiltBatch.Part part : plan.parts()) {
                    write(part, json);
                }
                json.writeEndArray();
            } else if (entry instanceof JournalEntry.Commit commit) {
                json.writeStringField("entry", "commit");
                json.writeStringField("batchId", commit.batchId());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    static JournalEntry read(String text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            Map<String, Object> fields = object(json);
            return switch (text(fields, "entry")) {
                case "header" ->
                    new JournalEntry.Header(
                            (int) number(fields, "formatVersion"), text(fields, "filter"), text(fields, "shard"));
                case "plan" -> new JournalEntry.Plan(text(fields, "batchId"), number(fields, "rows"), parts(fields));
                case "commit" -> new JournalEntry.Commit(text(fields, "batchId"));
                default -> throw new IOException("unknown entry " + fields.get("entry"));
            };
        }
    }

    private static void write(BuiltBatch.Part part, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("from", part.from());
        json.writeStringField("sourceId", part.sourceId());
        json.writeStringField("replaces", part.replacedSourceId());
        Cursor cursor = part.cursor();
        if (cursor != null) {
            json.writeStringField("account", cursor.key().account());
            json.writeStringField("container", cursor.key().container());
            json.writeStringField("path", cursor.key().path());
            json.writeStringField("generation", cursor.generation());
            json.writeNumberField("rewrites", cursor.rewrites());
            json.writeStringField("resourceId", cursor.origin().resourceId());
            json.writeStringField("mac", cursor.origin().mac());
            json.writeNumberField("hour", cursor.origin().hour());
            json.writeNumberField("loadedTo", cursor.loadedTo().offset());
            json.writeStringField("form", cursor.loadedTo().form().name());
            json.writeStringField("tailHash", cursor.tailHash());
            json.writeStringField("fingerprint", cursor.fingerprint());
        }
        json.writeArrayFieldStart("quarantine");
        for (QuarantineEntry entry : part.quarantine()) {
            json.writeStartObject();
            QuarantineJson.writeFields(entry, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static List<BuiltBatch.Part> parts(Map<String, Object> plan) {
        List<BuiltBatch.Part> parts = new ArrayList<>();
        for (Map<String, Object> part : objects(plan, "parts")) {
            List<QuarantineEntry> quarantine = new ArrayList<>();
            for (Map<String, Object> entry : objects(part, "quarantine")) {
                quarantine.add(entry(entry));
            }
            parts.add(new BuiltBatch.Part(
                    number(part, "from"), text(part, "sourceId"), cursor(part), text(part, "replaces"), quarantine));
        }
        return parts;
    }

    private static QuarantineEntry entry(Map<String, Object> entry) {
        return new QuarantineEntry(
                key(entry),
                text(entry, "sourceId"),
                text(entry, "generation"),
                text(entry, "source"),
                text(entry, "scope"),
                text(entry, "problem"),
                text(entry, "field"),
                number(entry, "byteOffset"),
                number(entry, "recordOffset"),
                (int) number(entry, "tupleIndex"),
                number(entry, "unreadBytes"),
                number(entry, "further"),
                text(entry, "message"),
                new Evidence(
                        Evidence.Form.valueOf(text(entry, "rawForm").toUpperCase(Locale.ROOT)), text(entry, "raw")));
    }

    private static SourceKey key(Map<String, Object> fields) {
        return new SourceKey(text(fields, "account"), text(fields, "container"), text(fields, "path"));
    }

    private static @Nullable Cursor cursor(Map<String, Object> part) {
        if (!part.containsKey("generation")) {
            return null;
        }
        return new Cursor(
                key(part),
                text(part, "sourceId"),
                text(part, "generation"),
                (int) number(part, "rewrites"),
                new Origin(text(part, "resourceId"), text(part, "mac"), number(part, "hour")),
                new ResumePoint(number(part, "loadedTo"), DocumentForm.valueOf(text(part, "form"))),
                text(part, "tailHash"),
                text(part, "fingerprint"));
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY) {
                List<Map<String, Object>> elements = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(object(json));
                }
                fields.put(name, elements);
            } else if (value == JsonToken.VALUE_NUMBER_INT) {
                fields.put(name, json.getLongValue());
            } else {
                fields.put(name, json.getText());
            }
        }
        return fields;
    }

    private static String text(Map<String, Object> fields, String name) {
        return (String) known(fields, name);
    }

    private static long number(Map<String, Object> fields, String name) {
        return (Long) known(fields, name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> fields, String name) {
        return (List<Map<String, Object>>) known(fields, name);
    }

    private static Object known(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("the journal lacks field " + name);
        }
        return value;
    }
}
