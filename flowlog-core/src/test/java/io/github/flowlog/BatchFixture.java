package io.github.flowlog;

import io.github.flowlog.internal.column.FlowColumns;
import io.github.flowlog.net.Ipv4;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Batches made of flow tuples directly, without a log and without a reader; each tuple is a record of its own. */
public final class BatchFixture {
    private BatchFixture() {}

    /** A batch that gives back exactly these tuples. */
    public static FlowBatch of(List<FlowTuple> tuples) {
        FlowBatch batch = FlowBatch.create();
        refill(batch, tuples);
        return batch;
    }

    /** Fills a batch again, as a reader does: what it held is gone and codes mean something else. */
    public static void refill(FlowBatch batch, List<FlowTuple> tuples) {
        batch.columns.clear();
        tuples.forEach(tuple -> add(batch.columns, tuple));
    }

    private static void add(FlowColumns columns, FlowTuple tuple) {
        int record = columns.addRecord(tuple.recordOffset());
        int group = columns.groups();
        columns.addGroup(record, tuple.tupleIndex());
        columns.setRule(group, code(columns, tuple.rule()));
        columns.setAcl(group, code(columns, tuple.aclId()));
        int row = columns.openRow();
        columns.setTime(row, tuple.time().toEpochMilli());
        columns.setAddresses(row, ipv4OrZero(tuple.source()), ipv4OrZero(tuple.destination()));
        columns.setPorts(row, tuple.sourcePort(), tuple.destinationPort());
        columns.setKind(row, tuple.protocol(), flags(tuple), 0);
        columns.setCounters(
                row,
                counter(tuple.packetsSourceToDestination()),
                counter(tuple.bytesSourceToDestination()),
                counter(tuple.packetsDestinationToSource()),
                counter(tuple.bytesDestinationToSource()));
        if (isIpv6(tuple.source()) || isIpv6(tuple.destination())) {
            setIpv6(columns, row, tuple);
        }
        if (!tuple.encryption().isEmpty()) {
            columns.setOtherEncryption(row, code(columns, tuple.encryption()));
        }
        columns.commitRow();
        columns.endGroup();
        columns.endRecord(
                record,
                group,
                tuple.format().version(),
                ticks(tuple.recordTime()),
                code(columns, tuple.resourceId()),
                code(columns, tuple.mac()));
    }

    private static int flags(FlowTuple tuple) {
        return (tuple.direction() == Direction.OUTBOUND ? FlowColumns.OUTBOUND : 0)
                | (tuple.decision() == Decision.DENIED ? FlowColumns.DENIED : 0)
                | (tuple.state().ordinal() << FlowColumns.STATE_SHIFT);
    }

    private static void setIpv6(FlowColumns columns, int row, FlowTuple tuple) {
        long[] words = new long[4];
        int flags = 0;
        if (isIpv6(tuple.source())) {
            flags |= FlowColumns.SOURCE_IPV6;
            readIpv6(tuple.source(), words, 0);
        }
        if (isIpv6(tuple.destination())) {
            flags |= FlowColumns.DESTINATION_IPV6;
            readIpv6(tuple.destination(), words, 2);
        }
        columns.setIpv6(row, flags, words);
    }

    private static void readIpv6(String literal, long[] words, int at) {
        try {
            byte[] bytes = InetAddress.getByName(literal).getAddress();
            ByteBuffer address = ByteBuffer.wrap(bytes);
            boolean mapped = bytes.length == Integer.BYTES; // the JDK takes the IPv4 address out of a mapped one
            words[at] = mapped ? 0 : address.getLong();
            words[at + 1] = mapped ? 0xFFFF_0000_0000L | (address.getInt() & 0xFFFF_FFFFL) : address.getLong();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IPv6 literal: " + literal, e);
        }
    }

    private static boolean isIpv6(String address) {
        return address.indexOf(':') >= 0;
    }

    private static int ipv4OrZero(String address) {
        return isIpv6(address) ? 0 : Ipv4.parse(address);
    }

    private static long counter(Long counter) {
        return counter == null ? FlowBatch.NOT_MEASURED : counter;
    }

    private static long ticks(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 10_000_000L), time.getNano() / 100);
    }

    private static int code(FlowColumns columns, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return columns.strings().code(bytes, 0, bytes.length);
    }
}
