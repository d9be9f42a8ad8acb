package io.github.flowlog.adx.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Quarantine entries as JSON, one object a line, for people and their scripts. */
public final class QuarantineJson {
    private static final JsonFactory JSON = new JsonFactory();

    private QuarantineJson() {}

    /** Writes the fields of one entry into an object that is open. */
    public static void writeFields(QuarantineEntry entry, JsonGenerator json) throws IOException {
        json.writeStringField("source", entry.source());
        json.writeStringField("sourceId", entry.sourceId());
        json.writeStringField("scope", entry.scope());
        json.writeStringField("problem", entry.problem());
        json.writeStringField("field", entry.field());
        json.writeNumberField("byteOffset", entry.byteOffset());
        json.writeNumberField("recordOffset", entry.recordOffset());
        json.writeNumberField("tupleIndex", entry.tupleIndex());
        json.writeNumberField("unreadBytes", entry.unreadBytes());
        json.writeStringField("message", entry.message());
    }

    /** Makes the file say what the quarantine holds; no file when it holds nothing. */
    public static void replace(Path file, List<QuarantineEntry> entries) throws IOException {
        if (entries.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(fresh);
                JsonGenerator json = JSON.createGenerator(out)) {
            json.setRootValueSeparator(null);
            for (QuarantineEntry entry : entries) {
                json.writeStartObject();
                writeFields(entry, json);
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
