package io.github.flowlog.net;

import java.util.List;

/**
 * What kind of place an address names, by the address alone.
 *
 * <p>Follows the special-purpose and address space registries of IANA, and Azure's one virtual public address. Every address has
 * exactly one scope: that of the longest registered prefix which holds it.
 *
 * <p>The registries say of each special-purpose entry whether it is <i>globally reachable</i>. True means {@link #GLOBAL} here,
 * with one exception: 64:ff9b::/96 is {@link #IPV4_EMBEDDED}, because it reaches as far as the IPv4 address in it. False, not
 * applicable (Teredo, 6to4) and empty (entries that ended: 192.88.99.0/24, 2001:10::/28) are never {@link #GLOBAL}. Entries of
 * services that are reached like any other host (AS112, AMT) are {@link #GLOBAL}. Space of IPv6 that no registry hands out is
 * {@link #RESERVED}, while unallocated space of IPv4 and of 2000::/3 is not told apart from {@link #GLOBAL}.
 *
 * <p><b>Source:</b> IANA IPv4 and IPv6 Special-Purpose Address Registries of 2025-10-09 (RFC 6890, RFC 8190), all 25 entries of
 * each; IANA Internet Protocol Version 6 Address Space.
 */
public enum AddressScope {
    /** No address yet: 0.0.0.0 and ::. */
    UNSPECIFIED,
    /** The host itself: 127.0.0.0/8 and ::1. */
    LOOPBACK,
    /** Private IPv4 networks of RFC 1918: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16. */
    PRIVATE,
    /** Private IPv6 networks of RFC 4193: fc00::/7. */
    UNIQUE_LOCAL,
    /** Between a provider and its customers, RFC 6598: 100.64.0.0/10. */
    SHARED,
    /** One link only: 169.254.0.0/16 and fe80::/10. */
    LINK_LOCAL,
    /** Groups of receivers: 224.0.0.0/4 and ff00::/8. */
    MULTICAST,
    /** All hosts of the link: 255.255.255.255. */
    BROADCAST,
    /** For examples in texts: 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32, 3fff::/20. */
    DOCUMENTATION,
    /** For measuring network devices: 198.18.0.0/15 and 2001:2::/48. */
    BENCHMARKING,
    /** Azure's health probes, DNS and agents: 168.63.129.16. */
    PLATFORM,
    /** An IPv6 address that carries an IPv4 one: mapped, NAT64, Teredo and 6to4 addresses. */
    IPV4_EMBEDDED,
    /** Set aside for protocols or for later, or no longer in use; not a host on the internet. */
    RESERVED,
    /** Everything else: public unicast. */
    GLOBAL;

    /**
     * Returns the scope of an IPv4 address.
     *
     * @param address the address in network order
     * @return the scope
     */
    public static AddressScope ofIpv4(int address) {
        return AddressRegistry.scopeOfIpv4(address);
    }

    /**
     * Returns the scope of an IPv6 address; that of an IPv4-mapped address is {@link #IPV4_EMBEDDED}.
     *
     * @param high first 64 bits of the address
     * @param low last 64 bits of the address
     * @return the scope
     */
    public static AddressScope ofIpv6(long high, long low) {
        return AddressRegistry.scopeOfIpv6(high, low);
    }

    /**
     * Returns the fewest prefixes that hold exactly the addresses of this scope.
     *
     * @return an unmodifiable list in order
     */
    public List<IpPrefix> prefixes() {
        return AddressRegistry.prefixesOf(this);
    }
}
