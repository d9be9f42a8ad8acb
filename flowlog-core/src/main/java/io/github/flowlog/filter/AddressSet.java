package io.github.flowlog.filter;

import io.github.flowlog.net.IpPrefix;
import java.util.List;

/**
 * A set of addresses, as the fewest prefixes that hold exactly them, sorted.
 *
 * @param prefixes the prefixes; none holds another
 */
record AddressSet(List<IpPrefix> prefixes) {}
