package io.github.flowlog.oracle;

import io.github.flowlog.oracle.Node.Kind;
import io.github.flowlog.oracle.Node.Member;
import io.github.flowlog.problem.ParseProblem;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Walks one JSON document by the grammar of RFC 8259, rule by rule, and stops at the first byte that breaks it.
 *
 * <p>Jackson says whether a text is JSON and what is in it, but not exactly where it ceases to be JSON. This walk says
 * where; what it accepts is compared with what Jackson reads.
 */
final class JsonWalk {
    private static final int END = -1;

    private final byte[] bytes;
    private final int depthLimit;
    private final int firstBadUtf8;
    private int at;

    JsonWalk(byte[] bytes, int at, int depthLimit, int firstBadUtf8) {
        this.bytes = bytes;
        this.at = at;
        this.depthLimit = depthLimit;
        this.firstBadUtf8 = firstBadUtf8;
    }

    int position() {
        return at;
    }

    /** The first position from {@code from} on that holds no white space. */
    static int skipWhiteSpace(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }

    /** Reads the value that begins at the position; {@code holder} gets it before its inside is read. */
    Node value(int depth, Consumer<Node> holder) throws Stop {
        int c = peek();
        Node node = new Node(kindOf(c), at);
        switch (node.kind) {
            case OBJECT -> {
                holder.accept(node);
                enter(depth);
                object(node, depth + 1);
            }
            case ARRAY -> {
                holder.accept(node);
                enter(depth);
                array(node, depth + 1);
            }
            case STRING -> {
                holder.accept(node);
                node.text = string();
            }
            case NUMBER -> {
                holder.accept(node);
                number();
                node.text = ascii(node.start);
            }
            case LITERAL -> {
                holder.accept(node);
                literal(c == 't' ? "true" : c == 'f' ? "false" : "null");
                node.text = ascii(node.start);
            }
        }
        node.end = at;
        return node;
    }

    /** The inside of an object from behind its brace. */
    private void object(Node object, int depth) throws Stop {
        at++;
        skip();
        if (peek() == '}') {
            at++;
            return;
        }
        member(object, depth);
        restOfObject(object, depth);
    }

    /** From behind a member's value to behind the closing brace. */
    void restOfObject(Node object, int depth) throws Stop {
        skip();
        while (peek() == ',') {
            at++;
            skip();
            member(object, depth);
            skip();
        }
        expect('}');
    }

    private void member(Node object, int depth) throws Stop {
        int keyStart = at;
        if (peek() != '"') {
            throw bad();
        }
        Member member = new Member(string(), keyStart);
        object.members.add(member);
        skip();
        expect(':');
        skip();
        member.isMet = at < bytes.length;
        value(depth, node -> member.value = node);
    }

    private void array(Node array, int depth) throws Stop {
        at++;
        skip();
        if (peek() == ']') {
            at++;
            return;
        }
        value(depth, array.elements::add);
        restOfArray(array, depth);
    }

    /** From behind an element to behind the closing bracket. */
    void restOfArray(Node array, int depth) throws Stop {
        skip();
        while (peek() == ',') {
            at++;
            skip();
            value(depth, array.elements::add);
            skip();
        }
        expect(']');
    }

    /** Behind an element that an earlier fragment held: a comma and an element, at once a record, or the end of the array. */
    void restOfArrayInFragment(Node array, int depth) throws Stop {
        skip();
        int c = peek();
        if (c == '{') {
            value(depth, array.elements::add);
        }
        restOfArray(array, depth);
    }

    private String string() throws Stop {
        StringBuilder text = new StringBuilder();
        int rawFrom = ++at;
        while (true) {
            int c = peekInText();
            if (c == '"') {
                text.append(utf8(rawFrom));
                at++;
                return text.toString();
            }
            if (c < 0x20) {
                throw bad();
            }
            if (c == '\\') {
                text.append(utf8(rawFrom));
                escape(text);
                rawFrom = at;
            } else {
                at++;
            }
        }
    }

    private void escape(StringBuilder text) throws Stop {
        int backslash = at++;
        int c = peek();
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            text.append("\"\\/\b\f\n\r\t".charAt(simple));
            at++;
            return;
        }
        if (c != 'u') {
            throw bad();
        }
        at++;
        char unit = hex4();
        text.append(unit);
        if (Character.isLowSurrogate(unit)) {
            throw new Stop(ParseProblem.ENCODING, backslash);
        }
        if (Character.isHighSurrogate(unit)) {
            if (aheadOrStop() != '\\') {
                throw new Stop(ParseProblem.ENCODING, backslash);
            }
            at++;
            if (aheadOrStop() != 'u') {
                throw new Stop(ParseProblem.ENCODING, backslash);
            }
            at++;
            char second = hex4();
            if (!Character.isLowSurrogate(second)) {
                throw new Stop(ParseProblem.ENCODING, backslash);
            }
            text.append(second);
        }
    }

    private char hex4() throws Stop {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = peek();
            if ("0123456789abcdefABCDEF".indexOf(c) < 0) {
                throw bad();
            }
            value = value * 16 + Character.digit(c, 16);
            at++;
        }
        return (char) value;
    }

    /** A number ends before the byte that cannot be part of it, whatever that is; at the end of the input it might go on. */
    private void number() throws Stop {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (ahead() == '.') {
            at++;
            digits();
        }
        if (ahead() == 'e' || ahead() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        aheadOrStop();
    }

    private void digits() throws Stop {
        if (!isDigit(peek())) {
            throw bad();
        }
        while (isDigit(ahead())) {
            at++;
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private void literal(String word) throws Stop {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
    }

    private Kind kindOf(int c) throws Stop {
        return switch (c) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case 't', 'f', 'n' -> Kind.LITERAL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
            default -> throw bad();
        };
    }

    private void enter(int depth) throws Stop {
        if (depth + 1 > depthLimit) {
            throw new Stop(ParseProblem.LIMIT, at);
        }
    }

    private void skip() {
        at = skipWhiteSpace(bytes, at);
    }

    private void expect(int wanted) throws Stop {
        if (peek() != wanted) {
            throw bad();
        }
        at++;
    }

    private int peek() throws Stop {
        int c = ahead();
        if (c == END) {
            throw truncated();
        }
        return c;
    }

    /** Only in text there are characters; between tokens any byte above ASCII is bad syntax. */
    private int peekInText() throws Stop {
        if (at >= firstBadUtf8) {
            throw new Stop(ParseProblem.ENCODING, firstBadUtf8);
        }
        return peek();
    }

    /** The next byte whatever it is, where what came before it cannot go on with it and is judged first. */
    private int aheadOrStop() throws Stop {
        if (ahead() == END) {
            throw truncated();
        }
        return ahead();
    }

    private int ahead() {
        return at < bytes.length ? bytes[at] & 0xFF : END;
    }

    private Stop truncated() {
        return new Stop(ParseProblem.TRUNCATED, bytes.length);
    }

    private Stop bad() {
        return new Stop(ParseProblem.SYNTAX, at);
    }

    private String utf8(int from) {
        return new String(bytes, from, at - from, StandardCharsets.UTF_8);
    }

    private String ascii(int from) {
        return new String(bytes, from, at - from, StandardCharsets.US_ASCII);
    }
}
