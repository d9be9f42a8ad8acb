package io.github.flowlog.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrefixTableTest {

    private static final int TABLES = 300;

    private final Seeded seeded = Seeded.fresh();

    @Test
    void findsTheLongestPrefix() {
        PrefixTable<String> sites = PrefixTable.<String>builder()
                .add(IpPrefix.parse("10.20.0.0/16"), "lab")
                .add(IpPrefix.parse("10.0.0.0/8"), "corp")
                .add(IpPrefix.parse("2001:db8::/32"), "six")
                .build();

        assertThat(sites.value(sites.lookupIpv4(Ipv4.parse("10.20.255.255")))).isEqualTo("lab");
        assertThat(sites.value(sites.lookupIpv4(Ipv4.parse("10.21.0.0")))).isEqualTo("corp");
        assertThat(sites.lookupIpv4(Ipv4.parse("11.0.0.0"))).isEqualTo(PrefixTable.NO_MATCH);
        assertThat(sites.lookupIpv6(0x20010DB8_00000000L, 1)).isEqualTo(2);
        assertThat(sites.lookupIpv6(0x20010DB9_00000000L, 1)).isEqualTo(PrefixTable.NO_MATCH);
    }

    @Test
    void matchesNothingWithoutPrefixes() {
        PrefixTable<String> empty = PrefixTable.<String>builder().build();

        assertThat(empty.lookupIpv4(0)).isEqualTo(PrefixTable.NO_MATCH);
        assertThat(empty.lookupIpv4(-1)).isEqualTo(PrefixTable.NO_MATCH);
        assertThat(empty.lookupIpv6(0, 0)).isEqualTo(PrefixTable.NO_MATCH);
        assertThat(empty.lookupIpv6(-1, -1)).isEqualTo(PrefixTable.NO_MATCH);
        assertThatThrownBy(() -> empty.value(PrefixTable.NO_MATCH)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesTheSamePrefixTwice() {
        PrefixTable.Builder<String> builder = PrefixTable.<String>builder()
                .add(IpPrefix.parse("10.0.0.0/8"), "corp")
                .add(IpPrefix.parse("10.0.0.0/9"), "half")
                .add(IpPrefix.parse("10.0.0.0/8"), "lab");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("prefix 10.0.0.0/8 was added twice, as numbers 0 and 2");
    }

    @Test
    void keepsATableFromLaterAdditions() {
        PrefixTable.Builder<String> builder = PrefixTable.<String>builder().add(IpPrefix.parse("10.0.0.0/8"), "corp");
        PrefixTable<String> table = builder.build();

        assertThat(builder.add(IpPrefix.parse("0.0.0.0/0"), "all").build().lookupIpv4(0))
                .isEqualTo(1);
        assertThat(table.lookupIpv4(0)).isEqualTo(PrefixTable.NO_MATCH);
    }

    @Test
    void agreesWithALinearScan() {
        for (int round = 0; round < TABLES; round++) {
            List<IpPrefix> prefixes = seeded.relatedPrefixes(1 + seeded.below(60));
            PrefixTable<IpPrefix> table = tableOf(prefixes);
            PrefixSet set = PrefixSet.of(prefixes);
            for (IpPrefix prefix : prefixes) {
                assertAround(prefix, prefixes, table, set);
            }
            assertIpv4(seeded.ipv4(), prefixes, table, set);
            assertIpv6(seeded.ipv6Half(), seeded.ipv6Half(), prefixes, table, set);
        }
    }

    @Test
    void agreesWithALinearScanOnEveryLevelOfAChain() {
        List<IpPrefix> chain = new ArrayList<>();
        for (int length = 0; length <= 32; length++) {
            chain.add(IpPrefix.maskedIpv4(seeded.below(2) == 0 ? 0x0A141E28 : -1, length));
        }
        long high = seeded.ipv6Half();
        long low = seeded.ipv6Half();
        for (int length = 128; length >= 0; length--) {
            chain.add(IpPrefix.maskedIpv6(high, low, length));
        }
        List<IpPrefix> distinct = chain.stream().distinct().toList();
        PrefixTable<IpPrefix> table = tableOf(distinct);
        PrefixSet set = PrefixSet.of(chain);

        distinct.forEach(prefix -> assertAround(prefix, distinct, table, set));
    }

    @Test
    void agreesWithALinearScanInCrowdedBlocks() {
        // Some hundred hosts in one /16, beside each other or two apart, below networks that hold them.
        List<IpPrefix> crowd = new ArrayList<>();
        int block = seeded.ipv4() & 0xFFFF_0000;
        long high = seeded.ipv6Half();
        int stride = 1 + seeded.below(2);
        for (int host = 0; host < 300; host++) {
            crowd.add(IpPrefix.ofIpv4(block + stride * host, 32));
            crowd.add(IpPrefix.ofIpv6(high, (long) stride * host, 128));
            crowd.add(IpPrefix.ofIpv6(high + (long) stride * host, 0, 64));
        }
        crowd.add(IpPrefix.ofIpv4(block, 16));
        crowd.add(IpPrefix.maskedIpv6(high, 0, 56));
        List<IpPrefix> distinct = crowd.stream().distinct().toList();
        PrefixTable<IpPrefix> table = tableOf(distinct);
        PrefixSet set = PrefixSet.of(distinct);

        distinct.forEach(prefix -> assertAround(prefix, distinct, table, set));
    }

    @Test
    void agreesWithALinearScanInALargeTable() {
        // Crowds of both families and, for the blocks of the index to be uneven, prefixes from anywhere.
        Set<IpPrefix> prefixes = new LinkedHashSet<>(seeded.relatedPrefixes(3_000));
        while (prefixes.size() < 12_000) {
            prefixes.add(IpPrefix.maskedIpv4(20 << 24 | seeded.ipv4() >>> 8, 16 + seeded.below(17)));
            prefixes.add(IpPrefix.maskedIpv6(
                    0x2603_1000_0000_0000L | seeded.ipv6Half() >>> 24, seeded.ipv6Half(), 30 + seeded.below(99)));
        }
        List<IpPrefix> all = List.copyOf(prefixes);
        PrefixTable<IpPrefix> table = tableOf(all);
        PrefixSet set = PrefixSet.of(all);

        for (int i = 0; i < 60; i++) {
            assertAround(all.get(seeded.below(all.size())), all, table, set);
        }
        for (long edge : new long[] {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1}) {
            assertIpv4((int) edge, all, table, set);
            assertIpv6(edge, edge, all, table, set);
        }
    }

    @Test
    void holdsEveryAddressUnderAPrefixOfLengthZero() {
        PrefixSet all = PrefixSet.of(List.of(IpPrefix.parse("0.0.0.0/0"), IpPrefix.parse("::/0")));
        PrefixSet edges = PrefixSet.of(List.of(
                IpPrefix.parse("0.0.0.0/32"),
                IpPrefix.parse("255.255.255.255/32"),
                IpPrefix.parse("::/128"),
                IpPrefix.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128")));

        for (int address : new int[] {0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -2, -1}) {
            assertThat(all.containsIpv4(address)).isTrue();
            assertThat(edges.containsIpv4(address)).isEqualTo(address == 0 || address == -1);
            assertThat(all.containsIpv6(address, address)).isTrue();
            assertThat(edges.containsIpv6(address, address)).isEqualTo(address == 0 || address == -1);
        }
        assertThat(edges.containsIpv6(0, 1)).isFalse();
        assertThat(edges.containsIpv6(0, -1)).isFalse();
        assertThat(edges.containsIpv6(-1, 0)).isFalse();
        assertThat(edges.containsIpv6(-1, -2)).isFalse();
    }

    @Test
    void mergesEqualNestedAndAdjacentPrefixesInASet() {
        PrefixSet set = PrefixSet.of(List.of(
                IpPrefix.parse("10.0.0.0/9"),
                IpPrefix.parse("10.128.0.0/9"),
                IpPrefix.parse("10.0.0.0/9"),
                IpPrefix.parse("10.1.0.0/16")));

        assertThat(set.containsIpv4(Ipv4.parse("9.255.255.255"))).isFalse();
        assertThat(set.containsIpv4(Ipv4.parse("10.0.0.0"))).isTrue();
        assertThat(set.containsIpv4(Ipv4.parse("10.128.0.0"))).isTrue();
        assertThat(set.containsIpv4(Ipv4.parse("11.0.0.0"))).isFalse();
        assertThat(set.containsIpv6(0, 0)).isFalse();
    }

    private void assertAround(IpPrefix prefix, List<IpPrefix> all, PrefixTable<IpPrefix> table, PrefixSet set) {
        for (int step = -1; step <= 1; step++) {
            if (prefix.family() == IpFamily.IPV4) {
                assertIpv4((int) prefix.low() + step, all, table, set);
                assertIpv4((int) prefix.lastLow() + step, all, table, set);
            } else {
                assertIpv6(prefix.high(), prefix.low() + step, all, table, set);
                assertIpv6(prefix.lastHigh(), prefix.lastLow() + step, all, table, set);
                assertIpv6(prefix.lastHigh() + step, prefix.low(), all, table, set);
            }
        }
    }

    private void assertIpv4(int address, List<IpPrefix> all, PrefixTable<IpPrefix> table, PrefixSet set) {
        int expected = longest(
                all, all.stream().filter(prefix -> prefix.containsIpv4(address)).toList());
        String subject = seeded.repeat(Ipv4.format(address) + " in " + shown(all));

        assertThat(table.lookupIpv4(address)).as(subject).isEqualTo(expected);
        assertThat(set.containsIpv4(address)).as(subject).isEqualTo(expected != PrefixTable.NO_MATCH);
    }

    private void assertIpv6(long high, long low, List<IpPrefix> all, PrefixTable<IpPrefix> table, PrefixSet set) {
        int expected = longest(
                all,
                all.stream().filter(prefix -> prefix.containsIpv6(high, low)).toList());
        String subject = seeded.repeat(Ipv6.format(high, low) + " in " + shown(all));

        assertThat(table.lookupIpv6(high, low)).as(subject).isEqualTo(expected);
        assertThat(set.containsIpv6(high, low)).as(subject).isEqualTo(expected != PrefixTable.NO_MATCH);
    }

    private static String shown(List<IpPrefix> all) {
        return all.size() > 1_000 ? all.size() + " prefixes" : all.toString();
    }

    private static int longest(List<IpPrefix> all, List<IpPrefix> holding) {
        return holding.stream()
                .max(Comparator.comparingInt(IpPrefix::length))
                .map(all::indexOf)
                .orElse(PrefixTable.NO_MATCH);
    }

    static PrefixTable<IpPrefix> tableOf(List<IpPrefix> prefixes) {
        PrefixTable.Builder<IpPrefix> builder = PrefixTable.builder();
        prefixes.forEach(prefix -> builder.add(prefix, prefix));
        return builder.build();
    }
}
