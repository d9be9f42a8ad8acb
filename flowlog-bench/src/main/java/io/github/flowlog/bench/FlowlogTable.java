package io.github.flowlog.bench;

import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.PrefixSet;
import io.github.flowlog.net.PrefixTable;

/** Our longest-prefix match and our set; it pays a number for each address and no object. */
final class FlowlogTable {
    private FlowlogTable() {}

    static PrefixContender of(PrefixCorpus corpus) {
        PrefixTable.Builder<IpPrefix> builder = PrefixTable.builder();
        corpus.longestFirst().forEach(prefix -> builder.add(prefix, prefix));
        PrefixTable<IpPrefix> table = builder.build();
        PrefixSet set = PrefixSet.of(corpus.longestFirst());
        return corpus.family() == IpFamily.IPV4
                ? new OfIpv4(table, set, corpus.ipv4())
                : new OfIpv6(table, set, corpus.highs(), corpus.lows());
    }

    private record OfIpv4(PrefixTable<IpPrefix> table, PrefixSet set, int[] addresses) implements PrefixContender {
        @Override
        public int lookup(int address) {
            return table.lookupIpv4(addresses[address]);
        }

        @Override
        public boolean contains(int address) {
            return set.containsIpv4(addresses[address]);
        }
    }

    private record OfIpv6(PrefixTable<IpPrefix> table, PrefixSet set, long[] highs, long[] lows)
            implements PrefixContender {
        @Override
        public int lookup(int address) {
            return table.lookupIpv6(highs[address], lows[address]);
        }

        @Override
        public boolean contains(int address) {
            return set.containsIpv6(highs[address], lows[address]);
        }
    }
}
