package io.github.flowlog.net;

import org.jspecify.annotations.Nullable;

/** Reads the text of an {@link IpPrefix}; apart from it because most of reading is saying what is wrong. */
final class IpPrefixText {

    private IpPrefixText() {}

    /** Reads a prefix; bits set behind its length are cleared, or else refused. */
    static IpPrefix parse(CharSequence text, boolean masked) {
        byte[] ascii = AddressText.ascii(text);
        int slash = indexOfSlash(ascii);
        IpFamily family = familyOf(ascii, slash);
        long[] address = new long[2];
        String fault = family == IpFamily.IPV4 ? readIpv4(ascii, slash, address) : readIpv6(ascii, slash, address);
        if (fault != null) {
            throw bad(text, fault);
        }
        if (slash == ascii.length) {
            throw bad(
                    text,
                    "no prefix length, use " + IpPrefix.text(family, address[0], address[1], family.bits())
                            + " for this address alone");
        }
        int length = lengthBehind(ascii, slash + 1, family.bits());
        if (length < 0) {
            throw bad(text, "expected a prefix length from 0 to " + family.bits() + " without leading zeros");
        }
        long high = address[0] & IpPrefix.highMask(family, length);
        long low = address[1] & IpPrefix.lowMask(family, length);
        if (!masked && (high != address[0] || low != address[1])) {
            throw bad(text, "bits set behind the prefix length, use " + IpPrefix.text(family, high, low, length));
        }
        return new IpPrefix(family, high, low, length);
    }

    private static int indexOfSlash(byte[] text) {
        int at = 0;
        while (at < text.length && text[at] != '/') {
            at++;
        }
        return at;
    }

    /** Any colon in the address makes it IPv6: no text is an address of both families. */
    private static IpFamily familyOf(byte[] text, int end) {
        for (int at = 0; at < end; at++) {
            if (text[at] == ':') {
                return IpFamily.IPV6;
            }
        }
        return IpFamily.IPV4;
    }

    private static @Nullable String readIpv4(byte[] text, int end, long[] out) {
        out[1] = Ipv4.tryParse(text, 0, end);
        return out[1] >= 0 ? null : Ipv4.explain(text, 0, end);
    }

    private static @Nullable String readIpv6(byte[] text, int end, long[] out) {
        return Ipv6.tryParse(text, 0, end, out, 0) ? null : Ipv6.explain(text, 0, end);
    }

    /** Returns the decimal number that fills the rest of the text, or -1 when it is none, starts with zero or is above the most. */
    private static int lengthBehind(byte[] text, int from, int most) {
        boolean plain = from < text.length && (text[from] != '0' || from + 1 == text.length);
        int length = plain ? 0 : -1;
        for (int at = from; at < text.length && length >= 0; at++) {
            int digit = text[at] - '0';
            length = digit < 0 || digit > 9 || length * 10 + digit > most ? -1 : length * 10 + digit;
        }
        return length;
    }

    private static IllegalArgumentException bad(CharSequence text, String fault) {
        return new IllegalArgumentException("bad prefix " + AddressText.quote(text) + ": " + fault);
    }
}
