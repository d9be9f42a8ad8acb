package io.github.flowlog.net;

/** The two address families. */
public enum IpFamily {
    /** IPv4: addresses of 32 bits. */
    IPV4(Integer.SIZE),
    /** IPv6: addresses of 128 bits. */
    IPV6(2 * Long.SIZE);

    private final int bits;

    IpFamily(int bits) {
        this.bits = bits;
    }

    /**
     * Returns the width of an address, which is also the longest prefix length.
     *
     * @return 32 or 128
     */
    public int bits() {
        return bits;
    }
}
