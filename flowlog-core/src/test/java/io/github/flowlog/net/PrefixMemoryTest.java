package io.github.flowlog.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What looks addresses up takes no more memory than {@link PrefixTable} says, which no lookup would show. */
class PrefixMemoryTest {

    @Test
    void takesSomeKilobytesForFewIpv4Prefixes() {
        PrefixSweep sweep = sweep(IpFamily.IPV4, List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"));

        assertThat(allocatedBy(() -> new Ipv4Ranges(sweep))).isLessThan(17 << 10);
    }

    @Test
    void takesNextToNothingWithoutIpv4Prefixes() {
        PrefixSweep sweep = sweep(IpFamily.IPV4, List.of());

        assertThat(allocatedBy(() -> new Ipv4Ranges(sweep))).isLessThan(256);
    }

    @Test
    void takesOneIndexOfBlocksForManyIpv4Prefixes() {
        int prefixes = 10_000;
        PrefixSweep sweep = sweep(
                IpFamily.IPV4,
                IntStream.range(0, prefixes)
                        .mapToObj(i -> Ipv4.format(0x0A00_0000 + (i << 9)) + "/24")
                        .toList());

        // two places for each prefix: eight bytes a place, and four blocks to eight of four bytes each
        assertThat(allocatedBy(() -> new Ipv4Ranges(sweep))).isBetween(prefixes * 48L, prefixes * 80L);
    }

    @Test
    void takesARunForThoseFirstHalvesOnlyThatArePartsOfAPrefix() {
        int prefixes = 10_000;
        PrefixSweep sweep = sweep(
                IpFamily.IPV6,
                IntStream.range(0, prefixes)
                        .mapToObj(i -> "2001:db8:" + Integer.toHexString(2 * i) + "::/48")
                        .toList());

        // two places for each prefix; a run for each of them would take more than 100 bytes a prefix beside
        assertThat(allocatedBy(() -> new Ipv6Ranges(sweep))).isLessThan(prefixes * 150L);
    }

    private static PrefixSweep sweep(IpFamily family, List<String> prefixes) {
        PrefixSweep.Numbered[] sorted = IntStream.range(0, prefixes.size())
                .mapToObj(i -> new PrefixSweep.Numbered(IpPrefix.parse(prefixes.get(i)), i))
                .sorted()
                .toArray(PrefixSweep.Numbered[]::new);
        return PrefixSweep.of(family, sorted);
    }

    private static long allocatedBy(Supplier<Object> making) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        // loads classes before the count begins
        assertThat(making.get()).isNotNull();
        long before = threads.getThreadAllocatedBytes(thread);
        Object made = making.get();
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(made).isNotNull();
        return allocated;
    }
}
