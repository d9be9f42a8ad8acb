package io.github.flowlog.bench;

import io.github.flowlog.net.IpPrefix;
import java.util.List;
import org.apache.commons.net.util.SubnetUtils;

/**
 * commons-net, prefix by prefix, longest first; it has no table of prefixes.
 *
 * <p>It is asked by {@code int}: by text, as in its documentation, it would parse the address once for every prefix. It takes
 * 0.0.0.0 for an address that no network holds.
 */
final class CommonsNetScan implements PrefixContender {
    private final SubnetUtils.SubnetInfo[] subnets;

    /** Takes prefixes that are sorted by length, the longest first. */
    CommonsNetScan(List<IpPrefix> prefixes) {
        subnets = prefixes.stream().map(CommonsNetScan::subnet).toArray(SubnetUtils.SubnetInfo[]::new);
    }

    @Override
    public int lookup(int address) {
        for (int i = 0; i < subnets.length; i++) {
            if (subnets[i].isInRange(address)) {
                return i;
            }
        }
        return NO_MATCH;
    }

    private static SubnetUtils.SubnetInfo subnet(IpPrefix prefix) {
        SubnetUtils subnet = new SubnetUtils(prefix.toString());
        // else it leaves out the first and the last address
        subnet.setInclusiveHostCount(true);
        return subnet.getInfo();
    }
}
