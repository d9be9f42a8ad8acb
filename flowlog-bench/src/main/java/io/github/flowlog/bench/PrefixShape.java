package io.github.flowlog.bench;

import io.github.flowlog.net.IpPrefix;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What a large set of prefixes may look like. */
public enum PrefixShape {
    /** IPv4, anywhere, of 12 to 32 bits with equal chance. */
    IPV4 {
        @Override
        IpPrefix draw(SplittableRandom random) {
            return IpPrefix.maskedIpv4(random.nextInt(), random.nextInt(12, 33));
        }
    },
    /** IPv4 networks of 24 to 28 bits, anywhere: hardly two touch, so that a set of them does not shrink by merging. */
    IPV4_SUBNETS {
        @Override
        IpPrefix draw(SplittableRandom random) {
            return IpPrefix.maskedIpv4(random.nextInt(), random.nextInt(24, 29));
        }
    },
    /** IPv4 as in Azure's service tags: in a few /8, and mostly of 24 to 32 bits. */
    IPV4_CLOUD {
        @Override
        IpPrefix draw(SplittableRandom random) {
            int first = new int[] {13, 20, 40, 52}[random.nextInt(4)];
            return IpPrefix.maskedIpv4(first << 24 | random.nextInt(1 << 24), random.nextInt(22, 33));
        }
    },
    /** IPv6, anywhere in 2000::/3, of 20 to 64 bits with equal chance. */
    IPV6 {
        @Override
        IpPrefix draw(SplittableRandom random) {
            return IpPrefix.maskedIpv6(globalHigh(random), 0, random.nextInt(20, 65));
        }
    },
    /** IPv6 as in Azure's service tags: in one /24, of 40 to 64 bits, and every tenth behind the first half. */
    IPV6_CLOUD {
        @Override
        IpPrefix draw(SplittableRandom random) {
            int length = random.nextInt(10) == 0 ? random.nextInt(112, 129) : random.nextInt(40, 65);
            return IpPrefix.maskedIpv6(
                    0x2603_1000_0000_0000L | random.nextLong() >>> 24, random.nextLong() >>> 32, length);
        }
    },
    /** IPv6 without a shared first half to tell prefixes apart: all in one /64, of 65 to 128 bits. */
    IPV6_LOW {
        @Override
        IpPrefix draw(SplittableRandom random) {
            return IpPrefix.maskedIpv6(0x2001_0DB8_0000_0001L, random.nextLong(), random.nextInt(65, 129));
        }
    },
    /** Half IPv4, half IPv6. */
    MIXED {
        @Override
        IpPrefix draw(SplittableRandom random) {
            return random.nextBoolean() ? IPV4.draw(random) : IPV6.draw(random);
        }
    },
    /** Neighbours: consecutive /32. */
    NEIGHBOURS {
        @Override
        List<IpPrefix> prefixes(int count, SplittableRandom random) {
            List<IpPrefix> prefixes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                prefixes.add(IpPrefix.ofIpv4(10 << 24 | i, 32));
            }
            return prefixes;
        }
    },
    /** Chains: random IPv6 addresses, each with all that hold it, from 128 bits to 0. */
    NESTED {
        @Override
        List<IpPrefix> prefixes(int count, SplittableRandom random) {
            Set<IpPrefix> prefixes = new LinkedHashSet<>();
            while (prefixes.size() < count) {
                long high = globalHigh(random);
                long low = random.nextLong();
                for (int length = 128; length >= 0 && prefixes.size() < count; length--) {
                    prefixes.add(IpPrefix.maskedIpv6(high, low, length));
                }
            }
            return List.copyOf(prefixes);
        }
    };

    /** Distinct prefixes, in no order. */
    List<IpPrefix> prefixes(int count, SplittableRandom random) {
        Set<IpPrefix> prefixes = new LinkedHashSet<>();
        while (prefixes.size() < count) {
            prefixes.add(draw(random));
        }
        return List.copyOf(prefixes);
    }

    /** Draws one prefix of this shape. */
    IpPrefix draw(SplittableRandom random) {
        throw new UnsupportedOperationException("the prefixes of " + this + " depend on each other");
    }

    private static long globalHigh(SplittableRandom random) {
        return 1L << 61 | random.nextLong() >>> 3;
    }
}
