package io.github.flowlog.internal.scan;

import io.github.flowlog.internal.tuple.CompactTuples;
import io.github.flowlog.problem.ParseProblem;
import java.util.Arrays;

/**
 * Walks over JSON text (RFC 8259) in a window, token by token, and checks every byte it passes.
 *
 * <p><b>Shape:</b> {@link #at()} is the index of the next byte. Where the window ends inside a token,
 * {@link Underflow} is thrown, or the fault TRUNCATED when the source has ended. <b>Errors:</b> {@link SyntaxFault} with
 * the index of the offending byte; UTF-8, surrogate pairs and nesting are checked in skipped values too. Not thread-safe.
 */
public final class JsonScanner {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final int maxDepth;
    private final Underflow underflow = new Underflow();

    private byte[] bytes = new byte[0];
    private int at;
    private int limit;
    private boolean complete;

    private int textFrom;
    private int textTo;
    private boolean textEscaped;
    private final JsonText text = new JsonText();
    private byte[] unescaped = new byte[0];
    private boolean[] openObjects = new boolean[16];

    /** Makes a scanner that refuses to go deeper than {@code maxDepth} containers. */
    public JsonScanner(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    /** Points the scanner at an index of the window as it is now; it sees no more than {@code length} bytes from there. */
    public void moveTo(Window window, int index, int length) {
        bytes = window.bytes();
        boolean all = window.limit() - index <= length;
        limit = all ? window.limit() : index + length;
        complete = all && window.isComplete();
        at = index;
    }

    /** The bytes of the window. */
    byte[] bytes() {
        return bytes;
    }

    /** Index behind the last byte that may be read. */
    int limit() {
        return limit;
    }

    /** Index of the next byte. */
    public int at() {
        return at;
    }

    /** Goes to another index of the same window. */
    void at(int index) {
        at = index;
    }

    /** Skips white space and returns the byte that follows, without passing it. */
    public int peek() {
        int i = at;
        if (i < limit) {
            int c = bytes[i];
            if (c > ' ') {
                return c;
            }
        }
        return peekBehindSpace();
    }

    private int peekBehindSpace() {
        byte[] b = bytes;
        int end = limit;
        for (int i = at; i < end; i++) {
            int c = b[i];
            if (c > ' ' || !isWhiteSpace(c)) {
                at = i;
                return c;
            }
        }
        at = end;
        throw end();
    }

    /** Passes an opening bracket; {@code depth} counts the containers that are open then. */
    public void open(int depth) {
        if (depth > maxDepth) {
            throw new SyntaxFault(
                    ParseProblem.LIMIT,
                    at,
                    "at most " + maxDepth + " nested objects and arrays are read; ReadLimits.withDepth raises that");
        }
        at++;
    }

    /** Passes the closing bracket of an empty container, if that is what follows. */
    public boolean closes(char bracket) {
        if (peek() == bracket) {
            at++;
            return true;
        }
        return false;
    }

    /** Passes a comma and returns true, or passes the closing bracket and returns false. */
    public boolean continues(char bracket) {
        int c = peek();
        if (c == ',') {
            at++;
            return true;
        }
        if (c == bracket) {
            at++;
            return false;
        }
        throw unexpected(bracket == '}' ? "expected , or }" : "expected , or ]");
    }

    /** Passes a key and its colon; the key's text is then at {@link #textFrom}. */
    void key() {
        if (peek() != '"') {
            throw unexpected("expected a key in quotes");
        }
        string();
        if (peek() != ':') {
            throw unexpected("expected : behind a key");
        }
        at++;
    }

    /** Passes the string whose opening quote is next; the text between its quotes is then {@link #textFrom} to {@link #textTo}. */
    void string() {
        byte[] b = bytes;
        int end = limit;
        int i = at + 1;
        textFrom = i;
        boolean escaped = false;
        while (true) {
            i = PlainText.end(b, i, end);
            if (i >= end) {
                throw end();
            }
            int c = b[i];
            if (c == '"') {
                break;
            }
            if (c == '\\') {
                i = passEscape(i);
                escaped = true;
            } else if (c >= ' ') {
                i++;
            } else if (c >= 0) {
                throw new SyntaxFault(ParseProblem.SYNTAX, i, "control characters in a string must be escaped");
            } else {
                i = passMultiByte(i);
            }
        }
        textTo = i;
        textEscaped = escaped;
        at = i + 1;
    }

    /** Passes a string whose text, known to be plain, is {@code length} bytes long. */
    void plainString(int length) {
        textFrom = at + 1;
        textTo = textFrom + length;
        textEscaped = false;
        at = textTo + 1;
    }

    /** Index of the first byte of the last string's text, as it stands in the window. */
    int textFrom() {
        return textFrom;
    }

    /** Index behind the last byte of the last string's text. */
    int textTo() {
        return textTo;
    }

    /** Whether the last string has escapes, so that places in its text are not those of the window. */
    boolean isTextEscaped() {
        return textEscaped;
    }

    /**
     * The last string without its escapes.
     *
     * <p>Resolved escapes lie in a buffer, where a quote stands before and behind the text, a zero behind that, and
     * {@link CompactTuples#REACH} bytes of room.
     */
    JsonText text() {
        if (textEscaped) {
            int end = unescape();
            text.set(unescaped, 1, end);
        } else {
            text.set(bytes, textFrom, textTo);
        }
        return text;
    }

    /** Resolves the escapes of the last string into {@link #unescaped} and returns where the text ends there. */
    private int unescape() {
        int room = textTo - textFrom + 3 + CompactTuples.REACH;
        if (unescaped.length < room) {
            unescaped = new byte[Math.max(room, unescaped.length * 2)];
        }
        byte[] out = unescaped;
        out[0] = '"';
        int length = 1;
        int i = textFrom;
        while (i < textTo) {
            int plain = PlainText.end(bytes, i, textTo);
            System.arraycopy(bytes, i, out, length, plain - i);
            length += plain - i;
            i = plain;
            if (i == textTo) {
                break;
            }
            byte c = bytes[i];
            if (c != '\\') {
                out[length++] = c;
                i++;
            } else if (bytes[i + 1] != 'u') {
                out[length++] = (byte) simpleEscape(bytes[i + 1]);
                i += 2;
            } else {
                int code = hex(i + 2);
                i += 6;
                if (Character.isHighSurrogate((char) code)) {
                    code = Character.toCodePoint((char) code, (char) hex(i + 2));
                    i += 6;
                }
                length = putUtf8(code, out, length);
            }
        }
        out[length] = '"';
        out[length + 1] = 0;
        return length;
    }

    /** Passes a value of any kind; {@code depth} counts the containers that are open around it. */
    public void skipValue(int depth) {
        int open = 0;
        while (true) {
            int c = peek();
            if (c == '{') {
                open(depth + open + 1);
                if (!closes('}')) {
                    push(open++, true);
                    key();
                    continue;
                }
            } else if (c == '[') {
                open(depth + open + 1);
                if (!closes(']')) {
                    push(open++, false);
                    continue;
                }
            } else {
                scalar(c);
            }
            while (open > 0 && !continues(openObjects[open - 1] ? '}' : ']')) {
                open--;
            }
            if (open == 0) {
                return;
            }
            if (openObjects[open - 1]) {
                key();
            }
        }
    }

    /** The fault that the next byte is not what the grammar wants here. */
    public SyntaxFault unexpected(String expectation) {
        return new SyntaxFault(ParseProblem.SYNTAX, at, expectation);
    }

    private void push(int level, boolean object) {
        if (level == openObjects.length) {
            openObjects = Arrays.copyOf(openObjects, level * 2);
        }
        openObjects[level] = object;
    }

    private void scalar(int c) {
        switch (c) {
            case '"' -> string();
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> {
                if (c != '-' && !isDigit(c)) {
                    throw unexpected("expected a value");
                }
                number();
            }
        }
    }

    private void literal(byte[] word) {
        for (byte letter : word) {
            if (at >= limit) {
                throw end();
            }
            if (bytes[at] != letter) {
                throw unexpected("expected true, false or null");
            }
            at++;
        }
    }

    private void number() {
        if (bytes[at] == '-') {
            at++;
        }
        if (byteAt(at) == '0') {
            at++;
        } else {
            digits();
        }
        if (at < limit && bytes[at] == '.') {
            at++;
            digits();
        }
        if (at < limit && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            int sign = byteAt(at);
            if (sign == '+' || sign == '-') {
                at++;
            }
            digits();
        }
        if (at >= limit) {
            throw end();
        }
    }

    private void digits() {
        if (!isDigit(byteAt(at))) {
            throw unexpected("expected a digit");
        }
        while (at < limit && isDigit(bytes[at])) {
            at++;
        }
    }

    private int passEscape(int backslash) {
        int c = byteAt(backslash + 1);
        if (c != 'u') {
            if (simpleEscape(c) < 0) {
                throw new SyntaxFault(
                        ParseProblem.SYNTAX, backslash + 1, "expected one of \" \\ / b f n r t u behind a backslash");
            }
            return backslash + 2;
        }
        int unit = checkedHex(backslash + 2);
        int next = backslash + 6;
        if (Character.isHighSurrogate((char) unit)) {
            if (byteAt(next) != '\\'
                    || byteAt(next + 1) != 'u'
                    || !Character.isLowSurrogate((char) checkedHex(next + 2))) {
                throw unpaired(backslash);
            }
            return next + 6;
        }
        if (Character.isLowSurrogate((char) unit)) {
            throw unpaired(backslash);
        }
        return next;
    }

    private static SyntaxFault unpaired(int index) {
        return new SyntaxFault(ParseProblem.ENCODING, index, "surrogates must come in pairs");
    }

    /** Passes one multi-byte sequence as table 3-7 of the Unicode standard allows it. */
    private int passMultiByte(int index) {
        int lead = bytes[index] & 0xFF;
        int low = 0x80;
        int high = 0xBF;
        int following;
        if (lead >= 0xC2 && lead <= 0xDF) {
            following = 1;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            following = 2;
            low = lead == 0xE0 ? 0xA0 : low;
            high = lead == 0xED ? 0x9F : high;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            following = 3;
            low = lead == 0xF0 ? 0x90 : low;
            high = lead == 0xF4 ? 0x8F : high;
        } else {
            throw notUtf8(index);
        }
        for (int i = 1; i <= following; i++) {
            int c = byteAt(index + i) & 0xFF;
            if (c < low || c > high) {
                throw notUtf8(index);
            }
            low = 0x80;
            high = 0xBF;
        }
        return index + following + 1;
    }

    private static SyntaxFault notUtf8(int index) {
        return new SyntaxFault(ParseProblem.ENCODING, index, "expected UTF-8");
    }

    private int byteAt(int index) {
        if (index >= limit) {
            throw end();
        }
        return bytes[index];
    }

    private int checkedHex(int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = hexDigit(byteAt(i));
            if (digit < 0) {
                throw new SyntaxFault(ParseProblem.SYNTAX, i, "expected four hex digits");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private int hex(int from) {
        return hexDigit(bytes[from]) << 12
                | hexDigit(bytes[from + 1]) << 8
                | hexDigit(bytes[from + 2]) << 4
                | hexDigit(bytes[from + 3]);
    }

    private RuntimeException end() {
        return complete
                ? new SyntaxFault(ParseProblem.TRUNCATED, limit, "the input ends inside a document")
                : underflow;
    }

    private static int putUtf8(int code, byte[] out, int at) {
        int next = at;
        if (code < 0x80) {
            out[next++] = (byte) code;
        } else if (code < 0x800) {
            out[next++] = (byte) (0xC0 | (code >> 6));
            out[next++] = (byte) (0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            out[next++] = (byte) (0xE0 | (code >> 12));
            out[next++] = (byte) (0x80 | ((code >> 6) & 0x3F));
            out[next++] = (byte) (0x80 | (code & 0x3F));
        } else {
            out[next++] = (byte) (0xF0 | (code >> 18));
            out[next++] = (byte) (0x80 | ((code >> 12) & 0x3F));
            out[next++] = (byte) (0x80 | ((code >> 6) & 0x3F));
            out[next++] = (byte) (0x80 | (code & 0x3F));
        }
        return next;
    }

    private static int simpleEscape(int c) {
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> -1;
        };
    }

    private static int hexDigit(int c) {
        if (isDigit(c)) {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWhiteSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
