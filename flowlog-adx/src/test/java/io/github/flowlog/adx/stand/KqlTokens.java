package io.github.flowlog.adx.stand;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a query, read from front to back. */
final class KqlTokens {
    private static final Pattern TOKEN = Pattern.compile("""
            \\s+|//[^\\n]*\
            |(?<text>"(?:[^"\\\\]++|\\\\.)*+"|'(?:[^'\\\\]++|\\\\.)*+')\
            |(?<quoted>\\['[^']+']|\\["[^"]+"])\
            |datetime\\(\\s*(?<time>[^)]*?)\\s*\\)\
            |(?<number>\\d+(?:\\.\\d+)?)\
            |(?<word>[A-Za-z_]\\w*)\
            |(?<sign>==|!=|<=|>=|!in|[-<>=|(),.;*{}])""");

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /** What a word is. */
    enum Kind {
        TEXT,
        NAME,
        NUMBER,
        TIME,
        SIGN,
        END
    }

    /**
     * A word.
     *
     * @param kind what it is
     * @param value without quotation marks
     * @param start index of its first character
     */
    record Token(Kind kind, String value, int start) {
        boolean is(String expected) {
            return (kind == Kind.SIGN || kind == Kind.NAME) && value.equals(expected);
        }
    }

    KqlTokens(String text) throws KustoError {
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw unknown(text.substring(at));
            }
            at = matcher.end();
            add(matcher);
        }
        tokens.add(new Token(Kind.END, "the end", text.length()));
    }

    private void add(Matcher matcher) {
        if (matcher.group("text") != null) {
            tokens.add(new Token(Kind.TEXT, unquoted(matcher.group()), matcher.start()));
        } else if (matcher.group("quoted") != null) {
            String name = matcher.group();
            tokens.add(new Token(Kind.NAME, name.substring(2, name.length() - 2), matcher.start()));
        } else if (matcher.group("time") != null) {
            tokens.add(new Token(Kind.TIME, matcher.group("time"), matcher.start()));
        } else if (matcher.group("number") != null) {
            tokens.add(new Token(Kind.NUMBER, matcher.group(), matcher.start()));
        } else if (matcher.group("word") != null) {
            tokens.add(new Token(Kind.NAME, matcher.group(), matcher.start()));
        } else if (matcher.group("sign") != null) {
            tokens.add(new Token(Kind.SIGN, matcher.group(), matcher.start()));
        }
    }

    /** The value of a string literal. */
    static String unquoted(String literal) {
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            if (c == '\\') {
                i++;
                c = literal.charAt(i);
                c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
            }
            value.append(c);
        }
        return value.toString();
    }

    static KustoError unknown(String text) {
        String shown = text.length() > 120 ? text.substring(0, 120) + "..." : text;
        return KustoError.badRequest("Syntax error: the stand does not know: " + shown);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean accept(String expected) {
        if (peek().is(expected)) {
            next++;
            return true;
        }
        return false;
    }

    void expect(String expected) throws KustoError {
        if (!accept(expected)) {
            throw unknown(peek().value() + ", where " + expected + " is expected");
        }
    }

    String name() throws KustoError {
        Token token = take();
        if (token.kind() != Kind.NAME) {
            throw unknown(token.value() + ", where a name is expected");
        }
        return token.value();
    }

    /** Whether the words after the next one go on like this. */
    boolean followedBy(String expected) {
        return next + 1 < tokens.size() && tokens.get(next + 1).is(expected);
    }
}
