package io.github.flowlog.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.net.util.SubnetUtils;
import org.apache.commons.net.util.SubnetUtils6;
import org.junit.jupiter.api.Test;

/** Prefixes and what is built from them against commons-net, asked one network after the other. */
class SubnetUtilsTest {

    private static final int CASES = 3_000;
    private static final int SETS = 60;

    private final Seeded seeded = Seeded.fresh();

    @Test
    void agreesOnTheEdgesAndMembersOfEveryIpv4Length() {
        for (int i = 0; i < CASES; i++) {
            int length = i % 33;
            int inside = seeded.ipv4();
            IpPrefix prefix = IpPrefix.maskedIpv4(inside, length);
            SubnetUtils.SubnetInfo subnet = subnet(Ipv4.format(inside) + "/" + length);
            String subject = seeded.repeat(prefix.toString());

            assertThat(Ipv4.format((int) prefix.low())).as(subject).isEqualTo(subnet.getNetworkAddress());
            assertThat(Ipv4.format((int) prefix.lastLow())).as(subject).isEqualTo(subnet.getBroadcastAddress());
            assertThat(IpPrefix.parseMasked(subnet.getCidrSignature()))
                    .as(subject)
                    .isEqualTo(prefix);
            PrefixSet set = PrefixSet.of(List.of(prefix));
            for (int address : ipv4Around(prefix)) {
                assertThat(prefix.containsIpv4(address))
                        .as(seeded.repeat(prefix + " " + Ipv4.format(address)))
                        .isEqualTo(holds(subnet, address));
                assertThat(set.containsIpv4(address))
                        .as(seeded.repeat(prefix + " " + Ipv4.format(address)))
                        .isEqualTo(holds(subnet, address));
            }
        }
    }

    @Test
    void agreesOnTheEdgesAndMembersOfEveryIpv6Length() {
        for (int i = 0; i < CASES; i++) {
            int length = i % 129;
            long high = seeded.ipv6Half() ^ (long) seeded.octet() << 56;
            long low = seeded.ipv6Half();
            IpPrefix prefix = IpPrefix.maskedIpv6(high, low, length);
            SubnetUtils6.SubnetInfo subnet = new SubnetUtils6(Ipv6.format(high, low) + "/" + length).getInfo();
            String subject = seeded.repeat(prefix.toString());

            assertThat(halves(subnet.getNetworkAddress())).as(subject).containsExactly(prefix.high(), prefix.low());
            assertThat(halves(subnet.getHighAddress()))
                    .as(subject)
                    .containsExactly(prefix.lastHigh(), prefix.lastLow());
            PrefixSet set = PrefixSet.of(List.of(prefix));
            for (long[] address : ipv6Around(prefix)) {
                boolean expected = subnet.isInRange(unsigned(address));
                String at = seeded.repeat(prefix + " " + Ipv6.format(address[0], address[1]));
                assertThat(prefix.containsIpv6(address[0], address[1])).as(at).isEqualTo(expected);
                assertThat(set.containsIpv6(address[0], address[1])).as(at).isEqualTo(expected);
            }
        }
    }

    @Test
    void agreesOnTheLongestMatchOfNestedAdjacentAndEqualNetworks() {
        for (int round = 0; round < SETS; round++) {
            Map<IpPrefix, SubnetUtils.SubnetInfo> subnets = new HashMap<>();
            List<IpPrefix> prefixes = seeded.relatedPrefixes(1 + seeded.below(40)).stream()
                    .filter(prefix -> prefix.family() == IpFamily.IPV4)
                    .toList();
            prefixes.forEach(prefix -> subnets.put(prefix, subnet(prefix.toString())));
            List<IpPrefix> twice = new ArrayList<>(prefixes);
            twice.addAll(prefixes);
            PrefixSet set = PrefixSet.of(twice);
            PrefixTable<IpPrefix> table = PrefixTableTest.tableOf(prefixes);

            for (IpPrefix around : prefixes) {
                for (int address : ipv4Around(around)) {
                    int longest = prefixes.stream()
                            .filter(prefix -> holds(subnets.get(prefix), address))
                            .mapToInt(IpPrefix::length)
                            .max()
                            .orElse(-1);
                    int match = table.lookupIpv4(address);
                    String subject = seeded.repeat(Ipv4.format(address) + " in " + prefixes);

                    assertThat(
                                    match == PrefixTable.NO_MATCH
                                            ? -1
                                            : table.value(match).length())
                            .as(subject)
                            .isEqualTo(longest);
                    assertThat(set.containsIpv4(address)).as(subject).isEqualTo(longest >= 0);
                }
            }
        }
    }

    private static SubnetUtils.SubnetInfo subnet(String cidr) {
        SubnetUtils subnet = new SubnetUtils(cidr);
        // else it leaves out the first and the last address
        subnet.setInclusiveHostCount(true);
        return subnet.getInfo();
    }

    /** SubnetUtils takes 0.0.0.0 for no address at all; the network address is in every network. */
    private static boolean holds(SubnetUtils.SubnetInfo subnet, int address) {
        return address == 0 ? subnet.getNetworkAddress().equals("0.0.0.0") : subnet.isInRange(address);
    }

    private List<Integer> ipv4Around(IpPrefix prefix) {
        int first = (int) prefix.low();
        int last = (int) prefix.lastLow();
        return List.of(first - 1, first, first + 1, last - 1, last, last + 1, 0, -1, seeded.ipv4());
    }

    private List<long[]> ipv6Around(IpPrefix prefix) {
        BigInteger first = unsigned(new long[] {prefix.high(), prefix.low()});
        BigInteger last = unsigned(new long[] {prefix.lastHigh(), prefix.lastLow()});
        List<long[]> addresses = new ArrayList<>();
        for (int step = -1; step <= 1; step++) {
            addresses.add(halves(first.add(BigInteger.valueOf(step))));
            addresses.add(halves(last.add(BigInteger.valueOf(step))));
        }
        addresses.add(new long[] {0, 0});
        addresses.add(new long[] {-1, -1});
        addresses.add(new long[] {seeded.ipv6Half(), seeded.ipv6Half()});
        return addresses;
    }

    private static long[] halves(String text) {
        long[] address = new long[2];
        Ipv6.parse(text, address, 0);
        return address;
    }

    /** The 128 bits of a number; it wraps around like an address. */
    private static long[] halves(BigInteger number) {
        return new long[] {number.shiftRight(64).longValue(), number.longValue()};
    }

    private static BigInteger unsigned(long[] address) {
        return new BigInteger(Long.toUnsignedString(address[0]))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(address[1])));
    }
}
