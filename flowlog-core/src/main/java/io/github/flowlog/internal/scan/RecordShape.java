package io.github.flowlog.internal.scan;

/** The kinds of object that a record is built of: which keys mean something in each, and which must be there. */
enum RecordShape {
    RECORD(
            KnownKey.bits(
                    KnownKey.TIME,
                    KnownKey.MAC_ADDRESS,
                    KnownKey.PROPERTIES,
                    KnownKey.FLOW_RECORDS,
                    KnownKey.FLOW_LOG_VERSION,
                    KnownKey.RESOURCE_ID,
                    KnownKey.TARGET_RESOURCE_ID,
                    KnownKey.RECORDS),
            0),
    PROPERTIES(KnownKey.bits(KnownKey.VERSION, KnownKey.FLOWS), KnownKey.bits(KnownKey.VERSION, KnownKey.FLOWS)),
    NSG_RULE(KnownKey.bits(KnownKey.RULE, KnownKey.FLOWS), KnownKey.bits(KnownKey.RULE, KnownKey.FLOWS)),
    INTERFACE(KnownKey.bits(KnownKey.MAC, KnownKey.FLOW_TUPLES), KnownKey.bits(KnownKey.FLOW_TUPLES)),
    FLOW_RECORDS(KnownKey.bits(KnownKey.FLOWS), KnownKey.bits(KnownKey.FLOWS)),
    ACL(KnownKey.bits(KnownKey.ACL_ID, KnownKey.FLOW_GROUPS), KnownKey.bits(KnownKey.FLOW_GROUPS)),
    FLOW_GROUP(KnownKey.bits(KnownKey.RULE, KnownKey.FLOW_TUPLES), KnownKey.bits(KnownKey.RULE, KnownKey.FLOW_TUPLES));

    private final int known;
    private final int required;

    RecordShape(int known, int required) {
        this.known = known;
        this.required = required;
    }

    /** Bits of the keys that mean something. */
    int known() {
        return known;
    }

    /** Bits of the keys that must be there; a record's own depend on what it holds. */
    int required() {
        return required;
    }

    /** What the elements of an array under {@code flows} or {@code flowGroups} are. */
    RecordShape element() {
        return switch (this) {
            case PROPERTIES -> NSG_RULE;
            case NSG_RULE -> INTERFACE;
            case FLOW_RECORDS -> ACL;
            case ACL -> FLOW_GROUP;
            case RECORD, INTERFACE, FLOW_GROUP -> throw new IllegalStateException(this + " has no array of objects");
        };
    }
}
