package io.github.flowlog.filter;

/**
 * An expression that is no filter: what is wrong, in which column, and what may have been meant.
 *
 * <p>The message is one sentence that ends with the suggestion, if there is one.
 */
public final class FilterSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String expression;
    private final int column;

    /** For the parser of expressions. */
    FilterSyntaxException(String expression, int column, String message) {
        super(message);
        this.expression = expression;
        this.column = column;
    }

    /** The expression as it was given. */
    public String expression() {
        return expression;
    }

    /** Where it stops being a filter, from 1; one behind the end when it ends too early. */
    public int column() {
        return column;
    }
}
