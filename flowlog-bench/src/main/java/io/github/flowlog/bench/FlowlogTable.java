package io.github.flowlog.bench;

import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.PrefixTable;
import java.util.List;

/** Our longest-prefix match. */
final class FlowlogTable implements PrefixContender {
    private final PrefixTable<IpPrefix> table;

    /** Takes prefixes in any order. */
    FlowlogTable(List<IpPrefix> prefixes) {
        PrefixTable.Builder<IpPrefix> builder = PrefixTable.builder();
        prefixes.forEach(prefix -> builder.add(prefix, prefix));
        table = builder.build();
    }

    @Override
    public int lookup(int address) {
        return table.lookupIpv4(address);
    }
}
