package io.github.flowlog.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedNetworksTest {

    private static final int ROUNDS = 200;

    private final Seeded seeded = Seeded.fresh();

    @Test
    void namesByTheLongestPrefix() {
        Map<IpPrefix, String> names = new LinkedHashMap<>();
        names.put(IpPrefix.parse("10.0.0.0/8"), "corp");
        names.put(IpPrefix.parse("10.20.0.0/16"), "lab");
        names.put(IpPrefix.parse("2001:db8:20::/48"), "lab");
        NamedNetworks networks = NamedNetworks.of(names);

        assertThat(networks.names()).containsExactly("corp", "lab");
        assertThat(networks.lookupIpv4(Ipv4.parse("10.20.0.1"))).isEqualTo(1);
        assertThat(networks.lookupIpv4(Ipv4.parse("10.21.0.1"))).isZero();
        assertThat(networks.lookupIpv4(Ipv4.parse("11.0.0.0"))).isEqualTo(NamedNetworks.NO_MATCH);
        assertThat(networks.lookupIpv6(0x2001_0DB8_0020_0000L, 7)).isEqualTo(1);
        assertThat(networks.lookupIpv6(0, 0)).isEqualTo(NamedNetworks.NO_MATCH);
        assertThat(networks.name(1)).isEqualTo("lab");
        assertThatThrownBy(() -> networks.name(NamedNetworks.NO_MATCH)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> networks.names().add("x")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void staysAsItWasWhenTheMapChanges() {
        Map<IpPrefix, String> names = new HashMap<>(Map.of(IpPrefix.parse("10.0.0.0/8"), "corp"));
        NamedNetworks networks = NamedNetworks.of(names);
        names.put(IpPrefix.parse("0.0.0.0/0"), "all");

        assertThat(networks.lookupIpv4(0)).isEqualTo(NamedNetworks.NO_MATCH);
        assertThat(networks.names()).containsExactly("corp");
    }

    @Test
    void agreesWithTheTableOfTheSamePrefixes() {
        for (int round = 0; round < ROUNDS; round++) {
            List<IpPrefix> prefixes = seeded.relatedPrefixes(1 + seeded.below(60));
            Map<IpPrefix, String> names = new LinkedHashMap<>();
            prefixes.forEach(prefix -> names.put(prefix, "name " + seeded.below(4)));
            NamedNetworks networks = NamedNetworks.of(names);
            PrefixTable<IpPrefix> table = PrefixTableTest.tableOf(prefixes);

            for (IpPrefix prefix : prefixes) {
                boolean ipv4 = prefix.family() == IpFamily.IPV4;
                for (int step = -1; step <= 1; step++) {
                    long low = prefix.lastLow() + step;
                    int match = ipv4 ? table.lookupIpv4((int) low) : table.lookupIpv6(prefix.lastHigh(), low);
                    int name = ipv4 ? networks.lookupIpv4((int) low) : networks.lookupIpv6(prefix.lastHigh(), low);
                    assertThat(name == NamedNetworks.NO_MATCH ? null : networks.name(name))
                            .as(seeded.repeat(prefix + " " + step + " in " + names))
                            .isEqualTo(match == PrefixTable.NO_MATCH ? null : names.get(table.value(match)));
                }
            }
        }
    }
}
