package io.github.flowlog.adx.setup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that a cluster answers with inside a text.
 *
 * <p><b>Shape:</b> an object is a map that takes names in any case, since a cluster does not always spell them as they were given;
 * an array is a list; any other value is text; null is null.
 */
final class PolicyJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PolicyJson() {}

    /** The value, or null where there is none or no JSON. */
    static @Nullable Object read(String text) {
        if (text.isBlank()) {
            return null;
        }
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            return value(json);
        } catch (IOException notJson) {
            return null;
        }
    }

    /** The text that names inside each other lead to, empty where they lead nowhere. */
    static String text(@Nullable Object value, String... names) {
        Object found = value;
        for (String name : names) {
            found = found instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return found instanceof String text ? text : "";
    }

    /** The elements of an array; none of anything else. */
    static List<?> elements(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> object = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                object.put(name, value(json));
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> array = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(json));
            }
            return array;
        }
        return token == null || token == JsonToken.VALUE_NULL ? null : json.getText();
    }
}
