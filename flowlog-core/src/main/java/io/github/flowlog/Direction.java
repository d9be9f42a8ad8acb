package io.github.flowlog;

/** Which way a flow crosses the network interface that logged it; the source is always the initiator. */
public enum Direction {
    /** Towards the interface, {@code I} in the log. */
    INBOUND("Inbound", 'I'),
    /** Away from the interface, {@code O} in the log. */
    OUTBOUND("Outbound", 'O');

    private final String text;
    private final char letter;

    Direction(String text, char letter) {
        this.text = text;
        this.letter = letter;
    }

    /** The word of column FlowDirection. */
    public String text() {
        return text;
    }

    /** The letter of the log. */
    public char letter() {
        return letter;
    }
}
