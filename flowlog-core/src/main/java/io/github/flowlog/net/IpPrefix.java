package io.github.flowlog.net;

/**
 * A block of addresses that share their first bits, such as 10.0.0.0/8 or 2001:db8::/32.
 *
 * <p>The bits behind the prefix length are zero. {@link #parse}, {@link #ofIpv4} and {@link #ofIpv6} refuse 10.1.2.3/8, because
 * whoever wrote it meant either the network or the host; {@link #parseMasked}, {@link #maskedIpv4} and {@link #maskedIpv6} clear
 * the bits and return 10.0.0.0/8. The two families never mix: no IPv4 prefix holds an IPv6 address, nor the reverse,
 * IPv4-mapped addresses included.
 *
 * <p>The order is that of a listing: IPv4 before IPv6, then by first address, and a prefix before those that it holds.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * <p><b>Source:</b> RFC 4632, section 3.1; RFC 4291, section 2.3.
 *
 * @param family the family of the addresses
 * @param high first 64 bits of the first address; 0 for IPv4
 * @param low last 64 bits of the first address; for IPv4 the address as an unsigned value
 * @param length how many bits the addresses share, from 0 to 32 or 128
 */
public record IpPrefix(IpFamily family, long high, long low, int length) implements Comparable<IpPrefix> {

    /**
     * Checks that the parts belong together.
     *
     * @param family the family of the addresses
     * @param high first 64 bits of the first address; 0 for IPv4
     * @param low last 64 bits of the first address; for IPv4 the address as an unsigned value
     * @param length how many bits the addresses share
     * @throws IllegalArgumentException when the length or the address does not fit the family, or host bits are set; the message
     *     then names the prefix with these bits cleared
     */
    public IpPrefix {
        checkLength(family, length);
        if (family == IpFamily.IPV4 && (high != 0 || low >>> Integer.SIZE != 0)) {
            throw new IllegalArgumentException("bad IPv4 prefix: the address has more than 32 bits");
        }
        long highMask = highMask(family, length);
        long lowMask = lowMask(family, length);
        if ((high & ~highMask) != 0 || (low & ~lowMask) != 0) {
            throw new IllegalArgumentException("bad prefix " + text(family, high, low, length)
                    + ": bits set behind the prefix length, use "
                    + text(family, high & highMask, low & lowMask, length));
        }
    }

    /**
     * Returns the prefix of the given length that starts at an IPv4 address.
     *
     * @param address the first address, in network order
     * @param length how many bits the addresses share, from 0 to 32
     * @return the prefix
     * @throws IllegalArgumentException when the length is out of range or the address has bits set behind it
     */
    public static IpPrefix ofIpv4(int address, int length) {
        return new IpPrefix(IpFamily.IPV4, 0, Integer.toUnsignedLong(address), length);
    }

    /**
     * Returns the prefix of the given length that starts at an IPv6 address.
     *
     * @param high first 64 bits of the first address
     * @param low last 64 bits of the first address
     * @param length how many bits the addresses share, from 0 to 128
     * @return the prefix
     * @throws IllegalArgumentException when the length is out of range or the address has bits set behind it
     */
    public static IpPrefix ofIpv6(long high, long low, int length) {
        return new IpPrefix(IpFamily.IPV6, high, low, length);
    }

    /**
     * Returns the prefix of the given length that holds an IPv4 address: its bits behind the length are cleared.
     *
     * @param address any address of the prefix, in network order
     * @param length how many bits the addresses share, from 0 to 32
     * @return the prefix
     * @throws IllegalArgumentException when the length is out of range
     */
    public static IpPrefix maskedIpv4(int address, int length) {
        return new IpPrefix(IpFamily.IPV4, 0, Integer.toUnsignedLong(address) & lowMask(IpFamily.IPV4, length), length);
    }

    /**
     * Returns the prefix of the given length that holds an IPv6 address: its bits behind the length are cleared.
     *
     * @param high first 64 bits of any address of the prefix
     * @param low last 64 bits of the same address
     * @param length how many bits the addresses share, from 0 to 128
     * @return the prefix
     * @throws IllegalArgumentException when the length is out of range
     */
    public static IpPrefix maskedIpv6(long high, long low, int length) {
        return new IpPrefix(
                IpFamily.IPV6, high & highMask(IpFamily.IPV6, length), low & lowMask(IpFamily.IPV6, length), length);
    }

