package io.github.flowlog.bench;

import inet.ipaddr.Address;
import inet.ipaddr.format.util.AssociativeAddressTrie;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressAssociativeTrie;
import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import java.util.ArrayList;
import java.util.List;

/**
 * The trie of IPAddress, which numbers prefixes; whether it holds an address is asked of the same trie. It pays a walk from node
 * to node; the addresses are its own objects beforehand.
 *
 * @param trie numbers of prefixes
 * @param addresses what is looked up
 */
record IpAddressTrie<E extends Address>(AssociativeAddressTrie<E, Integer> trie, List<E> addresses)
        implements PrefixContender {

    static PrefixContender of(PrefixCorpus corpus) {
        return corpus.family() == IpFamily.IPV4 ? ofIpv4(corpus) : ofIpv6(corpus);
    }

    @Override
    public int lookup(int address) {
        AssociativeAddressTrie.AssociativeTrieNode<E, Integer> node =
                trie.longestPrefixMatchNode(addresses.get(address));
        return node == null ? NO_MATCH : node.getValue();
    }

    @Override
    public boolean contains(int address) {
        return trie.elementContains(addresses.get(address));
    }

    private static PrefixContender ofIpv4(PrefixCorpus corpus) {
        IPv4AddressAssociativeTrie<Integer> trie = new IPv4AddressAssociativeTrie<>();
        List<IpPrefix> prefixes = corpus.longestFirst();
        for (int i = 0; i < prefixes.size(); i++) {
            IpPrefix prefix = prefixes.get(i);
            trie.put(new IPv4Address((int) prefix.low(), prefix.length()).toPrefixBlock(), i);
        }
        List<IPv4Address> addresses = new ArrayList<>();
        for (int address : corpus.ipv4()) {
            addresses.add(new IPv4Address(address));
        }
        return new IpAddressTrie<>(trie, List.copyOf(addresses));
    }

    private static PrefixContender ofIpv6(PrefixCorpus corpus) {
        IPv6AddressAssociativeTrie<Integer> trie = new IPv6AddressAssociativeTrie<>();
        List<IpPrefix> prefixes = corpus.longestFirst();
        for (int i = 0; i < prefixes.size(); i++) {
            IpPrefix prefix = prefixes.get(i);
            trie.put(new IPv6Address(prefix.high(), prefix.low(), prefix.length()).toPrefixBlock(), i);
        }
        List<IPv6Address> addresses = new ArrayList<>();
        for (int i = 0; i < corpus.highs().length; i++) {
            addresses.add(new IPv6Address(corpus.highs()[i], corpus.lows()[i]));
        }
        return new IpAddressTrie<>(trie, List.copyOf(addresses));
    }
}
