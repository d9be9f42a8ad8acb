package io.github.flowlog;

/**
 * The layout of a record and of its flow tuples, chosen by the record's version.
 *
 * <p><b>Source:</b> docs/FORMAT.md, "Versions and shapes".
 */
public enum FlowLogFormat {
    /** NSG flow log version 1: 8 fields, no counters. */
    NSG_V1(1),
    /** NSG flow log version 2: 13 fields, flow state and counters. */
    NSG_V2(2),
    /** Virtual network flow log version 4: 13 fields, state in place of the decision, flow encryption. */
    VNET_V4(4);

    private final int version;

    FlowLogFormat(int version) {
        this.version = version;
    }

    /** The number that the record itself carries: 1, 2 or 4. */
    public int version() {
        return version;
    }

    /** Whether records of this format come from a network security group ({@code properties}). */
    public boolean isNsg() {
        return this != VNET_V4;
    }

    static FlowLogFormat ofVersion(int version) {
        return switch (version) {
            case 1 -> NSG_V1;
            case 2 -> NSG_V2;
            case 4 -> VNET_V4;
            default -> throw new IllegalArgumentException("no format has version " + version);
        };
    }
}
