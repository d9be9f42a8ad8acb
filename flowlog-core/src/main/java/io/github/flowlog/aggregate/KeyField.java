package io.github.flowlog.aggregate;

/** A property of a flow tuple that flow tuples can be grouped by. */
public enum KeyField {
    /** The source address. */
    SOURCE,
    /** The destination address. */
    DESTINATION,
    /** The source port. */
    SOURCE_PORT,
    /** The destination port. */
    DESTINATION_PORT,
    /** The protocol, by its keyword. */
    PROTOCOL,
    /** The direction. */
    DIRECTION,
    /** The decision. */
    DECISION,
    /** The flow state; empty in version 1. */
    STATE,
    /** The version of the record: 1, 2 or 4. */
    VERSION,
    /** Private and public ends. */
    TYPE,
    /** The {@link io.github.flowlog.net.AddressScope} of the source. */
    SOURCE_SCOPE,
    /** The {@link io.github.flowlog.net.AddressScope} of the destination. */
    DESTINATION_SCOPE,
    /** The rule. */
    RULE,
    /** The name of the NSG, or the ACL id where it is no resource id. */
    ACL,
    /** The MAC address. */
    MAC,
    /** The name of what the log is about; resources of one name are one group. */
    RESOURCE,
    /** The prefix of a given length that holds the source. */
    SOURCE_SUBNET,
    /** The prefix of a given length that holds the destination. */
    DESTINATION_SUBNET,
    /** The name of the network that holds the source; empty when none does. */
    SOURCE_NETWORK,
    /** The name of the network that holds the destination; empty when none does. */
    DESTINATION_NETWORK,
    /** The minute, or so many minutes, in which the flow tuple was written, UTC. */
    TIME;

    /** Whether the values are prefixes. */
    boolean isSubnet() {
        return this == SOURCE_SUBNET || this == DESTINATION_SUBNET;
    }

    /** Whether the values are names of networks. */
    boolean isNetwork() {
        return this == SOURCE_NETWORK || this == DESTINATION_NETWORK;
    }
}
