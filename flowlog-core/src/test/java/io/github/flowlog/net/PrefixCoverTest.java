package io.github.flowlog.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fewest prefixes of a set, of a scope and of a name. */
class PrefixCoverTest {
    private static final IpPrefix ALL_IPV4 = IpPrefix.parse("0.0.0.0/0");
    private static final IpPrefix ALL_IPV6 = IpPrefix.parse("::/0");

    @Test
    void mergesWhatTouchesOrOverlaps() {
        assertThat(fewest()).isEmpty();
        assertThat(fewest("10.0.0.0/8", "10.1.0.0/16", "10.0.0.0/8")).containsExactly("10.0.0.0/8");
        assertThat(fewest("10.128.0.0/9", "10.0.0.0/9")).containsExactly("10.0.0.0/8");
        assertThat(fewest("10.0.0.1/32", "10.0.0.2/32", "10.0.0.3/32", "10.0.0.4/32"))
                .containsExactly("10.0.0.1/32", "10.0.0.2/31", "10.0.0.4/32");
        assertThat(fewest("128.0.0.0/1", "::/0", "0.0.0.0/1")).containsExactly("0.0.0.0/0", "::/0");
        assertThat(fewest("2001:db8::8000:0:0:0/65", "2001:db8::/65", "255.255.255.255/32", "ffff::/16"))
                .containsExactly("255.255.255.255/32", "2001:db8::/64", "ffff::/16");
    }

    @Test
    void holdsTheSameAddressesInPrefixesThatCannotBeMerged() {
        Seeded seeded = Seeded.fresh();
        for (int round = 0; round < 100; round++) {
            List<IpPrefix> prefixes = seeded.relatedPrefixes(1 + seeded.below(12));
            List<IpPrefix> fewest = PrefixSet.fewest(prefixes);

            requireFewest(fewest, seeded.repeat("of " + prefixes));
            for (IpPrefix near : near(prefixes, fewest, seeded)) {
                assertThat(holds(fewest, near))
                        .as(seeded.repeat(near + " in " + prefixes))
                        .isEqualTo(holds(prefixes, near));
            }
        }
    }

    @Test
    void givesEachNameTheAddressesThatALookupGivesIt() {
        Seeded seeded = Seeded.fresh();
        for (int round = 0; round < 100; round++) {
            Map<IpPrefix, String> names = new HashMap<>();
            seeded.relatedPrefixes(1 + seeded.below(12)).forEach(prefix -> names.put(prefix, "n" + seeded.below(3)));
            NamedNetworks networks = NamedNetworks.of(names);
            for (int number = 0; number < networks.names().size(); number++) {
                List<IpPrefix> fewest = networks.prefixes(number);

                requireFewest(fewest, seeded.repeat("of " + networks.name(number) + " in " + names));
                for (IpPrefix near : near(List.copyOf(names.keySet()), fewest, seeded)) {
                    int found = near.family() == IpFamily.IPV4
                            ? networks.lookupIpv4((int) near.low())
                            : networks.lookupIpv6(near.high(), near.low());
                    assertThat(holds(fewest, near))
                            .as(seeded.repeat(near + " of " + networks.name(number) + " in " + names))
                            .isEqualTo(found == number);
                }
            }
        }
    }

    @Test
    void dividesAllAddressesAmongTheScopes() {
        List<IpPrefix> all = new ArrayList<>();
        for (AddressScope scope : AddressScope.values()) {
            List<IpPrefix> prefixes = scope.prefixes();
            requireFewest(prefixes, scope.name());
            for (IpPrefix prefix : prefixes) {
                assertThat(scopeOf(prefix.family(), prefix.high(), prefix.low()))
                        .isEqualTo(scope);
                assertThat(scopeOf(prefix.family(), prefix.lastHigh(), prefix.lastLow()))
                        .isEqualTo(scope);
                assertThat(all).as("%s of %s", prefix, scope).noneMatch(other -> other.contains(prefix));
                assertThat(all).as("%s of %s", prefix, scope).noneMatch(prefix::contains);
            }
            all.addAll(prefixes);
        }
        assertThat(PrefixSet.fewest(all)).containsExactly(ALL_IPV4, ALL_IPV6);
        assertThat(AddressScope.PRIVATE.prefixes())
                .extracting(IpPrefix::toString)
                .containsExactly("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
    }

    private static List<String> fewest(String... prefixes) {
        return PrefixSet.fewest(List.of(prefixes).stream().map(IpPrefix::parse).toList()).stream()
                .map(IpPrefix::toString)
                .toList();
    }

    private static void requireFewest(List<IpPrefix> prefixes, String subject) {
        Set<IpPrefix> parents = new HashSet<>();
        for (int i = 0; i < prefixes.size(); i++) {
            IpPrefix prefix = prefixes.get(i);
            if (i > 0) {
                assertThat(prefix).as(subject).isGreaterThan(prefixes.get(i - 1));
                assertThat(prefixes.get(i - 1).contains(prefix)).as(subject).isFalse();
            }
            if (prefix.length() > 0) {
                assertThat(parents.add(masked(prefix, prefix.length() - 1)))
                        .as("halves that make one: %s in %s %s", prefix, prefixes, subject)
                        .isTrue();
            }
        }
    }

    /** Hosts at and beside the borders of all prefixes. */
    private static List<IpPrefix> near(List<IpPrefix> some, List<IpPrefix> others, Seeded seeded) {
        List<IpPrefix> hosts = new ArrayList<>();
        List<IpPrefix> prefixes = new ArrayList<>(some);
        prefixes.addAll(others);
        for (IpPrefix prefix : prefixes) {
            for (int step = -1; step <= 1; step++) {
                hosts.add(host(prefix.family(), prefix.high(), prefix.low() + step));
                hosts.add(host(prefix.family(), prefix.lastHigh(), prefix.lastLow() + step));
            }
        }
        hosts.add(host(IpFamily.IPV4, 0, seeded.ipv4()));
        hosts.add(host(IpFamily.IPV6, seeded.ipv6Half(), seeded.ipv6Half()));
        return hosts;
    }

    private static IpPrefix host(IpFamily family, long high, long low) {
        return family == IpFamily.IPV4 ? IpPrefix.ofIpv4((int) low, 32) : IpPrefix.ofIpv6(high, low, 128);
    }

    private static IpPrefix masked(IpPrefix prefix, int length) {
        return prefix.family() == IpFamily.IPV4
                ? IpPrefix.maskedIpv4((int) prefix.low(), length)
                : IpPrefix.maskedIpv6(prefix.high(), prefix.low(), length);
    }

    private static boolean holds(List<IpPrefix> prefixes, IpPrefix host) {
        return prefixes.stream().anyMatch(prefix -> prefix.contains(host));
    }

    private static AddressScope scopeOf(IpFamily family, long high, long low) {
        return family == IpFamily.IPV4 ? AddressScope.ofIpv4((int) low) : AddressScope.ofIpv6(high, low);
    }
}
