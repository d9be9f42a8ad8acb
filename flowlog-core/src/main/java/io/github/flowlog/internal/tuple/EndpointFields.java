package io.github.flowlog.internal.tuple;

import io.github.flowlog.internal.column.FlowColumns;

/**
 * The two addresses and two ports of a flow tuple, each with the comma behind it.
 *
 * <p>Not thread-safe.
 */
final class EndpointFields {
    private static final int LAST_PORT = 65_535;

    private final AddressField source = new AddressField();
    private final AddressField destination = new AddressField();
    private final long[] words = new long[4];
    private int ipv6Flags;

    /** Fills addresses and ports of a row; returns the index behind them, or 0 where they do not stand. */
    int pass(byte[] text, int from, FlowColumns columns, int row) {
        ipv6Flags = 0;
        int length = source.pass(text, from);
        if (length == 0) {
            length = source.passIpv6(text, from);
            if (length == 0) {
                return 0;
            }
            ipv6Flags = FlowColumns.SOURCE_IPV6;
        }
        int at = from + length;
        length = destination.pass(text, at);
        if (length == 0) {
            length = destination.passIpv6(text, at);
            if (length == 0) {
                return 0;
            }
            ipv6Flags |= FlowColumns.DESTINATION_IPV6;
        }
        at += length;
        columns.setAddresses(row, source.address(), destination.address());

        long word = Digits.word(text, at);
        int end = Digits.end(word);
        long digits = Digits.aligned(word, end, ',');
        int sourcePort = Digits.value(digits);
        long faults = Digits.faults(digits);
        int excess = (end - Digits.ONE) | (Digits.FIVE - end) | (LAST_PORT - sourcePort);
        at += Digits.length(end) + 1;

        word = Digits.word(text, at);
        end = Digits.end(word);
        digits = Digits.aligned(word, end, ',');
        int destinationPort = Digits.value(digits);
        faults |= Digits.faults(digits);
        excess |= (end - Digits.ONE) | (Digits.FIVE - end) | (LAST_PORT - destinationPort);
        at += Digits.length(end) + 1;

        columns.setPorts(row, sourcePort, destinationPort);
        return (faults & Digits.FAULT_BITS) == 0 && excess >= 0 ? at : 0;
    }

    /** Whether one of the addresses is IPv6; {@link #fillIpv6} is then to be called. */
    boolean hasIpv6() {
        return ipv6Flags != 0;
    }

    /** Fills those addresses of the row that are IPv6. */
    void fillIpv6(FlowColumns columns, int row) {
        words[0] = source.high();
        words[1] = source.low();
        words[2] = destination.high();
        words[3] = destination.low();
        columns.setIpv6(row, ipv6Flags, words);
    }
}
