package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;

/** The sink of the gates: counts rows and computes one {@link Checksum} over all columns of all rows, in their order. */
final class RowChecksum implements RowSink {
    private long rows;
    private long checksum = Checksum.START;

    @Override
    public void take(FlowBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            long row = Checksum.START;
            row = Checksum.with(row, batch.time(i));
            if (batch.isSourceIpv6(i)) {
                row = Checksum.with(row, batch.sourceIpv6High(i));
                row = Checksum.with(row, batch.sourceIpv6Low(i));
            } else {
                row = Checksum.with(row, batch.sourceIpv4(i));
            }
            if (batch.isDestinationIpv6(i)) {
                row = Checksum.with(row, batch.destinationIpv6High(i));
                row = Checksum.with(row, batch.destinationIpv6Low(i));
            } else {
                row = Checksum.with(row, batch.destinationIpv4(i));
            }
            row = Checksum.with(row, batch.sourcePort(i));
            row = Checksum.with(row, batch.destinationPort(i));
            row = Checksum.with(row, batch.protocol(i));
            row = Checksum.with(row, batch.direction(i).ordinal());
            row = Checksum.with(row, batch.decision(i).ordinal());
            row = Checksum.with(row, batch.state(i).ordinal());
            row = Checksum.with(row, batch.packetsSourceToDestination(i));
            row = Checksum.with(row, batch.bytesSourceToDestination(i));
            row = Checksum.with(row, batch.packetsDestinationToSource(i));
            row = Checksum.with(row, batch.bytesDestinationToSource(i));
            checksum = Checksum.with(checksum, row);
        }
        rows += batch.size();
    }

    @Override
    public void take(PeerRows batch) {
        for (int i = 0; i < batch.size(); i++) {
            long row = Checksum.START;
            row = Checksum.with(row, batch.time[i]);
            row = address(row, batch, batch.sourceIpv6[i], batch.source[i]);
            row = address(row, batch, batch.destinationIpv6[i], batch.destination[i]);
            row = Checksum.with(row, batch.sourcePort[i]);
            row = Checksum.with(row, batch.destinationPort[i]);
            row = Checksum.with(row, batch.protocol[i]);
            row = Checksum.with(row, batch.direction[i]);
            row = Checksum.with(row, batch.decision[i]);
            row = Checksum.with(row, batch.state[i]);
            row = Checksum.with(row, batch.packetsOut[i]);
            row = Checksum.with(row, batch.bytesOut[i]);
            row = Checksum.with(row, batch.packetsBack[i]);
            row = Checksum.with(row, batch.bytesBack[i]);
            checksum = Checksum.with(checksum, row);
        }
        rows += batch.size();
    }

    private static long address(long before, PeerRows batch, boolean isIpv6, int value) {
        return isIpv6
                ? Checksum.with(Checksum.with(before, batch.ipv6High(value)), batch.ipv6Low(value))
                : Checksum.with(before, value);
    }

    /** How many rows came. */
    long rows() {
        return rows;
    }

    /** The checksum of all rows. */
    long checksum() {
        return checksum;
    }
}
