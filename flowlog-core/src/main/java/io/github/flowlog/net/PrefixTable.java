package io.github.flowlog.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Finds the longest prefix that holds an address, and the value that was given with it.
 *
 * <pre>{@code
 * PrefixTable<String> sites = PrefixTable.<String>builder()
 *         .add(IpPrefix.parse("10.0.0.0/8"), "corp")
 *         .add(IpPrefix.parse("10.20.0.0/16"), "lab")
 *         .build();
 * int match = sites.lookupIpv4(Ipv4.parse("10.20.0.1"));
 * String site = match == PrefixTable.NO_MATCH ? "elsewhere" : sites.value(match);
 * }</pre>
 *
 * <p>A lookup returns a number, not a value, so that it can fill a column and be counted without touching an object; it allocates
 * nothing.
 *
 * <p><b>Memory:</b> measured on JDK 17 with 100,000 prefixes: 5.8 MB for IPv4 networks, 3.4 to 4.3 MB for IPv6 networks, 11 MB for
 * IPv6 hosts of which each is alone in its /64; 17 KB for three IPv4 prefixes. The values come on top.
 *
 * <p><b>Thread-safety:</b> immutable; the builder is for one thread.
 *
 * @param <V> what is known of a prefix
 */
public final class PrefixTable<V> {

    /** What a lookup returns when no prefix holds the address. */
    public static final int NO_MATCH = -1;

    private final Ipv4Ranges ipv4;
    private final Ipv6Ranges ipv6;
    private final List<V> values;

    private PrefixTable(PrefixSweep.Numbered[] sorted, List<V> values) {
        this.ipv4 = new Ipv4Ranges(PrefixSweep.of(IpFamily.IPV4, sorted));
        this.ipv6 = new Ipv6Ranges(PrefixSweep.of(IpFamily.IPV6, sorted));
        this.values = List.copyOf(values);
    }

    /**
     * Returns an empty builder.
     *
     * @param <V> what is known of a prefix
     * @return a builder without prefixes
     */
    public static <V> Builder<V> builder() {
        return new Builder<>();
    }

    /**
     * Finds the longest prefix that holds an IPv4 address.
     *
     * @param address the address in network order
     * @return the number of the prefix in the order of adding, from 0, or {@link #NO_MATCH}
     */
    public int lookupIpv4(int address) {
        return ipv4.lookup(address);
    }

    /**
     * Finds the longest prefix that holds an IPv6 address.
     *
     * @param high first 64 bits of the address
     * @param low last 64 bits of the address
     * @return the number of the prefix in the order of adding, from 0, or {@link #NO_MATCH}
     */
    public int lookupIpv6(long high, long low) {
        return ipv6.lookup(high, low);
    }

    /**
     * Returns the value of a prefix.
     *
     * @param match what a lookup returned, other than {@link #NO_MATCH}
     * @return the value that was added with the prefix
     * @throws IndexOutOfBoundsException when no prefix has this number
     */
    public V value(int match) {
        return values.get(Objects.checkIndex(match, values.size()));
    }

    /**
     * Collects prefixes and their values.
     *
     * @param <V> what is known of a prefix
     */
    public static final class Builder<V> {

        private final List<PrefixSweep.Numbered> prefixes = new ArrayList<>();
        private final List<V> values = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a prefix; its number is how many were added before.
         *
         * @param prefix the prefix
         * @param value what is known of it
         * @return this builder
         */
        public Builder<V> add(IpPrefix prefix, V value) {
            values.add(Objects.requireNonNull(value, "value"));
            prefixes.add(new PrefixSweep.Numbered(Objects.requireNonNull(prefix, "prefix"), prefixes.size()));
            return this;
        }

        /**
         * Builds the table of the prefixes added so far.
         *
         * @return a table that later additions do not change
         * @throws IllegalArgumentException when a prefix was added twice: which of two values is meant cannot be known
         */
        public PrefixTable<V> build() {
            PrefixSweep.Numbered[] sorted = prefixes.toArray(PrefixSweep.Numbered[]::new);
            Arrays.sort(sorted);
            for (int i = 1; i < sorted.length; i++) {
                if (sorted[i].prefix().equals(sorted[i - 1].prefix())) {
                    throw new IllegalArgumentException("prefix " + sorted[i].prefix() + " was added twice, as numbers "
                            + sorted[i - 1].number() + " and " + sorted[i].number());
                }
            }
            return new PrefixTable<>(sorted, values);
        }
    }
}
