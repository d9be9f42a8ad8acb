package io.github.flowlog.net;

import java.util.List;
import java.util.Map;

/** The registered prefixes behind {@link AddressScope}; each family is covered whole, so every lookup matches. */
final class AddressRegistry {

    private static final Map<AddressScope, List<String>> PREFIXES = Map.ofEntries(
            Map.entry(AddressScope.UNSPECIFIED, List.of("0.0.0.0/32", "::/128")),
            Map.entry(AddressScope.LOOPBACK, List.of("127.0.0.0/8", "::1/128")),
            Map.entry(AddressScope.PRIVATE, List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")),
            Map.entry(AddressScope.UNIQUE_LOCAL, List.of("fc00::/7")),
            Map.entry(AddressScope.SHARED, List.of("100.64.0.0/10")),
            Map.entry(AddressScope.LINK_LOCAL, List.of("169.254.0.0/16", "fe80::/10")),
            Map.entry(AddressScope.MULTICAST, List.of("224.0.0.0/4", "ff00::/8")),
            Map.entry(AddressScope.BROADCAST, List.of("255.255.255.255/32")),
            Map.entry(
                    AddressScope.DOCUMENTATION,
                    List.of("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")),
            Map.entry(AddressScope.BENCHMARKING, List.of("198.18.0.0/15", "2001:2::/48")),
            Map.entry(AddressScope.PLATFORM, List.of("168.63.129.16/32")),
            Map.entry(
                    AddressScope.IPV4_EMBEDDED,
                    List.of("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16")),
            // This network, protocol assignments, the former relay anycast of 6to4, class E; for IPv6 all that is not
            // allocated (discard-only, dummy and segment routing among it) and, inside 2000::/3, protocol assignments.
            Map.entry(
                    AddressScope.RESERVED,
                    List.of("0.0.0.0/8", "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4", "::/0", "2001::/23")),
            // The rest, and what is globally reachable inside the protocol assignments: anycast addresses, AMT, AS112,
            // ORCHIDv2 and drone remote ids.
            Map.entry(
                    AddressScope.GLOBAL,
                    List.of(
                            "0.0.0.0/0",
                            "192.0.0.9/32",
                            "192.0.0.10/32",
                            "2000::/3",
                            "2001:1::1/128",
                            "2001:1::2/128",
                            "2001:1::3/128",
                            "2001:3::/32",
                            "2001:4:112::/48",
                            "2001:20::/28",
                            "2001:30::/28")));

    private static final PrefixTable<AddressScope> SCOPES = table();

    private AddressRegistry() {}

    static AddressScope scopeOfIpv4(int address) {
        return SCOPES.value(SCOPES.lookupIpv4(address));
    }

    static AddressScope scopeOfIpv6(long high, long low) {
        return SCOPES.value(SCOPES.lookupIpv6(high, low));
    }

    static List<IpPrefix> prefixesOf(AddressScope scope) {
        PrefixSweep.Numbered[] sorted = PREFIXES.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(prefix -> new PrefixSweep.Numbered(
                                IpPrefix.parse(prefix), entry.getKey().ordinal())))
                .sorted()
                .toArray(PrefixSweep.Numbered[]::new);
        return PrefixCover.of(sorted, scope.ordinal());
    }

    private static PrefixTable<AddressScope> table() {
        PrefixTable.Builder<AddressScope> table = PrefixTable.builder();
        PREFIXES.forEach((scope, prefixes) -> prefixes.forEach(prefix -> table.add(IpPrefix.parse(prefix), scope)));
        return table.build();
    }
}
