package io.github.flowlog.bench;

import io.github.flowlog.net.IpPrefix;
import java.util.List;

/** Mask and compare, prefix by prefix, longest first. */
final class LinearScan implements PrefixContender {
    private final int[] networks;
    private final int[] masks;

    /** Takes prefixes that are sorted by length, the longest first. */
    LinearScan(List<IpPrefix> prefixes) {
        networks = new int[prefixes.size()];
        masks = new int[prefixes.size()];
        for (int i = 0; i < networks.length; i++) {
            networks[i] = (int) prefixes.get(i).low();
            masks[i] = PrefixCorpus.mask(prefixes.get(i).length());
        }
    }

    @Override
    public int lookup(int address) {
        for (int i = 0; i < networks.length; i++) {
            if ((address & masks[i]) == networks[i]) {
                return i;
            }
        }
        return NO_MATCH;
    }
}
