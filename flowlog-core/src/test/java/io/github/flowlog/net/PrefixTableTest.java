package io.github.flowlog.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
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
        PrefixTable.Builder<String> builder = PrefixTable.<String>builder().add(IpPrefix.parse("10.0.0.0/8"), "corp");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(IpPrefix.parse("10.0.0.0/8"), "lab"))
                .withMessage("prefix 10.0.0.0/8 was added before, as number 0");
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
            List<IpPrefix> prefixes = prefixes(1 + seeded.below(60));
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

    @Test
    void buildsAHundredThousandPrefixesInReasonableTime() {
        Set<IpPrefix> prefixes = new LinkedHashSet<>();
        while (prefixes.size() < 100_000) {
            prefixes.add(seeded.below(2) == 0 ? seeded.ipv4Prefix(32) : seeded.ipv6Prefix(40 + seeded.below(89)));
        }
        List<IpPrefix> list = List.copyOf(prefixes);

        // Ten times what a slow machine takes: a quadratic build would need minutes.
        PrefixTable<IpPrefix> table =
                Assertions.assertTimeout(Duration.ofSeconds(10), () -> tableOf(list), seeded.repeat("build"));

        for (int i = 0; i < list.size(); i += 1_000) {
            IpPrefix prefix = list.get(i);
            int match = prefix.family() == IpFamily.IPV4
                    ? table.lookupIpv4((int) prefix.low())
                    : table.lookupIpv6(prefix.lastHigh(), prefix.lastLow());
            assertThat(table.value(match).length()).as(seeded.repeat("build")).isGreaterThanOrEqualTo(prefix.length());
        }
    }

    /** Random ones, and for each some relatives: parents, children and neighbours, where a sweep can go wrong. */
    private List<IpPrefix> prefixes(int count) {
        Set<IpPrefix> prefixes = new LinkedHashSet<>();
        while (prefixes.size() < count) {
            IpPrefix prefix = seeded.prefix();
            prefixes.add(prefix);
            int length = seeded.below(prefix.family().bits() + 1);
            long high = seeded.below(2) == 0 ? prefix.high() : prefix.lastHigh();
            long low = seeded.below(2) == 0 ? prefix.low() : prefix.lastLow() + seeded.below(2);
            low = prefix.family() == IpFamily.IPV4 ? low & 0xFFFF_FFFFL : low;
            prefixes.add(new IpPrefix(
                    prefix.family(),
                    high & IpPrefix.highMask(prefix.family(), length),
                    low & IpPrefix.lowMask(prefix.family(), length),
                    length));
        }
        return new ArrayList<>(prefixes);
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
        String subject = seeded.repeat(Ipv4.format(address) + " in " + all);

        assertThat(table.lookupIpv4(address)).as(subject).isEqualTo(expected);
        assertThat(set.containsIpv4(address)).as(subject).isEqualTo(expected != PrefixTable.NO_MATCH);
    }

    private void assertIpv6(long high, long low, List<IpPrefix> all, PrefixTable<IpPrefix> table, PrefixSet set) {
        int expected = longest(
                all,
                all.stream().filter(prefix -> prefix.containsIpv6(high, low)).toList());
        String subject = seeded.repeat(Ipv6.format(high, low) + " in " + all);

        assertThat(table.lookupIpv6(high, low)).as(subject).isEqualTo(expected);
        assertThat(set.containsIpv6(high, low)).as(subject).isEqualTo(expected != PrefixTable.NO_MATCH);
    }

    private static int longest(List<IpPrefix> all, List<IpPrefix> holding) {
        return holding.stream()
                .max(Comparator.comparingInt(IpPrefix::length))
                .map(all::indexOf)
                .orElse(PrefixTable.NO_MATCH);
    }

    private static PrefixTable<IpPrefix> tableOf(List<IpPrefix> prefixes) {
        PrefixTable.Builder<IpPrefix> builder = PrefixTable.builder();
        prefixes.forEach(prefix -> builder.add(prefix, prefix));
        return builder.build();
    }
}
