package io.github.flowlog.filter;

/**
 * A piece of an expression.
 *
 * @param kind what it is
 * @param text its characters; those of a string without quotes
 * @param start index of its first character in the expression
 */
record Token(Kind kind, String text, int start) {
    /** What a piece of an expression can be. */
    enum Kind {
        WORD,
        STRING,
        OPERATOR,
        OPEN,
        CLOSE,
        COMMA,
        AND,
        OR,
        NOT,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Whether it is a word of the language, in any case. */
    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** Whether it can be a value: what somebody wrote in quotes is one too. */
    boolean isValue() {
        return kind == Kind.WORD || kind == Kind.STRING;
    }

    /** The text for a message: printable, and not the whole of a novel. */
    String quoted() {
        return kind == Kind.END ? "the end" : Quotation.of(text);
    }
}
