package io.github.flowlog.bench;

/** Who answers. */
public enum PrefixPeer {
    /** PrefixTable and PrefixSet. */
    FLOWLOG {
        @Override
        PrefixContender of(PrefixCorpus corpus) {
            return FlowlogTable.of(corpus);
        }
    },
    /** ImmutableRangeMap and ImmutableRangeSet of Guava. */
    GUAVA {
        @Override
        PrefixContender of(PrefixCorpus corpus) {
            return GuavaRanges.of(corpus);
        }
    },
    /** The associative trie of IPAddress. */
    IPADDRESS {
        @Override
        PrefixContender of(PrefixCorpus corpus) {
            return IpAddressTrie.of(corpus);
        }
    },
    /** SubnetUtils and SubnetUtils6 of commons-net, one by one. */
    COMMONS_NET {
        @Override
        PrefixContender of(PrefixCorpus corpus) {
            return CommonsNetScan.of(corpus);
        }
    };

    /** Builds what answers for a corpus. */
    abstract PrefixContender of(PrefixCorpus corpus);
}
