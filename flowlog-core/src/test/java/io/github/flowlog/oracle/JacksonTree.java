package io.github.flowlog.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.github.flowlog.oracle.Node.Kind;
import io.github.flowlog.oracle.Node.Member;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads one JSON value into a tree with jackson-core, without any limit of Jackson's own. */
final class JacksonTree {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxDocumentLength(-1)
                    .maxTokenCount(-1)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private final JsonParser parser;
    private final int origin;

    private JacksonTree(JsonParser parser, int origin) {
        this.parser = parser;
        this.origin = origin;
    }

    /** The value that fills {@code bytes[from, to)}. */
    static Node parse(byte[] bytes, int from, int to) {
        try (JsonParser parser = FACTORY.createParser(bytes, from, to - from)) {
            JacksonTree tree = new JacksonTree(parser, from);
            parser.nextToken();
            Node node = tree.value();
            if (parser.nextToken() != null) {
                throw new AssertionError("Jackson sees more than one value in bytes " + from + " to " + to);
            }
            return node;
        } catch (StreamReadException e) {
            throw new AssertionError("Jackson refuses what the walk accepts, bytes " + from + " to " + to, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a whole JSON object or array stands at the start of the bytes from {@code from} on. */
    static boolean acceptsContainerAt(byte[] bytes, int from) {
        try (JsonParser parser = FACTORY.createParser(bytes, from, bytes.length - from)) {
            int depth = 0;
            do {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return false;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.VALUE_STRING) {
                    parser.getText();
                }
            } while (depth > 0);
            return true;
        } catch (StreamReadException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Node value() throws IOException {
        JsonToken token = parser.currentToken();
        Node node = new Node(kindOf(token), startOfToken());
        switch (node.kind) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            default -> node.text = parser.getText();
        }
        node.end = origin + Math.toIntExact(parser.currentLocation().getByteOffset());
        return node;
    }

    private void object(Node object) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Member member = new Member(parser.currentName(), startOfToken());
            object.members.add(member);
            parser.nextToken();
            member.value = value();
        }
    }

    private void array(Node array) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.elements.add(value());
        }
    }

    private int startOfToken() {
        return origin + Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    private static Kind kindOf(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Kind.OBJECT;
            case START_ARRAY -> Kind.ARRAY;
            case VALUE_STRING -> Kind.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> Kind.LITERAL;
            default -> throw new AssertionError("no value begins with " + token);
        };
    }
}
