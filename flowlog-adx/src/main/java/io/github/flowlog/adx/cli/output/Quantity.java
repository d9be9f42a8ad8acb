package io.github.flowlog.adx.cli.output;

/**
 * The cell of a table that stands for a number, but is not written as one: right-aligned and never cut like numbers.
 *
 * @param text what is shown
 */
public record Quantity(String text) {
    /** A cell that a row has no use for; a block of lines leaves it out. */
    public static final Quantity NONE = new Quantity("");

    @Override
    public String toString() {
        return text;
    }
}
