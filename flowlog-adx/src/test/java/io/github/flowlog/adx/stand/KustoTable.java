package io.github.flowlog.adx.stand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** What the engine knows of a table beside its rows; guarded by the {@link RowStore} that it belongs to. */
final class KustoTable {
    static final ObjectMapper JSON = new ObjectMapper();

    final String name;
    /** Types by the names of the columns, in order. */
    final Map<String, String> columns = new LinkedHashMap<>();
    /** Texts of the CSV mappings by name, as they were given. */
    final Map<String, String> mappings = new LinkedHashMap<>();
    /** Policies as JSON by name. */
    final Map<String, String> policies = new LinkedHashMap<>();

    String folder = "";
    String docString = "";

    KustoTable(String name) {
        this.name = name;
    }

    /** The DuckDB type of a column type. */
    static String sqlType(String type) throws KustoError {
        return switch (type) {
            case "string", "dynamic", "guid", "timespan" -> "VARCHAR";
            case "int" -> "INTEGER";
            case "long" -> "BIGINT";
            case "real", "double" -> "DOUBLE";
            case "bool", "boolean" -> "BOOLEAN";
            case "datetime" -> "TIMESTAMP_NS";
            default -> throw KqlTokens.unknown("the type " + type);
        };
    }

    /** Names and types as {@code cslschema} shows them. */
    String cslSchema() {
        StringBuilder schema = new StringBuilder();
        columns.forEach((column, type) -> schema.append(schema.isEmpty() ? "" : ",")
                .append(column)
                .append(':')
                .append(type));
        return schema.toString();
    }

    /** For each column of the table, what a CSV mapping puts into it. */
    Map<String, String> sqlByMapping(String mapping) throws KustoError {
        Map<String, String> values = new LinkedHashMap<>();
        for (Entry<String, String> column : columns.entrySet()) {
            values.put(column.getKey(), column.getValue().equals("string") ? "''" : "NULL");
        }
        for (JsonNode entry : parsed(mapping)) {
            String column = value(entry, "column", value(entry, "columnname", ""));
            String type = columns.get(column);
            if (type == null) {
                continue;
            }
            JsonNode properties = child(entry, "properties") == null ? entry : child(entry, "properties");
            String ordinal = value(properties, "ordinal", "");
            String text = ordinal.isEmpty()
                    ? KqlSubset.literal(value(properties, "constvalue", ""))
                    : "c" + Integer.parseInt(ordinal);
            values.put(column, typed(text, type));
        }
        return values;
    }

    /** A bad value is null, but a string never is. */
    private static String typed(String text, String type) throws KustoError {
        return switch (type) {
            case "string" -> "coalesce(" + text + ", '')";
            case "int", "long" ->
                "CASE WHEN regexp_full_match(" + text + ", '-?[0-9]+') THEN TRY_CAST(" + text + " AS " + sqlType(type)
                        + ") END";
            default -> "TRY_CAST(" + text + " AS " + sqlType(type) + ")";
        };
    }

    static JsonNode parsed(String json) throws KustoError {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw KustoError.badRequest("this is no JSON: " + json);
        }
    }

    /** A member by its name in any case; null when there is none. */
    static @Nullable JsonNode child(JsonNode object, String name) {
        for (Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().toLowerCase(Locale.ROOT).equals(name)) {
                return member.getValue();
            }
        }
        return null;
    }

    static String value(JsonNode object, String name, String otherwise) {
        JsonNode child = child(object, name);
        return child == null || child.isNull() ? otherwise : child.asText();
    }
}
