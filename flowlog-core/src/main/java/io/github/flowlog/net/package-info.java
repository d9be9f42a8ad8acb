/**
 * IP addresses as primitives, usable without the rest of the library.
 *
 * <p>An IPv4 address is an {@code int} and an IPv6 address a pair of {@code long}s, both in network order, so that columns of
 * addresses are plain arrays and nothing is allocated to read, write or classify one. Start at {@link
 * io.github.flowlog.net.Ipv4} and {@link io.github.flowlog.net.Ipv6}. Nothing in this package resolves names or opens a
 * connection.
 */
@NullMarked
package io.github.flowlog.net;

import org.jspecify.annotations.NullMarked;
