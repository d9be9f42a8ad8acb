package io.github.flowlog;

/** Where in its life a flow was when the tuple was written. */
public enum FlowState {
    /** Version 1 does not log the state. */
    NONE(""),
    /** The flow was created, {@code B}. */
    BEGIN("Begin"),
    /** The flow goes on, {@code C}; written every five minutes. */
    CONTINUE("Continue"),
    /** The flow ended, {@code E}. */
    END("End"),
    /** The flow was denied, {@code D}; version 4 only. */
    DENY("Deny");

    private static final FlowState[] BY_ORDINAL = values();

    private final String text;

    FlowState(String text) {
        this.text = text;
    }

    /** The word of column FlowState, empty for {@link #NONE}. */
    public String text() {
        return text;
    }

    static FlowState ofOrdinal(int ordinal) {
        return BY_ORDINAL[ordinal];
    }
}
