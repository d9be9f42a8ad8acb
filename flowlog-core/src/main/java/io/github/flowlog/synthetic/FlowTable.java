package io.github.flowlog.synthetic;

import java.util.Arrays;

/** The allowed flows of one rule that have begun and not ended. */
final class FlowTable {

    private static final int FLOW_LONGS = 4;

    /** Four longs a flow: source high and low, destination high and low. */
    private long[] addresses = new long[16 * FLOW_LONGS];

    private int[] ports = new int[16];
    /** Protocol, with bit 8 set for IPv6 and bit 9 for an encrypted flow. */
    private int[] kinds = new int[16];

    private int size;

    int size() {
        return size;
    }

    void add(Tuple tuple) {
        if (size == ports.length) {
            addresses = Arrays.copyOf(addresses, addresses.length * 2);
            ports = Arrays.copyOf(ports, size * 2);
            kinds = Arrays.copyOf(kinds, size * 2);
        }
        int at = size * FLOW_LONGS;
        addresses[at] = tuple.sourceHigh;
        addresses[at + 1] = tuple.sourceLow;
        addresses[at + 2] = tuple.destinationHigh;
        addresses[at + 3] = tuple.destinationLow;
        ports[size] = tuple.sourcePort << 16 | tuple.destinationPort;
        kinds[size] = tuple.protocol | (tuple.ipv6 ? 0x100 : 0) | (tuple.encryption.equals("X") ? 0x200 : 0);
        size++;
    }

    void load(int index, Tuple tuple) {
        int at = index * FLOW_LONGS;
        tuple.sourceHigh = addresses[at];
        tuple.sourceLow = addresses[at + 1];
        tuple.destinationHigh = addresses[at + 2];
        tuple.destinationLow = addresses[at + 3];
        tuple.sourcePort = ports[index] >>> 16;
        tuple.destinationPort = ports[index] & 0xFFFF;
        tuple.protocol = kinds[index] & 0xFF;
        tuple.ipv6 = (kinds[index] & 0x100) != 0;
        tuple.encryption = (kinds[index] & 0x200) != 0 ? "X" : "NX";
    }

    /** Removes a flow; the youngest takes its place. */
    void remove(int index) {
        size--;
        System.arraycopy(addresses, size * FLOW_LONGS, addresses, index * FLOW_LONGS, FLOW_LONGS);
        ports[index] = ports[size];
        kinds[index] = kinds[size];
    }
}
