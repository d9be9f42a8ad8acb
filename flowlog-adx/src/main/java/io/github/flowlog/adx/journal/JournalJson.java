package io.github.flowlog.adx.journal;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries of the journal as JSON objects, flat but for the parts of a plan. */
final class JournalJson {
    private static final JsonFactory JSON = new JsonFactory();

    private JournalJson() {}

    static String write(JournalEntry entry) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            writeFields(entry, json);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeFields(JournalEntry entry, JsonGenerator json) throws IOException {
        if (entry instanceof JournalEntry.Header header) {
            json.writeStringField("entry", "header");
            json.writeNumberField("formatVersion", header.formatVersion());
            json.writeStringField("filter", header.filter());
            json.writeStringField("shard", header.shard());
        } else if (entry instanceof JournalEntry.Plan plan) {
            json.writeStringField("entry", "plan");
            json.writeStringField("batchId", plan.batchId());
            json.writeNumberField("rows", plan.rows());
            writeUpload(plan.upload(), json);
            json.writeArrayFieldStart("parts");
            for (BuiltBatch.Part part : plan.parts()) {
                write(part, json);
            }
            json.writeEndArray();
        } else if (entry instanceof JournalEntry.Attempt attempt) {
            json.writeStringField("entry", "attempt");
            json.writeStringField("batchId", attempt.batchId());
            json.writeStringField("url", attempt.url());
            json.writeStringField("sourceId", attempt.sourceId().toString());
            json.writeStringField("at", attempt.at().toString());
        } else if (entry instanceof JournalEntry.Alarm alarm) {
            json.writeStringField("entry", "alarm");
            json.writeStringField("batchId", alarm.batchId());
            json.writeStringField("message", alarm.message());
        } else if (entry instanceof JournalEntry.Retry retry) {
            writeBatch("retry", retry.batchId(), json);
        } else if (entry instanceof JournalEntry.Commit commit) {
            writeBatch("commit", commit.batchId(), json);
        } else if (entry instanceof JournalEntry.Dropped dropped) {
            writeBatch("dropped", dropped.batchId(), json);
        } else if (entry instanceof JournalEntry.Cleared cleared) {
            json.writeStringField("entry", "cleared");
            json.writeStringField("sourceId", cleared.sourceId());
        } else if (entry instanceof JournalEntry.Kept kept) {
            json.writeStringField("entry", "kept");
            writeTexts("announced", kept.announced(), json);
            writeTexts("replacedSourceIds", kept.replacedSourceIds(), json);
        }
    }

    private static void writeBatch(String kind, String batchId, JsonGenerator json) throws IOException {
        json.writeStringField("entry", kind);
        json.writeStringField("batchId", batchId);
    }

    private static void writeUpload(JournalEntry.@Nullable Upload upload, JsonGenerator json) throws IOException {
        if (upload == null) {
            return;
        }
        json.writeNumberField("rawBytes", upload.rawBytes());
        json.writeNumberField("gzipBytes", upload.gzipBytes());
        Instant creationTime = upload.creationTime();
        if (creationTime != null) {
            json.writeStringField("creationTime", creationTime.toString());
        }
        writeTexts("announced", upload.announced(), json);
    }

    /** As one text, so that entries stay flat; the keys are hex digits. */
    private static void writeTexts(String field, List<String> keys, JsonGenerator json) throws IOException {
        json.writeStringField(field, String.join(" ", keys));
    }

    static JournalEntry read(String text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            Map<String, Object> fields = object(json);
            return switch (text(fields, "entry")) {
                case "header" ->
                    new JournalEntry.Header(
                            (int) number(fields, "formatVersion"), text(fields, "filter"), text(fields, "shard"));
                case "plan" ->
                    new JournalEntry.Plan(
                            text(fields, "batchId"), number(fields, "rows"), parts(fields), uploadOrNull(fields));
                case "attempt" ->
                    new JournalEntry.Attempt(
                            text(fields, "batchId"),
                            text(fields, "url"),
                            UUID.fromString(text(fields, "sourceId")),
                            Instant.parse(text(fields, "at")));
                case "alarm" -> new JournalEntry.Alarm(text(fields, "batchId"), text(fields, "message"));
                case "retry" -> new JournalEntry.Retry(text(fields, "batchId"));
                case "commit" -> new JournalEntry.Commit(text(fields, "batchId"));
                case "dropped" -> new JournalEntry.Dropped(text(fields, "batchId"));
                case "cleared" -> new JournalEntry.Cleared(text(fields, "sourceId"));
                case "kept" -> new JournalEntry.Kept(texts(fields, "announced"), texts(fields, "replacedSourceIds"));
                default -> throw new IOException("unknown entry " + fields.get("entry"));
            };
        }
    }

    private static JournalEntry.@Nullable Upload uploadOrNull(Map<String, Object> plan) {
        if (!plan.containsKey("rawBytes")) {
            return null;
        }
        return new JournalEntry.Upload(
                number(plan, "rawBytes"),
                number(plan, "gzipBytes"),
                plan.containsKey("creationTime") ? Instant.parse(text(plan, "creationTime")) : null,
                texts(plan, "announced"));
    }

    private static List<String> texts(Map<String, Object> fields, String name) {
        String joined = text(fields, name);
        return joined.isEmpty() ? List.of() : List.of(joined.split(" ", -1));
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
                entry.containsKey("attempts") ? (int) number(entry, "attempts") : 0,
                text(entry, "message"),
                new Evidence(
                        Evidence.Form.valueOf(text(entry, "rawForm").toUpperCase(Locale.ROOT)), text(entry, "raw")));
    }

    private static SourceKey key(Map<String, Object> fields) {
        return new SourceKey(shared(fields, "account"), shared(fields, "container"), text(fields, "path"));
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
                new Origin(shared(part, "resourceId"), shared(part, "mac"), number(part, "hour")),
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

    /** A text that many entries have. */
    private static String shared(Map<String, Object> fields, String name) {
        return text(fields, name).intern();
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
