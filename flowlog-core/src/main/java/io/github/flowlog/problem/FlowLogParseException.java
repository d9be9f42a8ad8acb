package io.github.flowlog.problem;

/** Thrown when the input does not follow the format and {@link BadInputPolicy#STRICT} holds. */
public final class FlowLogParseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final BadInput badInput;

    /** Makes an exception whose message is {@link BadInput#message()}. */
    public FlowLogParseException(BadInput badInput) {
        super(badInput.message());
        this.badInput = badInput;
    }

    /** What is wrong and where, in parts. */
    public BadInput badInput() {
        return badInput;
    }
}