    /**
     * Parses an address, a slash and a prefix length; bits set behind the length are an error.
     *
     * <p><b>Shape:</b> an address as {@link Ipv4} or {@link Ipv6} reads it; the length in decimal without leading zeros.
     *
     * <p><b>Errors:</b> the message of the exception quotes at most 64 characters of the text and names the fault; for set host
     * bits and for an address without a length it names the prefix to write instead.
     *
     * @param text the whole prefix and nothing else
     * @return the prefix
     * @throws IllegalArgumentException when the text is not a prefix
     */
    public static IpPrefix parse(CharSequence text) {
        return IpPrefixText.parse(text, false);
    }

    /**
     * Parses an address, a slash and a prefix length, and clears the bits behind the length: {@code 10.1.2.3/8} is 10.0.0.0/8.
     *
     * <p><b>Shape:</b> and <b>Errors:</b> as for {@link #parse}, but for the bits.
     *
     * @param text the whole prefix and nothing else
     * @return the prefix of that length that holds the address
     * @throws IllegalArgumentException when the text is not an address with a prefix length
     */
    public static IpPrefix parseMasked(CharSequence text) {
        return IpPrefixText.parse(text, true);
    }

    /**
     * Tells whether the prefix holds an IPv4 address.
     *
     * @param address the address in network order
     * @return whether it is in this prefix; false when this is an IPv6 prefix
     */
    public boolean containsIpv4(int address) {
        return family == IpFamily.IPV4 && (Integer.toUnsignedLong(address) & lowMask(IpFamily.IPV4, length)) == low;
    }

    /**
     * Tells whether the prefix holds an IPv6 address.
     *
     * @param addressHigh first 64 bits of the address
     * @param addressLow last 64 bits of the address
     * @return whether it is in this prefix; false when this is an IPv4 prefix
     */
    public boolean containsIpv6(long addressHigh, long addressLow) {
        return family == IpFamily.IPV6
                && (addressHigh & highMask(IpFamily.IPV6, length)) == high
                && (addressLow & lowMask(IpFamily.IPV6, length)) == low;
    }

    /**
     * Tells whether this prefix holds every address of another; a prefix holds itself.
     *
     * @param other a prefix of either family
     * @return whether the other is equal to this one or a part of it
     */
    public boolean contains(IpPrefix other) {
        return length <= other.length
                && (family == IpFamily.IPV4
                        ? other.family == IpFamily.IPV4 && containsIpv4((int) other.low)
                        : other.family == IpFamily.IPV6 && containsIpv6(other.high, other.low));
    }

    @Override
    public int compareTo(IpPrefix other) {
        int order = family.compareTo(other.family);
        order = order != 0 ? order : Long.compareUnsigned(high, other.high);
        order = order != 0 ? order : Long.compareUnsigned(low, other.low);
        return order != 0 ? order : Integer.compare(length, other.length);
    }

    /**
     * Returns the canonical text: the address as {@link Ipv4} or {@link Ipv6} writes it, a slash and the length.
     *
     * @return text that {@link #parse} reads back
     */
    @Override
    public String toString() {
        return text(family, high, low, length);
    }

    /**
     * Returns the first 64 bits of the last address.
     *
     * @return {@link #high} with every bit behind the length set; 0 for IPv4
     */
    public long lastHigh() {
        return family == IpFamily.IPV4 ? 0 : high | ~highMask(family, length);
    }

    /**
     * Returns the last 64 bits of the last address.
     *
     * @return {@link #low} with every bit behind the length set; for IPv4 the address as an unsigned value
     */
    public long lastLow() {
        long last = low | ~lowMask(family, length);
        return family == IpFamily.IPV4 ? last & 0xFFFF_FFFFL : last;
    }

    private static void checkLength(IpFamily family, int length) {
        if (length < 0 || length > family.bits()) {
            throw new IllegalArgumentException(
                    "bad prefix length " + length + ": expected 0 to " + family.bits() + " for " + family);
        }
    }

    static long highMask(IpFamily family, int length) {
        return family == IpFamily.IPV4 ? -1 : leadingOnes(Math.min(length, Long.SIZE));
    }

    /** For IPv4 the 32 bits above the address are ones as well; they are zero in every address. */
    static long lowMask(IpFamily family, int length) {
        return leadingOnes(family == IpFamily.IPV4 ? Integer.SIZE + length : Math.max(length - Long.SIZE, 0));
    }

    static String text(IpFamily family, long high, long low, int length) {
        return (family == IpFamily.IPV4 ? Ipv4.format((int) low) : Ipv6.format(high, low)) + "/" + length;
    }

    /** A shift by 64 would be one by 0. */
    private static long leadingOnes(int count) {
        return count == 0 ? 0 : -1L << (Long.SIZE - count);
    }
}
