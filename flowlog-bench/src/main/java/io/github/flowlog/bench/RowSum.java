package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;

/** A sum over rows that does not depend on their order, with what makes a row itself, so that a row that is lost or doubled shows. */
final class RowSum {
    private RowSum() {}

    /** The sum of all rows of a batch. */
    static long of(FlowBatch batch) {
        long sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            long row = Checksum.START;
            row = Checksum.with(row, batch.recordOffset(i));
            row = Checksum.with(row, batch.tupleIndex(i));
            row = Checksum.with(row, batch.time(i));
            row = Checksum.with(row, batch.isSourceIpv6(i) ? batch.sourceIpv6Low(i) : batch.sourceIpv4(i));
            row = Checksum.with(
                    row, batch.isDestinationIpv6(i) ? batch.destinationIpv6Low(i) : batch.destinationIpv4(i));
            row = Checksum.with(row, batch.sourcePort(i));
            row = Checksum.with(row, batch.destinationPort(i));
            row = Checksum.with(row, batch.bytesSourceToDestination(i));
            row = Checksum.with(row, batch.bytesDestinationToSource(i));
            sum += row ^ row >>> 32;
        }
        return sum;
    }
}
