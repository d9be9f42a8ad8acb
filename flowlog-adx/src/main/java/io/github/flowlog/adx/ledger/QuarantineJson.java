package io.github.flowlog.adx.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Quarantine entries as JSON, one object a line, for people and their scripts. */
public final class QuarantineJson {
    private static final JsonFactory JSON = new JsonFactory();

    private QuarantineJson() {}

    /** Writes the fields of one entry into an object that is open. */
    public static void writeFields(QuarantineEntry entry, JsonGenerator json) throws IOException {
        json.writeStringField("source", entry.source());
        json.writeStringField("account", entry.key().account());
        json.writeStringField("container", entry.key().container());
        json.writeStringField("path", entry.key().path());
        json.writeStringField("sourceId", entry.sourceId());
        json.writeStringField("generation", entry.generation());
        json.writeStringField("scope", entry.scope());
        json.writeStringField("problem", entry.problem());
        json.writeStringField("field", entry.field());
        json.writeNumberField("byteOffset", entry.byteOffset());
        json.writeNumberField("recordOffset", entry.recordOffset());
        json.writeNumberField("tupleIndex", entry.tupleIndex());
        json.writeNumberField("unreadBytes", entry.unreadBytes());
        json.writeNumberField("further", entry.further());
        json.writeNumberField("attempts", entry.attempts());
        json.writeStringField("message", entry.message());
        json.writeStringField("rawForm", entry.evidence().form().name().toLowerCase(Locale.ROOT));
        json.writeStringField("raw", entry.evidence().raw());
    }

    /**
     * Makes the file say what the quarantine holds; no file when it holds nothing.
     *
     * @return how many problems the entries stand for
     */
    public static long replace(Path file, Ledger ledger) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            long problems = write(fresh, ledger);
            if (problems > 0) {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.deleteIfExists(file);
            }
            return problems;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static long write(Path file, Ledger ledger) throws IOException {
        AtomicLong problems = new AtomicLong();
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = JSON.createGenerator(out)) {
            json.setRootValueSeparator(null);
            ledger.forEachQuarantined(entry -> {
                problems.addAndGet(entry.problems());
                writeLine(entry, json);
            });
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        return problems.get();
    }

    private static void writeLine(QuarantineEntry entry, JsonGenerator json) {
        try {
            json.writeStartObject();
            writeFields(entry, json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
