package io.github.flowlog.adx.networks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.flowlog.net.IpPrefix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Azure's service tags in JSON; {@link NetworksFile} says what is read of them. */
final class ServiceTags {

    private static final JsonFactory JSON = JsonFactory.builder()
            // The file is UTF-8, and only then do byte offsets mean anything.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final JsonParser json;
    private final int start;
    private final Map<String, Set<IpPrefix>> tags = new HashMap<>();
    private int prefixes;

    private ServiceTags(Path file, JsonParser json, int start) {
        this.file = file;
        this.json = json;
        this.start = start;
    }

    static Map<IpPrefix, String> read(Path file, byte[] content, int start) throws IOException {
        try (JsonParser json = JSON.createParser(content, start, content.length - start)) {
            ServiceTags tags = new ServiceTags(file, json, start);
            try {
                tags.readDocument();
            } catch (JsonProcessingException e) {
                // A limit of the parser comes without a place.
                JsonLocation place = e.getLocation() == null ? json.currentLocation() : e.getLocation();
                throw tags.bad(place.getByteOffset(), "bad JSON: " + e.getOriginalMessage());
            }
            return tags.names();
        }
    }

    private void readDocument() throws IOException {
        json.nextToken();
        boolean found = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            if (json.currentName().equals("values")) {
                found = true;
                expect(JsonToken.START_ARRAY, "an array of service tags in \"values\"");
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    readTag();
                }
            } else {
                skipValue();
            }
        }
        if (!found) {
            throw bad(0, "no \"values\" in the object: expected Azure's service tags");
        }
        if (json.nextToken() != null) {
            throw bad("text behind the JSON object, expected the end of the file");
        }
    }

    private void readTag() throws IOException {
        long place = place();
        check(JsonToken.START_OBJECT, "a service tag, an object");
        String name = null;
        List<IpPrefix> held = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "name" -> name = readName();
                case "properties" -> held = readProperties();
                default -> skipValue();
            }
        }
        if (name == null) {
            throw bad(place, "service tag without \"name\"");
        }
        if (held == null) {
            throw bad(place, "service tag \"" + name + "\" without \"addressPrefixes\" in \"properties\"");
        }
        tags.computeIfAbsent(name, added -> new LinkedHashSet<>()).addAll(held);
    }

    private String readName() throws IOException {
        expect(JsonToken.VALUE_STRING, "the name of a service tag, a string");
        String name = json.getText();
        String fault = NetworksFile.faultOfName(name);
        if (!fault.isEmpty()) {
            throw bad(fault);
        }
        return name;
    }

    private @Nullable List<IpPrefix> readProperties() throws IOException {
        expect(JsonToken.START_OBJECT, "the properties of a service tag, an object");
        List<IpPrefix> held = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            if (json.currentName().equals("addressPrefixes")) {
                held = readPrefixes();
            } else {
                skipValue();
            }
        }
        return held;
    }

    private List<IpPrefix> readPrefixes() throws IOException {
        expect(JsonToken.START_ARRAY, "an array of prefixes in \"addressPrefixes\"");
        List<IpPrefix> held = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            check(JsonToken.VALUE_STRING, "a prefix, a string");
            if (++prefixes > NetworksFile.MAX_PREFIXES) {
                throw bad("more than " + NetworksFile.MAX_PREFIXES + " prefixes, the most that a file may have");
            }
            try {
                held.add(IpPrefix.parse(json.getText()));
            } catch (IllegalArgumentException e) {
                throw bad(String.valueOf(e.getMessage()));
            }
        }
        return held;
    }

    /** Gives each prefix the name of its most specific tag: the first that has it when those with few prefixes come first. */
    private Map<IpPrefix, String> names() {
        Map<IpPrefix, String> names = new LinkedHashMap<>();
        tags.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Set<IpPrefix>> tag) ->
                                tag.getValue().size())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(tag -> tag.getValue().forEach(prefix -> names.putIfAbsent(prefix, tag.getKey())));
        return names;
    }

    private void skipValue() throws IOException {
        json.nextToken();
        json.skipChildren();
    }

    private void expect(JsonToken token, String what) throws IOException {
        json.nextToken();
        check(token, what);
    }

    private void check(JsonToken token, String what) throws NetworksFileException {
        if (json.currentToken() != token) {
            throw bad("expected " + what);
        }
    }

    private long place() {
        return json.currentTokenLocation().getByteOffset();
    }

    private NetworksFileException bad(String fault) {
        return bad(place(), fault);
    }

    /** The parser counts from the first byte that it was given. */
    private NetworksFileException bad(long offset, String fault) {
        return new NetworksFileException(file + ", byte " + (start + offset) + ": " + fault);
    }
}
