package io.github.flowlog.synthetic;

/** Which flow-log format a generated log is written in. */
public enum GeneratedFormat {
    /** Network security group flow log, version 1: tuples of 8 fields. */
    NSG_V1,
    /** Network security group flow log, version 2: tuples of 13 fields, time in seconds. */
    NSG_V2,
    /** Virtual network flow log, version 4: tuples of 13 fields, time in milliseconds. */
    VNET_V4,
    /** All three in one document, changing from record to record. */
    MIXED;

    private static final GeneratedFormat[] CONCRETE = {NSG_V1, NSG_V2, VNET_V4};

    /** Returns the format of one record: this one, or for MIXED one of the other three. */
    GeneratedFormat ofRecord(SeededRandom random) {
        return this == MIXED ? CONCRETE[random.below(CONCRETE.length)] : this;
    }
}
