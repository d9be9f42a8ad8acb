package io.github.flowlog.bench;

/**
 * The columns that the peers fill: the same primitives as those of a FlowBatch, as plain arrays without any check.
 *
 * <p>A tuple is written into row {@link #size()} and counts once {@link #commit()} was called. {@link #flush} makes room and
 * keeps the arrays.
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

    void commit() {
        size++;
    }

    /** Hands on a full batch; to be called after each tuple. */
    void flushIfFull(RowSink sink) {
        if (size == CAPACITY) {
            flush(sink);
        }
    }

    /** Hands on the rows, if there are any, and makes room. */
    void flush(RowSink sink) {
        if (size > 0) {
            sink.take(this);
        }
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

    /** The upper half of the address that {@link #addIpv6} returned {@code index} for. */
    long ipv6High(int index) {
        return ipv6[index];
    }

    /** The lower half of the address that {@link #addIpv6} returned {@code index} for. */
    long ipv6Low(int index) {
        return ipv6[index + 1];
    }
}
