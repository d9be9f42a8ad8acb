package io.github.flowlog.filter;

import io.github.flowlog.net.IpPrefix;
import java.util.ArrayList;
import java.util.List;

/** What the texts of all addresses of a prefix begin with: as a text where that is enough, else as a regular expression. */
final class PrefixPattern {
    private static final int OCTET = 8;
    private static final int GROUP = 16;
    private static final int DIGIT = 4;

    private PrefixPattern() {}

    /** Whether an IPv4 prefix ends behind an octet, so that {@link #octets} is all that its addresses share. */
    static boolean endsBehindOctet(IpPrefix prefix) {
        return prefix.length() % OCTET == 0;
    }

    /** The whole octets of an IPv4 prefix that is no single address, each with what parts it from the next. */
    static String octets(IpPrefix prefix, String dot) {
        StringBuilder text = new StringBuilder();
        for (int octet = 0; octet < prefix.length() / OCTET; octet++) {
            text.append(octet(prefix.low(), octet)).append(dot);
        }
        return text.toString();
    }

    /** A regular expression for the begin of each IPv4 address of a prefix, and of no other. */
    static String ipv4(IpPrefix prefix) {
        int octet = prefix.length() / OCTET;
        String octets = octets(prefix, "\\.");
        if (endsBehindOctet(prefix)) {
            return octets;
        }
        String numbers = numbers(octet(prefix.low(), octet), octet(prefix.lastLow(), octet));
        return octets + "(" + numbers + ")" + (octet == Integer.BYTES - 1 ? "$" : "\\.");
    }

    /**
     * Whether canonical texts of an IPv6 prefix begin with its groups as they stand: it ends behind a group, and none of them is
     * zero, so that no {@code ::} comes before the end.
     */
    static boolean endsBehindGroup(IpPrefix prefix) {
        if (prefix.length() % GROUP != 0) {
            return false;
        }
        for (int group = 0; group < prefix.length() / GROUP; group++) {
            if (group(prefix, group) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The whole groups of an IPv6 prefix, each with a colon behind it. */
    static String groups(IpPrefix prefix) {
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < prefix.length() / GROUP; group++) {
            text.append(Integer.toHexString(group(prefix, group))).append(':');
        }
        return text.toString();
    }

    /** A regular expression for the first of the 32 digits of each IPv6 address of a prefix, and of no other. */
    static String ipv6(IpPrefix prefix) {
        StringBuilder text = new StringBuilder();
        int whole = prefix.length() / DIGIT;
        for (int digit = 0; digit < whole; digit++) {
            text.append(Character.forDigit(digit(prefix.high(), prefix.low(), digit), 16));
        }
        if (prefix.length() % DIGIT != 0) {
            text.append('[');
            int last = digit(prefix.lastHigh(), prefix.lastLow(), whole);
            for (int digit = digit(prefix.high(), prefix.low(), whole); digit <= last; digit++) {
                text.append(Character.forDigit(digit, 16));
            }
            text.append(']');
        }
        return text.toString();
    }

    /** A regular expression for the numbers from one to another: whole tens of a hundred are one alternative. */
    private static String numbers(int first, int last) {
        List<String> alternatives = new ArrayList<>();
        int from = first;
        while (from <= last) {
            int lastOfTen = Math.min(from / 10 * 10 + 9, last);
            int lastOfHundred = Math.min(from / 100 * 100 + 99, last);
            int wholeTens = from >= 10 && from % 10 == 0 ? (lastOfHundred + 1 - from) / 10 : 0;
            if (wholeTens > 1) {
                alternatives.add(lead(from / 100) + digits(from / 10 % 10, from / 10 % 10 + wholeTens - 1) + "[0-9]");
                from += wholeTens * 10;
            } else {
                alternatives.add(lead(from / 10) + digits(from % 10, lastOfTen % 10));
                from = lastOfTen + 1;
            }
        }
        return String.join("|", alternatives);
    }

    private static String lead(int digits) {
        return digits == 0 ? "" : Integer.toString(digits);
    }

    private static String digits(int first, int last) {
        return first == last ? Integer.toString(first) : "[" + first + "-" + last + "]";
    }

    private static int octet(long address, int octet) {
        return (int) (address >>> (OCTET * (Integer.BYTES - 1 - octet))) & 0xFF;
    }

    private static int group(IpPrefix prefix, int group) {
        long half = group < 4 ? prefix.high() : prefix.low();
        return (int) (half >>> (GROUP * (3 - group % 4))) & 0xFFFF;
    }

    private static int digit(long high, long low, int digit) {
        long half = digit < 16 ? high : low;
        return (int) (half >>> (DIGIT * (15 - digit % 16))) & 0xF;
    }
}
