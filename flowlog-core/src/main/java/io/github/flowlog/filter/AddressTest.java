package io.github.flowlog.filter;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.PrefixSet;

/** Rows with an end in a set of addresses; a single IPv4 prefix, the usual case, is one mask. */
final class AddressTest extends RowTest {
    private final Side side;
    private final PrefixSet set;
    private final boolean isOneIpv4;
    private final int network;
    private final int mask;
    private final int flip;

    AddressTest(Condition.AddressIn in, boolean negated) {
        IpPrefix first = in.addresses().prefixes().get(0);
        this.side = in.side();
        this.set = PrefixSet.of(in.addresses().prefixes());
        this.isOneIpv4 = in.addresses().prefixes().size() == 1 && first.family() == IpFamily.IPV4;
        this.network = isOneIpv4 ? (int) first.low() : 0;
        this.mask = isOneIpv4 && first.length() > 0 ? -1 << (Integer.SIZE - first.length()) : 0;
        this.flip = negated ? 1 : 0;
    }

    @Override
    int narrow(FlowBatch batch, int[] rows, int size) {
        return switch (side) {
            case SOURCE -> narrowBySource(batch, rows, size);
            case DESTINATION -> narrowByDestination(batch, rows, size);
            case EITHER -> narrowByEither(batch, rows, size);
        };
    }

    private int narrowBySource(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += source(batch, row) ^ flip;
        }
        return kept;
    }

    private int narrowByDestination(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += destination(batch, row) ^ flip;
        }
        return kept;
    }

    private int narrowByEither(FlowBatch batch, int[] rows, int size) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            int row = rows[at];
            rows[kept] = row;
            kept += (source(batch, row) | destination(batch, row)) ^ flip;
        }
        return kept;
    }

    private int source(FlowBatch batch, int row) {
        if (batch.isSourceIpv6(row)) {
            return ipv6(batch.sourceIpv6High(row), batch.sourceIpv6Low(row));
        }
        return ipv4(batch.sourceIpv4(row));
    }

    private int destination(FlowBatch batch, int row) {
        if (batch.isDestinationIpv6(row)) {
            return ipv6(batch.destinationIpv6High(row), batch.destinationIpv6Low(row));
        }
        return ipv4(batch.destinationIpv4(row));
    }

    private int ipv4(int address) {
        boolean held = isOneIpv4 ? (address & mask) == network : set.containsIpv4(address);
        return held ? 1 : 0;
    }

    private int ipv6(long high, long low) {
        return set.containsIpv6(high, low) ? 1 : 0;
    }
}
