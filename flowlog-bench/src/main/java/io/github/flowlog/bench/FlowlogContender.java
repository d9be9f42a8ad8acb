package io.github.flowlog.bench;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogReader;
import io.github.flowlog.ReadOptions;
import java.io.IOException;

/** Our reader, strict, with one batch for everything. */
final class FlowlogContender implements LogContender {
    private final FlowBatch batch = FlowBatch.create();

    @Override
    public Reading read(byte[] log) throws IOException {
        long rows = 0;
        long checksum = Checksum.START;
        try (FlowLogReader reader = FlowLogReader.of(log, "corpus", ReadOptions.defaults())) {
            while (reader.next(batch)) {
                rows += batch.size();
                checksum = checksum(checksum);
            }
        }
        return new Reading(rows, checksum);
    }

    private long checksum(long before) {
        FlowBatch columns = batch;
        long checksum = before;
        for (int i = 0; i < columns.size(); i++) {
            long row = Checksum.START;
            row = Checksum.with(row, columns.time(i));
            if (columns.isSourceIpv6(i)) {
                row = Checksum.with(row, columns.sourceIpv6High(i));
                row = Checksum.with(row, columns.sourceIpv6Low(i));
            } else {
                row = Checksum.with(row, columns.sourceIpv4(i));
            }
            if (columns.isDestinationIpv6(i)) {
                row = Checksum.with(row, columns.destinationIpv6High(i));
                row = Checksum.with(row, columns.destinationIpv6Low(i));
            } else {
                row = Checksum.with(row, columns.destinationIpv4(i));
            }
            row = Checksum.with(row, columns.sourcePort(i));
            row = Checksum.with(row, columns.destinationPort(i));
            row = Checksum.with(row, columns.protocol(i));
            row = Checksum.with(row, columns.direction(i).ordinal());
            row = Checksum.with(row, columns.decision(i).ordinal());
            row = Checksum.with(row, columns.state(i).ordinal());
            row = Checksum.with(row, columns.packetsSourceToDestination(i));
            row = Checksum.with(row, columns.bytesSourceToDestination(i));
            row = Checksum.with(row, columns.packetsDestinationToSource(i));
            row = Checksum.with(row, columns.bytesDestinationToSource(i));
            checksum = Checksum.with(checksum, row);
        }
        return checksum;
    }
}
