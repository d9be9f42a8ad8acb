package io.github.flowlog.bench;

import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import java.nio.ByteBuffer;
import org.apache.commons.net.util.SubnetUtils;
import org.apache.commons.net.util.SubnetUtils6;

/**
 * commons-net, prefix by prefix, longest first; it has no table of prefixes.
 *
 * <p>It is asked by {@code int} and by {@code byte[]}: by text, as in its documentation, it would parse the address once for every
 * prefix. Of IPv4 it takes 0.0.0.0 for an address that no network holds.
 */
final class CommonsNetScan {
    private CommonsNetScan() {}

    static PrefixContender of(PrefixCorpus corpus) {
        return corpus.family() == IpFamily.IPV4
                ? new OfIpv4(
                        corpus.longestFirst().stream().map(CommonsNetScan::ipv4).toArray(SubnetUtils.SubnetInfo[]::new),
                        corpus.ipv4())
                : new OfIpv6(
                        corpus.longestFirst().stream()
                                .map(prefix -> new SubnetUtils6(prefix.toString()).getInfo())
                                .toArray(SubnetUtils6.SubnetInfo[]::new),
                        bytes(corpus.highs(), corpus.lows()));
    }

    private static SubnetUtils.SubnetInfo ipv4(IpPrefix prefix) {
        SubnetUtils subnet = new SubnetUtils(prefix.toString());
        // else it leaves out the first and the last address
        subnet.setInclusiveHostCount(true);
        return subnet.getInfo();
    }

    private static byte[][] bytes(long[] highs, long[] lows) {
        byte[][] addresses = new byte[highs.length][];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] =
                    ByteBuffer.allocate(16).putLong(highs[i]).putLong(lows[i]).array();
        }
        return addresses;
    }

    private record OfIpv4(SubnetUtils.SubnetInfo[] subnets, int[] addresses) implements PrefixContender {
        @Override
        public int lookup(int address) {
            for (int i = 0; i < subnets.length; i++) {
                if (subnets[i].isInRange(addresses[address])) {
                    return i;
                }
            }
            return NO_MATCH;
        }

        @Override
        public boolean contains(int address) {
            return lookup(address) != NO_MATCH;
        }
    }

    private record OfIpv6(SubnetUtils6.SubnetInfo[] subnets, byte[][] addresses) implements PrefixContender {
        @Override
        public int lookup(int address) {
            for (int i = 0; i < subnets.length; i++) {
                if (subnets[i].isInRange(addresses[address])) {
                    return i;
                }
            }
            return NO_MATCH;
        }

        @Override
        public boolean contains(int address) {
            return lookup(address) != NO_MATCH;
        }
    }
}
