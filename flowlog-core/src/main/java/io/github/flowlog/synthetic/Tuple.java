package io.github.flowlog.synthetic;

/**
 * One flow tuple between the traffic that makes it and the text that shows it; mutable, because one instance serves a
 * whole log.
 */
final class Tuple {

    /** Flow states as they stand in the tuple; a denied flow has {@link #denied} and state BEGIN. */
    static final char BEGIN = 'B';

    static final char CONTINUING = 'C';
    static final char END = 'E';

    static final int TCP = 6;
    static final int UDP = 17;

    long timeMillis;
    Rule rule;
    /** Whether the addresses are IPv6; an IPv4 address stands in the lower 32 bits of the low half. */
    boolean ipv6;

    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int sourcePort;
    int destinationPort;
    int protocol;
    boolean inbound;
    boolean denied;
    char state;
    String encryption;
    /** Whether the four counters were measured. */
    boolean counted;

    long packetsSent;
    long bytesSent;
    long packetsReceived;
    long bytesReceived;

    Tuple(Rule rule) {
        this.rule = rule;
        this.encryption = "NX";
    }

    void counters(long newPacketsSent, long newBytesSent, long newPacketsReceived, long newBytesReceived) {
        counted = true;
        packetsSent = newPacketsSent;
        bytesSent = newBytesSent;
        packetsReceived = newPacketsReceived;
        bytesReceived = newBytesReceived;
    }

    void noCounters() {
        counters(0, 0, 0, 0);
        counted = false;
    }
}
