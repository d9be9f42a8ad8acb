package io.github.flowlog.bench;

/**
 * The columns that the peers fill: the same primitives as those of a FlowBatch, as plain arrays without any check.
 *
 * <p>A tuple is written into row {@link #size()} and counts once {@link #commit()} was called. {@link #clear()} makes room
 * and keeps the arrays.
 */
final class PeerRows {
    /** As many rows as a FlowBatch takes. */
    static final int CAPACITY = 8_192;

    /** A counter that the log leaves empty. */
    static final long NOT_MEASURED = -1;

    final long[] time = new long[CAPACITY];
    /** IPv4 address, or index of the upper half in {@link #ipv6}. */
    final int[] source = new int[CAPACITY];
    /** IPv4 address, or index of the upper half in {@link #ipv6}. */
    final int[] destination = new int[CAPACITY];

    final boolean[] sourceIpv6 = new boolean[CAPACITY];
    final boolean[] destinationIpv6 = new boolean[CAPACITY];
    final char[] sourcePort = new char[CAPACITY];
    final char[] destinationPort = new char[CAPACITY];
    final short[] protocol = new short[CAPACITY];
    final byte[] direction = new byte[CAPACITY];
    final byte[] decision = new byte[CAPACITY];
    final byte[] state = new byte[CAPACITY];
    final long[] packetsOut = new long[CAPACITY];
    final long[] bytesOut = new long[CAPACITY];
    final long[] packetsBack = new long[CAPACITY];
    final long[] bytesBack = new long[CAPACITY];

    private final long[] ipv6 = new long[4 * CAPACITY];
    private int ipv6Size;
    private int size;

    int size() {
        return size;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    void commit() {
        size++;
    }

    void clear() {
        size = 0;
        ipv6Size = 0;
    }

    /** Keeps an IPv6 address and returns what goes into the address column. */
    int addIpv6(long high, long low) {
        int index = ipv6Size;
        ipv6[index] = high;
        ipv6[index + 1] = low;
        ipv6Size += 2;
        return index;
    }

    /** The checksum of what {@code before} stands for, followed by all rows. */
    long checksum(long before) {
        long checksum = before;
        for (int i = 0; i < size; i++) {
            long row = Checksum.START;
            row = Checksum.with(row, time[i]);
            row = address(row, sourceIpv6[i], source[i]);
            row = address(row, destinationIpv6[i], destination[i]);
            row = Checksum.with(row, sourcePort[i]);
            row = Checksum.with(row, destinationPort[i]);
            row = Checksum.with(row, protocol[i]);
            row = Checksum.with(row, direction[i]);
            row = Checksum.with(row, decision[i]);
            row = Checksum.with(row, state[i]);
            row = Checksum.with(row, packetsOut[i]);
            row = Checksum.with(row, bytesOut[i]);
            row = Checksum.with(row, packetsBack[i]);
            row = Checksum.with(row, bytesBack[i]);
            checksum = Checksum.with(checksum, row);
        }
        return checksum;
    }

    private long address(long before, boolean isIpv6, int value) {
        return isIpv6
                ? Checksum.with(Checksum.with(before, ipv6[value]), ipv6[value + 1])
                : Checksum.with(before, value);
    }
}
