/**
 * IP addresses as primitives, prefixes and longest-prefix match, usable without the rest of the library.
 *
 * <p>An IPv4 address is an {@code int} and an IPv6 address a pair of {@code long}s, both in network order, so that columns of
 * addresses are plain arrays and nothing is allocated to read, write, classify or look up one.
 *
 * <pre>{@code
 * int host = Ipv4.parse("10.20.0.1");                             // RFC 3986 dotted quad
 * long[] six = new long[2];
 * Ipv6.parse("2001:DB8:0::1", six, 0);                            // any form of RFC 4291
 * String text = Ipv6.format(six[0], six[1]);                      // 2001:db8::1, the form of RFC 5952
 * AddressScope scope = AddressScope.ofIpv4(host);                 // PRIVATE
 * PrefixSet blocked = PrefixSet.of(List.of(IpPrefix.parse("2001:db8::/32")));
 * boolean isBlocked = blocked.containsIpv6(six[0], six[1]);       // true
 * NamedNetworks sites = NamedNetworks.of(Map.of(IpPrefix.parse("10.20.0.0/16"), "lab"));
 * int site = sites.lookupIpv4(host);                              // a number for a column, or NO_MATCH
 * String name = sites.name(site);                                 // lab
 * }</pre>
 *
 * <p>Start at {@link io.github.flowlog.net.Ipv4} and {@link io.github.flowlog.net.Ipv6} for addresses, at {@link
 * io.github.flowlog.net.IpPrefix} for prefixes; sets of them are {@link io.github.flowlog.net.PrefixSet}, {@link
 * io.github.flowlog.net.PrefixTable} and {@link io.github.flowlog.net.NamedNetworks}. All types are immutable or stateless.
 * Nothing in this package resolves names or opens a connection.
 */
@NullMarked
package io.github.flowlog.net;

import org.jspecify.annotations.NullMarked;
