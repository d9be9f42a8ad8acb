package io.github.flowlog.net;

import java.util.Collection;
import java.util.List;

/**
 * Tells whether any of a set of prefixes holds an address.
 *
 * <p>Prefixes that touch or overlap are merged, so a set is never larger than it must be. A test allocates nothing.
 * Memory as for {@link PrefixTable}.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class PrefixSet {

    /** One number for all prefixes: the sweep then joins neighbours by itself. */
    private static final int HELD = 0;

    private final Ipv4Ranges ipv4;
    private final Ipv6Ranges ipv6;

    private PrefixSet(PrefixSweep.Numbered[] sorted) {
        this.ipv4 = new Ipv4Ranges(PrefixSweep.of(IpFamily.IPV4, sorted));
        this.ipv6 = new Ipv6Ranges(PrefixSweep.of(IpFamily.IPV6, sorted));
    }

    /**
     * Returns the set of these prefixes; equal and nested ones are welcome.
     *
     * @param prefixes prefixes of either family
     * @return the set
     */
    public static PrefixSet of(Collection<IpPrefix> prefixes) {
        return new PrefixSet(sorted(prefixes));
    }

    /**
     * Returns the fewest prefixes that hold the same addresses as these, in order: none of them touches or holds another that it
     * could be merged with.
     *
     * @param prefixes prefixes of either family; equal and nested ones are welcome
     * @return an unmodifiable list
     */
    public static List<IpPrefix> fewest(Collection<IpPrefix> prefixes) {
        return PrefixCover.of(sorted(prefixes), HELD);
    }

    private static PrefixSweep.Numbered[] sorted(Collection<IpPrefix> prefixes) {
        return prefixes.stream()
                .map(prefix -> new PrefixSweep.Numbered(prefix, HELD))
                .sorted()
                .toArray(PrefixSweep.Numbered[]::new);
    }

    /**
     * Tells whether a prefix of the set holds an IPv4 address.
     *
     * @param address the address in network order
     * @return whether the address is in the set
     */
    public boolean containsIpv4(int address) {
        return ipv4.lookup(address) == HELD;
    }

    /**
     * Tells whether a prefix of the set holds an IPv6 address.
     *
     * @param high first 64 bits of the address
     * @param low last 64 bits of the address
     * @return whether the address is in the set
     */
    public boolean containsIpv6(long high, long low) {
        return ipv6.lookup(high, low) == HELD;
    }
}
