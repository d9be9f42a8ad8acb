package io.github.flowlog.bench;

import io.github.flowlog.net.IpPrefix;
import java.util.List;

/** IpPrefix by IpPrefix, longest first: the oracle of the gate, and what a few prefixes are asked by hand. */
final class LinearScan implements PrefixContender {
    private final List<IpPrefix> longestFirst;
    private final PrefixCorpus corpus;

    LinearScan(PrefixCorpus corpus) {
        this.longestFirst = corpus.longestFirst();
        this.corpus = corpus;
    }

    @Override
    public int lookup(int address) {
        for (int i = 0; i < longestFirst.size(); i++) {
            if (corpus.holds(longestFirst.get(i), address)) {
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
