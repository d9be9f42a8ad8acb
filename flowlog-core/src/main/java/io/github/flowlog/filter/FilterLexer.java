package io.github.flowlog.filter;

import io.github.flowlog.filter.Token.Kind;

/**
 * Cuts an expression into words, strings, operators and brackets.
 *
 * <p>A word ends at white space and at what means something by itself, so that addresses, prefixes, times and patterns are words. A
 * string stands in double or single quotes; the quote itself is written twice in it.
 */
final class FilterLexer {
    private static final String OPENING_TYPOGRAPHIC_QUOTES = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb";

    private final String expression;
    private int at;

    FilterLexer(String expression) {
        this.expression = expression;
    }

    String expression() {
        return expression;
    }

    /** The next piece; {@link Kind#END} again and again when there is none. */
    Token next() {
        while (at < expression.length() && isSpace(expression.charAt(at))) {
            at++;
        }
        if (at == expression.length()) {
            return new Token(Kind.END, "", at);
        }
        char first = expression.charAt(at);
        return switch (first) {
            case '(' -> symbol(Kind.OPEN, 1);
            case ')' -> symbol(Kind.CLOSE, 1);
            case ',' -> symbol(Kind.COMMA, 1);
            case '&' -> doubled(Kind.AND, "and");
            case '|' -> doubled(Kind.OR, "or");
            case '!' -> followedBy('=') ? symbol(Kind.OPERATOR, 2) : symbol(Kind.NOT, 1);
            case '=' -> symbol(Kind.OPERATOR, followedBy('=') ? 2 : 1);
            case '<' -> {
                if (followedBy('>')) {
                    throw error(at, "\"<>\" is no operator: write !=");
                }
                yield symbol(Kind.OPERATOR, followedBy('=') ? 2 : 1);
            }
            case '>' -> symbol(Kind.OPERATOR, followedBy('=') ? 2 : 1);
            case '"', '\'' -> string(first);
            default -> word();
        };
    }

    /** An error at an index of the expression. */
    FilterSyntaxException error(int index, String message) {
        return new FilterSyntaxException(expression, index + 1, message);
    }

    private Token symbol(Kind kind, int length) {
        int start = at;
        at += length;
        return new Token(kind, expression.substring(start, at), start);
    }

    private Token doubled(Kind kind, String word) {
        char symbol = expression.charAt(at);
        if (!followedBy(symbol)) {
            throw error(at, "a single " + symbol + " means nothing: write " + word);
        }
        return symbol(kind, 2);
    }

    private boolean followedBy(char c) {
        return at + 1 < expression.length() && expression.charAt(at + 1) == c;
    }

    private Token string(char quote) {
        int start = at++;
        StringBuilder text = new StringBuilder();
        while (at < expression.length()) {
            char c = expression.charAt(at);
            if (c == quote) {
                if (!followedBy(quote)) {
                    at++;
                    return new Token(Kind.STRING, text.toString(), start);
                }
                at++;
            }
            text.append(c);
            at++;
        }
        throw error(start, "the quote that opens here is never closed: expected another " + quote);
    }

    private Token word() {
        int start = at;
        if (OPENING_TYPOGRAPHIC_QUOTES.indexOf(expression.charAt(at)) >= 0) {
            throw error(at, "a typographic quote opens no text: write \"");
        }
        while (at < expression.length() && !endsWord(expression.charAt(at))) {
            at++;
        }
        String text = expression.substring(start, at);
        Kind kind = Kind.WORD;
        if (text.equalsIgnoreCase("and")) {
            kind = Kind.AND;
        } else if (text.equalsIgnoreCase("or")) {
            kind = Kind.OR;
        } else if (text.equalsIgnoreCase("not")) {
            kind = Kind.NOT;
        }
        return new Token(kind, text, start);
    }

    private static boolean endsWord(char c) {
        return isSpace(c) || "(),&|!=<>\"'".indexOf(c) >= 0;
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\u00a0';
    }
}
