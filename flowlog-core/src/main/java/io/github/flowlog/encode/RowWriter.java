package io.github.flowlog.encode;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowType;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.internal.column.BatchColumns;
import io.github.flowlog.internal.column.FlowColumns;
import io.github.flowlog.net.Ipv4;
import io.github.flowlog.net.Ipv6;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of any {@link RowSyntax} through one buffer, without an object a row.
 *
 * <p>The room for a row is checked once: {@link #WIDEST_VALUE} for each own value, plus what the gaps and the encryption
 * text take, whose lengths are known by then. Inside that room nothing is checked again, and what is written may overwrite
 * a few bytes behind itself.
 *
 * <p>Rows of all columns in their order, the usual case, are written by one straight line of code, and the texts that only
 * few values stand for - protocol to encryption, with what lies between them - are copied as one.
 */
final class RowWriter {
    /** Room for any own value: an IPv6 address with its working room has 45 bytes, all others have less. */
    static final int WIDEST_VALUE = 48;

    private static final int BUFFER = 1 << 16;

    private static final byte[][] PROTOCOLS = IntStream.range(0, 256)
            .mapToObj(IpProtocol::keyword)
            .map(Bytes::ascii)
            .toArray(byte[][]::new);
    private static final byte[][] DIRECTIONS = texts(Direction.values(), Direction::text);
    private static final byte[][] DECISIONS = texts(Decision.values(), Decision::text);
    private static final byte[][] STATES = texts(FlowState.values(), FlowState::text);
    private static final Bytes[] TYPES = Arrays.stream(texts(FlowType.values(), FlowType::text))
            .map(Bytes::of)
            .toArray(Bytes[]::new);

    private final RowSyntax syntax;
    private final List<FlowColumn> columns;
    private final SharedValues shared;
    private final RowLayout layout;
    private final FlowColumn[] ownColumns;
    private final Bytes[] gaps;
    private final Bytes notMeasured;
    private final byte[] emptyText;
    private final boolean writesEncryption;
    /** For rows of all columns in their order, otherwise null. */
    private final @Nullable KindTexts kinds;
    /** For such rows as CSV, otherwise null. */
    private final @Nullable CsvRow csvRow;

    private final TimeText times = new TimeText();
    private final Bytes encryption = new Bytes();
    private String encryptionText = "";
    private byte[] buffer = new byte[BUFFER];

    RowWriter(RowSyntax syntax, EncoderConstants constants, List<FlowColumn> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("columns must not be empty");
        }
        this.syntax = syntax;
        this.columns = List.copyOf(columns);
        if (this.columns.stream().distinct().count() != this.columns.size()) {
            throw new IllegalArgumentException("columns must not name one twice: " + this.columns);
        }
        this.shared = new SharedValues(syntax, constants, this.columns);
        this.layout = new RowLayout(syntax, this.columns);
        this.ownColumns = layout.ownColumns();
        this.gaps = layout.gaps();
        this.notMeasured = Bytes.of(syntax.notMeasured());
        this.writesEncryption = this.columns.contains(FlowColumn.FLOW_ENCRYPTION);
        this.kinds = this.columns.equals(List.of(FlowColumn.values())) ? new KindTexts(syntax, gaps) : null;
        this.csvRow = kinds != null && syntax.isCsv() ? new CsvRow(encryption, gaps) : null;
        syntax.append("", encryption);
        this.emptyText = Arrays.copyOf(encryption.array, encryption.size);
    }

    List<FlowColumn> columns() {
        return columns;
    }

    void write(FlowBatch batch, int fromRow, int toRow, OutputStream out) throws IOException {
        Objects.checkFromToIndex(fromRow, toRow, batch.size());
        shared.begin(batch);
        FlowColumns rows = BatchColumns.of(batch);
        int ownRoom = ownColumns.length * WIDEST_VALUE + Bytes.SLACK;
        int gapLength = 0;
        int at = 0;
        for (int row = fromRow; row < toRow; ) {
            if (shared.moveTo(batch, row)) {
                gapLength = layout.fillGaps(shared, batch);
            }
            int tupleOffset = rows.tupleIndex(row) - row;
            for (int groupEnd = Math.min(toRow, rows.groupEnd(row)); row < groupEnd; row++) {
                int kind = rows.kind(row);
                if (kinds == null ? writesEncryption : KindTexts.lacksEncryption(kind)) {
                    moveToEncryption(batch.encryption(row));
                }
                int room = Math.addExact(ownRoom + encryption.size, gapLength);
                if (buffer.length - at < room) {
                    out.write(buffer, 0, at);
                    at = 0;
                    if (buffer.length < room) {
                        buffer = new byte[room];
                    }
                }
                if (kinds == null) {
                    at = writeChosen(batch, row, at);
                } else if (csvRow == null) {
                    at = writeAll(batch, row, kind, kinds.of(batch, row, kind), at);
                } else {
                    at = csvRow.write(batch, rows, row, row + tupleOffset, kinds.of(batch, row, kind), buffer, at);
                }
            }
        }
        out.write(buffer, 0, at);
        if (buffer.length > 16 * BUFFER) {
            buffer = new byte[BUFFER];
        }
    }

    /** Encodes the encryption text unless it is the very object of the row before: there are a dozen, used by all rows. */
    private void moveToEncryption(String text) {
        if (!isSame(text, encryptionText)) {
            encryption.clear();
            syntax.append(text, encryption);
            encryptionText = text;
        }
    }

    @SuppressWarnings("ReferenceEquality") // equal texts that are two objects are merely encoded again
    private static boolean isSame(String text, String other) {
        return text == other;
    }

    /** Writes a row of all columns in their order: what {@link #writeChosen} would, without asking for each what it is. */
    private int writeAll(FlowBatch batch, int row, int kind, Words kindText, int start) {
        byte[] out = buffer;
        Bytes[] between = gaps;
        int at = between[0].copy(out, start);
        at = times.writeMillis(batch.time(row), out, at);
        at = between[1].copy(out, at);
        at = writeSource(batch, row, out, at);
        at = between[2].copy(out, at);
        at = writeDestination(batch, row, out, at);
        at = between[3].copy(out, at);
        at = DecimalText.write(batch.sourcePort(row), out, at);
        at = between[4].copy(out, at);
        at = DecimalText.write(batch.destinationPort(row), out, at);
        at = between[5].copy(out, at);
        at = kindText.copy(out, at);
        if (KindTexts.lacksEncryption(kind)) {
            at = encryption.copy(out, at);
            at = between[10].copy(out, at);
        }
        at = writeCounter(batch.packetsSourceToDestination(row), out, at);
        at = between[11].copy(out, at);
        at = writeCounter(batch.bytesSourceToDestination(row), out, at);
        at = between[12].copy(out, at);
        at = writeCounter(batch.packetsDestinationToSource(row), out, at);
        at = between[13].copy(out, at);
        at = writeCounter(batch.bytesDestinationToSource(row), out, at);
        at = between[14].copy(out, at);
        at = TYPES[batch.type(row).ordinal()].copy(out, at);
        at = between[15].copy(out, at);
        at = DecimalText.write(batch.tupleIndex(row), out, at);
        return between[16].copy(out, at);
    }

    private int writeChosen(FlowBatch batch, int row, int start) {
        byte[] out = buffer;
        FlowColumn[] own = ownColumns;
        Bytes[] between = gaps;
        int at = start;
        for (int index = 0; index < own.length; index++) {
            at = between[index].copy(out, at);
            switch (own[index]) {
                case TIMESTAMP -> at = times.writeMillis(batch.time(row), out, at);
                case SRC_IP -> at = writeSource(batch, row, out, at);
                case DEST_IP -> at = writeDestination(batch, row, out, at);
                case SRC_PORT -> at = DecimalText.write(batch.sourcePort(row), out, at);
                case DEST_PORT -> at = DecimalText.write(batch.destinationPort(row), out, at);
                case PROTOCOL -> at = copy(PROTOCOLS[batch.protocol(row)], out, at);
                case FLOW_DIRECTION -> at = copy(DIRECTIONS[batch.direction(row).ordinal()], out, at);
                case FLOW_STATUS -> at = copy(DECISIONS[batch.decision(row).ordinal()], out, at);
                case FLOW_STATE -> {
                    byte[] state = STATES[batch.state(row).ordinal()];
                    at = copy(state.length == 0 ? emptyText : state, out, at);
                }
                case FLOW_ENCRYPTION -> at = encryption.copy(out, at);
                case PACKETS_SRC_TO_DEST -> at = writeCounter(batch.packetsSourceToDestination(row), out, at);
                case BYTES_SRC_TO_DEST -> at = writeCounter(batch.bytesSourceToDestination(row), out, at);
                case PACKETS_DEST_TO_SRC -> at = writeCounter(batch.packetsDestinationToSource(row), out, at);
                case BYTES_DEST_TO_SRC -> at = writeCounter(batch.bytesDestinationToSource(row), out, at);
                case FLOW_TYPE -> at = TYPES[batch.type(row).ordinal()].copy(out, at);
                case TUPLE_INDEX -> at = DecimalText.write(batch.tupleIndex(row), out, at);
                default -> throw new IllegalStateException(own[index] + " is shared");
            }
        }
        return between[own.length].copy(out, at);
    }

    private static int writeSource(FlowBatch batch, int row, byte[] out, int at) {
        return batch.isSourceIpv6(row)
                ? Ipv6.write(batch.sourceIpv6High(row), batch.sourceIpv6Low(row), out, at)
                : Ipv4.write(batch.sourceIpv4(row), out, at);
    }

    private static int writeDestination(FlowBatch batch, int row, byte[] out, int at) {
        return batch.isDestinationIpv6(row)
                ? Ipv6.write(batch.destinationIpv6High(row), batch.destinationIpv6Low(row), out, at)
                : Ipv4.write(batch.destinationIpv4(row), out, at);
    }

    private int writeCounter(long counter, byte[] out, int at) {
        return counter == FlowBatch.NOT_MEASURED ? notMeasured.copy(out, at) : DecimalText.write(counter, out, at);
    }

    private static int copy(byte[] bytes, byte[] out, int at) {
        System.arraycopy(bytes, 0, out, at, bytes.length);
        return at + bytes.length;
    }

    private static <E> byte[][] texts(E[] values, Function<E, String> text) {
        return Arrays.stream(values).map(text).map(Bytes::ascii).toArray(byte[][]::new);
    }
}
