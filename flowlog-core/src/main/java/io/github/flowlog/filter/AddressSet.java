package io.github.flowlog.filter;

import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.PrefixSet;
import java.util.Collection;
import java.util.List;

/**
 * A set of addresses, as the fewest prefixes that hold exactly them, sorted.
 *
 * @param prefixes the prefixes; none holds another
 */
record AddressSet(List<IpPrefix> prefixes) {
    /** The addresses that any of these prefixes holds. */
    static AddressSet of(Collection<IpPrefix> prefixes) {
        return new AddressSet(PrefixSet.fewest(prefixes));
    }
}
