package io.github.flowlog.net;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A source of random addresses that can be repeated: {@code -Dflowlog.seed=N} sets the seed, otherwise each run has its own. */
final class Seeded {

    private final long seed;
    private final Random random;

    private Seeded(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    static Seeded fresh() {
        Long given = Long.getLong("flowlog.seed");
        return new Seeded(given != null ? given : new Random().nextLong());
    }

    /** For AssertJ's {@code as}: how to repeat the case that failed. */
    String repeat(String subject) {
        return subject + " (-Dflowlog.seed=" + seed + ")";
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    byte octet() {
        return (byte) random.nextInt();
    }

    /** Any address, octets of every width with equal chance, so that "0" and "9" are as frequent as "255". */
    int ipv4() {
        int address = 0;
        for (int octet = 0; octet < 4; octet++) {
            address = address << 8 | random.nextInt(new int[] {2, 10, 100, 256}[random.nextInt(4)]);
        }
        return address;
    }

    /** Half of an address whose groups are often zero and often short, so that runs of every length and place come up. */
    long ipv6Half() {
        long half = 0;
        for (int group = 0; group < 4; group++) {
            half = half << 16 | random.nextInt(new int[] {1, 1, 2, 16, 256, 4096, 65536}[random.nextInt(7)]);
        }
        return half;
    }

    /** Of either family and any length; short and long ones are as frequent as those between. */
    IpPrefix prefix() {
        return random.nextBoolean() ? ipv4Prefix(random.nextInt(33)) : ipv6Prefix(random.nextInt(129));
    }

    IpPrefix ipv4Prefix(int length) {
        return IpPrefix.maskedIpv4(ipv4(), length);
    }

    IpPrefix ipv6Prefix(int length) {
        return IpPrefix.maskedIpv6(ipv6Half(), ipv6Half(), length);
    }

    /** Random ones, and for each some relatives: parents, children and neighbours, where a table can go wrong. */
    List<IpPrefix> relatedPrefixes(int count) {
        Set<IpPrefix> prefixes = new LinkedHashSet<>();
        while (prefixes.size() < count) {
            IpPrefix prefix = prefix();
            prefixes.add(prefix);
            int length = below(prefix.family().bits() + 1);
            long high = random.nextBoolean() ? prefix.high() : prefix.lastHigh();
            long low = random.nextBoolean() ? prefix.low() : prefix.lastLow() + below(2);
            prefixes.add(
                    prefix.family() == IpFamily.IPV4
                            ? IpPrefix.maskedIpv4((int) low, length)
                            : IpPrefix.maskedIpv6(high, low, length));
        }
        return List.copyOf(prefixes);
    }
}
