package io.github.flowlog.adx.stand;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message of the ready queue asks for.
 *
 * @param source identity of the attempt
 * @param blob URL of the blob with its signature
 * @param table table that the rows are for
 * @param mapping name of the CSV mapping
 * @param tags tags of the new extent, prefix included
 * @param once ingest-by tags, without their prefix, that must not be there yet
 * @param created creation time of the new extent; null for now
 * @param statusPartition partition key of the status entity; empty when none is wanted
 * @param statusRow row key of the status entity
 */
record IngestMessage(
        String source,
        String blob,
        String table,
        String mapping,
        List<String> tags,
        List<String> once,
        @Nullable Instant created,
        String statusPartition,
        String statusRow) {

    /** Reads the JSON of the SDK; names may be written in any case, as the service takes them. */
    static IngestMessage parse(String json) throws KustoError {
        JsonNode message = KustoTable.parsed(json);
        JsonNode properties = object(message, "additionalproperties");
        JsonNode status = object(message, "ingestionstatusintable");
        String created = KustoTable.value(properties, "creationtime", "");
        try {
            return new IngestMessage(
                    KustoTable.value(message, "id", ""),
                    KustoTable.value(message, "blobpath", ""),
                    KustoTable.value(message, "tablename", ""),
                    KustoTable.value(properties, "ingestionmappingreference", ""),
                    texts(KustoTable.value(properties, "tags", "[]")),
                    texts(KustoTable.value(properties, "ingestifnotexists", "[]")),
                    created.isEmpty() ? null : Instant.parse(created),
                    KustoTable.value(status, "partitionkey", ""),
                    KustoTable.value(status, "rowkey", ""));
        } catch (DateTimeParseException e) {
            throw KustoError.badRequest("creationTime is " + created + ", not a time such as 2026-01-01T00:00:00Z");
        }
    }

    private static JsonNode object(JsonNode message, String name) {
        JsonNode child = KustoTable.child(message, name);
        return child == null ? KustoTable.JSON.createObjectNode() : child;
    }

    private static List<String> texts(String json) throws KustoError {
        List<String> texts = new ArrayList<>();
        KustoTable.parsed(json).forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
