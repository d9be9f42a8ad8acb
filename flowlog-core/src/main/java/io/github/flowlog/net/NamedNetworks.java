package io.github.flowlog.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Names addresses by the longest prefix that holds them; several prefixes may have one name.
 *
 * <pre>{@code
 * NamedNetworks networks = NamedNetworks.of(Map.of(
 *         IpPrefix.parse("10.0.0.0/8"), "corp",
 *         IpPrefix.parse("10.20.0.0/16"), "lab",
 *         IpPrefix.parse("2001:db8:20::/48"), "lab"));
 * int name = networks.lookupIpv4(Ipv4.parse("10.20.0.1"));
 * String site = name == NamedNetworks.NO_MATCH ? "elsewhere" : networks.name(name);
 * }</pre>
 *
 * <p>A lookup returns the number of a name, so that it can fill a column and be counted without touching an object; it allocates
 * nothing. A prefix has one name: where two are wanted, who fills the map decides. This differs from a {@link PrefixTable}, which
 * numbers prefixes; memory is as there, and the prefixes themselves.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class NamedNetworks {

    /** What a lookup returns when no prefix holds the address. */
    public static final int NO_MATCH = PrefixTable.NO_MATCH;

    private final Ipv4Ranges ipv4;
    private final Ipv6Ranges ipv6;
    private final List<String> names;

    /** Needed for {@link #prefixes} alone; the prefixes are those of the map. */
    private final PrefixSweep.Numbered[] sorted;

    private NamedNetworks(PrefixSweep.Numbered[] sorted, List<String> names) {
        this.ipv4 = new Ipv4Ranges(PrefixSweep.of(IpFamily.IPV4, sorted));
        this.ipv6 = new Ipv6Ranges(PrefixSweep.of(IpFamily.IPV6, sorted));
        this.names = List.copyOf(names);
        this.sorted = sorted;
    }

    /**
     * Returns the networks of these prefixes; names are numbered from 0 in the order in which the map first gives them.
     *
     * @param names the name of each prefix
     * @return networks that later changes of the map do not touch
     */
    public static NamedNetworks of(Map<IpPrefix, String> names) {
        List<PrefixSweep.Numbered> prefixes = new ArrayList<>(names.size());
        List<String> distinct = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach((prefix, name) -> {
            int number = numbers.computeIfAbsent(Objects.requireNonNull(name, "name"), added -> {
                distinct.add(added);
                return distinct.size() - 1;
            });
            prefixes.add(new PrefixSweep.Numbered(prefix, number));
        });
        PrefixSweep.Numbered[] sorted = prefixes.toArray(PrefixSweep.Numbered[]::new);
        Arrays.sort(sorted);
        return new NamedNetworks(sorted, distinct);
    }

    /**
     * Names an IPv4 address.
     *
     * @param address the address in network order
     * @return the number of the name of the longest prefix that holds the address, or {@link #NO_MATCH}
     */
    public int lookupIpv4(int address) {
        return ipv4.lookup(address);
    }

    /**
     * Names an IPv6 address.
     *
     * @param high first 64 bits of the address
     * @param low last 64 bits of the address
     * @return the number of the name of the longest prefix that holds the address, or {@link #NO_MATCH}
     */
    public int lookupIpv6(long high, long low) {
        return ipv6.lookup(high, low);
    }

    /**
     * Returns a name by its number.
     *
     * @param number what a lookup returned, other than {@link #NO_MATCH}
     * @return the name
     * @throws IndexOutOfBoundsException when no name has this number
     */
    public String name(int number) {
        return names.get(Objects.checkIndex(number, names.size()));
    }

    /**
     * Returns all names, each once; the place of a name in the list is its number.
     *
     * @return an unmodifiable list
     */
    public List<String> names() {
        return names;
    }

    /**
     * Returns the fewest prefixes that hold exactly the addresses of a name: those whose longest prefix has it.
     *
     * @param number the number of the name
     * @return an unmodifiable list in order; empty when longer prefixes took all addresses of the name
     * @throws IndexOutOfBoundsException when no name has this number
     */
    public List<IpPrefix> prefixes(int number) {
        return PrefixCover.of(sorted, Objects.checkIndex(number, names.size()));
    }
}
