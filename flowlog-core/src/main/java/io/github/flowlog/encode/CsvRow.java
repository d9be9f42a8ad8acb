package io.github.flowlog.encode;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowType;
import io.github.flowlog.internal.column.FlowColumns;
import io.github.flowlog.net.Ipv6;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes rows of all columns as CSV: one straight line of code with few branches, a value and its comma together.
 *
 * <p>What a branch would decide that real rows take now this way, now that - digits of a number, length of an address, which
 * ends are private - is computed; a branch mispredicted every other time costs as much as a whole field.
 */
final class CsvRow {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final long FOUR_ZEROS = (long) LONGS.get(Bytes.ascii("0,0,0,0,"), 0);
    private static final long FOUR_NULLS = (long) LONGS.get(Bytes.ascii(",,,,\0\0\0\0"), 0);

    private static final int IPV6 = FlowColumns.SOURCE_IPV6 | FlowColumns.DESTINATION_IPV6;
    private static final int SOURCE_PRIVATE = 2;
    private static final int DESTINATION_PRIVATE = 1;

    /** By {@link #SOURCE_PRIVATE} and {@link #DESTINATION_PRIVATE}. */
    private static final Words[] TYPES = {
        type(false, false), type(false, true), type(true, false), type(true, true),
    };

    private final Bytes encryption;
    private final Bytes group;
    private final Bytes end;
    private final TimeText times = new TimeText();

    /** Takes the gaps of a row of all columns, and what will hold the encryption where its kind lacks it. */
    CsvRow(Bytes encryption, Bytes[] gaps) {
        this.encryption = encryption;
        this.group = gaps[15];
        this.end = gaps[16];
    }

    /**
     * Writes a row at {@code out[start]}, into the room that RowWriter made, and returns the index behind it.
     *
     * <p>What the caller knows is handed in, because this method is as large as the compiler takes well.
     */
    int write(FlowBatch batch, FlowColumns columns, int row, int tupleIndex, Words kindText, byte[] out, int start) {
        int at = times.writeMillis(columns.time(row), out, start);
        out[at++] = ',';
        int kind = columns.kind(row);
        int source = columns.source(row);
        int destination = columns.destination(row);
        int type;
        if ((kind & IPV6) == 0) {
            at = DottedQuad.writeField(source, out, at);
            at = DottedQuad.writeField(destination, out, at);
            type = SOURCE_PRIVATE * DottedQuad.isPrivate(source)
                    | DESTINATION_PRIVATE * DottedQuad.isPrivate(destination);
        } else {
            at = writeAddress(columns, (kind & FlowColumns.SOURCE_IPV6) != 0, source, out, at);
            at = writeAddress(columns, (kind & FlowColumns.DESTINATION_IPV6) != 0, destination, out, at);
            type = typeIndex(batch.type(row));
        }
        at = writeSmall(columns.sourcePort(row), out, at);
        at = writeSmall(columns.destinationPort(row), out, at);
        at = kindText.copy(out, at);
        if (KindTexts.lacksEncryption(kind)) {
            at = encryption.copy(out, at);
            out[at++] = ',';
        }
        at = writeCounters(columns, row, out, at);
        at = TYPES[type].copyTwo(out, at);
        System.arraycopy(group.array, 0, out, at, group.size);
        at = DecimalText.write(tupleIndex, out, at + group.size);
        return end.copy(out, at);
    }

    private static int writeAddress(FlowColumns columns, boolean ipv6, int address, byte[] out, int at) {
        if (!ipv6) {
            return DottedQuad.writeField(address, out, at);
        }
        int next = Ipv6.write(columns.ipv6(address), columns.ipv6(address + 1), out, at);
        out[next] = ',';
        return next + 1;
    }

    private static int writeCounters(FlowColumns columns, int row, byte[] out, int at) {
        long packetsOut = columns.packetsSourceToDestination(row);
        long bytesOut = columns.bytesSourceToDestination(row);
        long packetsBack = columns.packetsDestinationToSource(row);
        long bytesBack = columns.bytesDestinationToSource(row);
        // Flows that begin or were denied have no counters, or four zeros: all four are equal, and 0 or NOT_MEASURED.
        long differences = (packetsOut ^ bytesOut) | (packetsOut ^ packetsBack) | (packetsOut ^ bytesBack);
        if ((differences | (packetsOut + 1) >>> 1) == 0) {
            LONGS.set(out, at, FOUR_ZEROS ^ (packetsOut & (FOUR_ZEROS ^ FOUR_NULLS))); // NOT_MEASURED has all bits
            return at + Long.BYTES + 4 * (int) packetsOut;
        }
        int next = writeCounter(packetsOut, out, at);
        next = writeCounter(bytesOut, out, next);
        next = writeCounter(packetsBack, out, next);
        return writeCounter(bytesBack, out, next);
    }

    private static int writeCounter(long value, byte[] out, int at) {
        int end = value == FlowBatch.NOT_MEASURED ? at : DecimalText.write(value, out, at);
        out[end] = ',';
        return end + 1;
    }

    private static int writeSmall(int value, byte[] out, int at) {
        int end = DecimalText.writeBelowEight(value, out, at);
        out[end] = ',';
        return end + 1;
    }

    private static Words type(boolean sourcePrivate, boolean destinationPrivate) {
        return Words.of(
                Bytes.ascii(FlowType.of(sourcePrivate, destinationPrivate).text()));
    }

    private static int typeIndex(FlowType type) {
        return switch (type) {
            case PUBLIC_TO_PUBLIC -> 0;
            case PUBLIC_TO_PRIVATE -> DESTINATION_PRIVATE;
            case PRIVATE_TO_PUBLIC -> SOURCE_PRIVATE;
            case PRIVATE_TO_PRIVATE -> SOURCE_PRIVATE | DESTINATION_PRIVATE;
        };
    }
}
