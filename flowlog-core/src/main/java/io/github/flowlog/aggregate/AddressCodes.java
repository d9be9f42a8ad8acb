package io.github.flowlog.aggregate;

import io.github.flowlog.net.Ipv4;
import io.github.flowlog.net.Ipv6;
import java.util.SplittableRandom;

/**
 * Addresses of both families as 32 bits.
 *
 * <p>The code of an IPv4 address below 240.0.0.0 is the address. Codes from there on are numbers of addresses that were seen: even ones
 * of IPv4 addresses, which hardly anybody has up there, and odd ones of IPv6 addresses.
 */
final class AddressCodes {
    private static final int NUMBERED = 0xF000_0000;
    private static final int MOST_NUMBERS = 1 << 27;

    private final WordTable ipv4;
    private final WordTable ipv6;
    private final long[] key = new long[2];

    AddressCodes(MemoryBudget budget, SplittableRandom random) {
        ipv4 = new WordTable(1, 0, MOST_NUMBERS, budget, random);
        ipv6 = new WordTable(2, 0, MOST_NUMBERS, budget, random);
    }

    /** The code of an IPv4 address. */
    int ofIpv4(int address) {
        if (!isNumbered(address)) {
            return address;
        }
        key[0] = address;
        return NUMBERED | ipv4.row(key, 0, ipv4.hash(key, 0)) << 1;
    }

    /** The code of an IPv6 address. */
    int ofIpv6(long high, long low) {
        key[0] = high;
        key[1] = low;
        return NUMBERED | ipv6.row(key, 0, ipv6.hash(key, 0)) << 1 | 1;
    }

    /** The canonical text of a coded address. */
    String text(int code) {
        return isIpv6(code) ? Ipv6.format(high(code), low(code)) : Ipv4.format(ipv4(code));
    }

    /** Whether a coded address is IPv6. */
    static boolean isIpv6(int code) {
        return isNumbered(code) && (code & 1) != 0;
    }

    /** Compares what two codes stand for: IPv4 before IPv6, then by number. */
    int compare(int code, int other) {
        if (!isIpv6(code) && !isIpv6(other)) {
            return Integer.compareUnsigned(ipv4(code), ipv4(other));
        }
        if (isIpv6(code) != isIpv6(other)) {
            return isIpv6(code) ? 1 : -1;
        }
        int byHigh = Long.compareUnsigned(high(code), high(other));
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low(code), low(other));
    }

    private static boolean isNumbered(int code) {
        return (code & NUMBERED) == NUMBERED;
    }

    private int ipv4(int code) {
        if (!isNumbered(code)) {
            return code;
        }
        int row = number(code);
        return (int) ipv4.segment(row)[ipv4.at(row)];
    }

    private long high(int code) {
        int row = number(code);
        return ipv6.segment(row)[ipv6.at(row)];
    }

    private long low(int code) {
        int row = number(code);
        return ipv6.segment(row)[ipv6.at(row) + 1];
    }

    private static int number(int code) {
        return (code & ~NUMBERED) >>> 1;
    }
}
