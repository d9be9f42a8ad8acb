package io.github.flowlog.bench;

import io.github.flowlog.net.IpPrefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** IPv4 prefixes and the addresses that are looked up in them. */
final class PrefixCorpus {
    private static final List<IpPrefix> RFC_1918 =
            List.of(IpPrefix.parse("172.16.0.0/12"), IpPrefix.parse("192.168.0.0/16"), IpPrefix.parse("10.0.0.0/8"));
    private static final int SHORTEST = 12;
    private static final int LONGEST = 32;

    private PrefixCorpus() {}

    /**
     * Distinct prefixes, longest first, so that the first that holds an address is the longest: up to three are those of
     * RFC 1918, more are random, of 12 to 32 bits with equal chance.
     */
    static List<IpPrefix> prefixes(int count, SplittableRandom random) {
        if (count <= RFC_1918.size()) {
            List<IpPrefix> few = new ArrayList<>(RFC_1918.subList(0, count));
            few.sort(Comparator.comparingInt(IpPrefix::length).reversed());
            return List.copyOf(few);
        }
        Set<IpPrefix> prefixes = new LinkedHashSet<>();
        while (prefixes.size() < count) {
            int length = random.nextInt(SHORTEST, LONGEST + 1);
            prefixes.add(IpPrefix.ofIpv4(random.nextInt() & mask(length), length));
        }
        return prefixes.stream()
                .sorted(Comparator.comparingInt(IpPrefix::length).reversed())
                .toList();
    }

    /** Addresses as in traffic: a quarter in 10.0.0.0/8, a quarter in one of the prefixes, half anywhere. */
    static int[] addresses(int count, List<IpPrefix> prefixes, SplittableRandom random) {
        int[] addresses = new int[count];
        for (int i = 0; i < count; i++) {
            int anywhere = random.nextInt();
            addresses[i] = switch (random.nextInt(4)) {
                case 0 -> 10 << 24 | anywhere & 0xFF_FFFF;
                case 1 -> within(prefixes.get(random.nextInt(prefixes.size())), anywhere);
                default -> anywhere;
            };
        }
        return addresses;
    }

    static int mask(int length) {
        return (int) (0xFFFF_FFFFL << (32 - length));
    }

    private static int within(IpPrefix prefix, int anywhere) {
        return (int) prefix.low() | anywhere & ~mask(prefix.length());
    }
}
