package io.github.flowlog.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Apart from {@link PrefixTableTest}: mutation testing, which slows everything down, must not measure time. */
class LargePrefixTableTest {

    private final Seeded seeded = Seeded.fresh();

    @Test
    void buildsAHundredThousandPrefixesInReasonableTime() {
        Set<IpPrefix> prefixes = new LinkedHashSet<>();
        while (prefixes.size() < 100_000) {
            prefixes.add(seeded.below(2) == 0 ? seeded.ipv4Prefix(32) : seeded.ipv6Prefix(40 + seeded.below(89)));
        }
        List<IpPrefix> list = List.copyOf(prefixes);

        // Ten times what a slow machine takes: a quadratic build would need minutes.
        PrefixTable<IpPrefix> table = Assertions.assertTimeout(
                Duration.ofSeconds(10), () -> PrefixTableTest.tableOf(list), seeded.repeat("build"));

        for (int i = 0; i < list.size(); i += 1_000) {
            IpPrefix prefix = list.get(i);
            int match = prefix.family() == IpFamily.IPV4
                    ? table.lookupIpv4((int) prefix.low())
                    : table.lookupIpv6(prefix.lastHigh(), prefix.lastLow());
            assertThat(table.value(match).length()).as(seeded.repeat("build")).isGreaterThanOrEqualTo(prefix.length());
        }
    }
}
