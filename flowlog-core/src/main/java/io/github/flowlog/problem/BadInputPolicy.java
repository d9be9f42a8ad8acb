package io.github.flowlog.problem;

/** What a reader does with input that does not follow the format. */
public enum BadInputPolicy {
    /** Throws {@link FlowLogParseException} at the first problem and returns nothing of the record that has it. */
    STRICT,
    /** Reports each problem to the {@link BadInputListener}, counts it, and goes on with the next tuple, record or document. */
    SKIP
}
