package io.github.flowlog;

/** What the rule did with a flow. Version 4 has no field for it: a flow in state {@code D} was denied, any other allowed. */
public enum Decision {
    /** The rule let the flow pass, {@code A} in the log. */
    ALLOWED("Allowed", 'A'),
    /** The rule dropped the flow, {@code D} in the log. */
    DENIED("Denied", 'D');

    private final String text;
    private final char letter;

    Decision(String text, char letter) {
        this.text = text;
        this.letter = letter;
    }

    /** The word of column FlowStatus. */
    public String text() {
        return text;
    }

    /** The letter of the log. */
    public char letter() {
        return letter;
    }
}
