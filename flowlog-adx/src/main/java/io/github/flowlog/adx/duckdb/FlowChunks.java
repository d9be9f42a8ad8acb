package io.github.flowlog.adx.duckdb;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowType;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.RowSelection;
import io.github.flowlog.adx.target.FlowRows;
import io.github.flowlog.encode.FlowColumn;
import io.github.flowlog.encode.FlowLogResource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a batch into DuckDB's vectors, some 2,000 at a time; each of its threads has one of these.
 *
 * <p>Texts are handed over as UTF-8, a column at a time: a call for each value would take longer than the value. Those of
 * the dictionary are made once for each fill of the batch, because codes mean nothing beyond.
 */
final class FlowChunks {
    /** What is written; the batch id is the same in all rows, so SQL adds it. */
    static final List<FlowColumn> COLUMNS = Arrays.stream(FlowColumn.values())
            .filter(column -> column != FlowColumn.BATCH_ID)
            .toList();

    /** So many bytes of shared texts make a chunk full: names may be long, and a chunk repeats them for each row. */
    private static final long FULL_BYTES = 4 << 20;

    private static final int NANOS_PER_TICK = 100;
    private static final int PROTOCOL_NUMBERS = 256;
    private static final byte[] EMPTY = {};
    private static final byte[][] DIRECTIONS = texts(Direction.values(), Direction::text);
    private static final byte[][] DECISIONS = texts(Decision.values(), Decision::text);
    private static final byte[][] STATES = texts(FlowState.values(), FlowState::text);
    private static final byte[][] TYPES = texts(FlowType.values(), FlowType::text);
    private static final byte[][] PROTOCOLS = protocols();

    private final Ipv4Texts ipv4 = new Ipv4Texts();
    private FlowBatch batch = FlowBatch.withCapacity(1);
    private final RowSelection selected = new RowSelection();
    private boolean owned;
    private int next;
    private byte[] sourceId = EMPTY;
    private String encryption = "";
    private byte[] encryptionUtf8 = EMPTY;
    private byte[][] values = {};

    private byte[] @Nullable [] texts = {};
    private @Nullable FlowLogResource[] resources = {};
    private byte[] @Nullable [] names = {};
    private byte[] @Nullable [] keys = {};

    /** The columns to be filled next. */
    FlowBatch columns(FlowRows rows) {
        if (!owned) {
            batch = rows.newColumns();
            owned = true;
        }
        return batch;
    }

    /** The selection to be filled with the columns. */
    RowSelection selected() {
        return selected;
    }

    /** Begins to write what the columns were filled with. */
    void begin(String source) {
        sourceId = utf8(source);
        next = 0;
        int size = batch.dictionarySize();
        texts = new byte[size][];
        resources = new FlowLogResource[size];
        names = new byte[size][];
        keys = new byte[size][];
    }

    /** Whether every row is written. */
    boolean isAtEnd() {
        return next >= selected.size();
    }

    /** Writes the next rows and returns how many. */
    int writeNext(DuckDBDataChunkWriter out) {
        int from = next;
        int count = countThatFits(from, (int) Math.min(out.capacity(), selected.size() - from));
        for (int index = 0; index < COLUMNS.size(); index++) {
            write(COLUMNS.get(index), from, count, out.vector(index));
        }
        next = from + count;
        return count;
    }

    private int countThatFits(int from, int most) {
        long bytes = 0;
        int count = 0;
        while (count < most && bytes < FULL_BYTES) {
            int row = selected.row(from + count);
            bytes += text(batch.ruleCode(row)).length
                    + text(batch.aclIdCode(row)).length
                    + text(batch.macCode(row)).length
                    + text(batch.resourceIdCode(row)).length
                    + encryption(row).length;
            count++;
        }
        return count;
    }

    private void write(FlowColumn column, int from, int count, DuckDBWritableVector to) {
        FlowBatch rows = batch;
        switch (column) {
            case TIMESTAMP -> writeLongs(from, count, to, rows::time);
            case SRC_IP -> writeTexts(from, count, to, this::source);
            case DEST_IP -> writeTexts(from, count, to, this::destination);
            case SRC_PORT -> writeInts(from, count, to, rows::sourcePort);
            case DEST_PORT -> writeInts(from, count, to, rows::destinationPort);
            case PROTOCOL -> writeTexts(from, count, to, row -> PROTOCOLS[rows.protocol(row)]);
            case FLOW_DIRECTION ->
                writeTexts(
                        from, count, to, row -> DIRECTIONS[rows.direction(row).ordinal()]);
            case FLOW_STATUS ->
                writeTexts(from, count, to, row -> DECISIONS[rows.decision(row).ordinal()]);
            case FLOW_STATE ->
                writeTexts(from, count, to, row -> STATES[rows.state(row).ordinal()]);
            case FLOW_ENCRYPTION -> writeTexts(from, count, to, this::encryption);
            case PACKETS_SRC_TO_DEST -> writeCounters(from, count, to, rows::packetsSourceToDestination);
            case BYTES_SRC_TO_DEST -> writeCounters(from, count, to, rows::bytesSourceToDestination);
            case PACKETS_DEST_TO_SRC -> writeCounters(from, count, to, rows::packetsDestinationToSource);
            case BYTES_DEST_TO_SRC -> writeCounters(from, count, to, rows::bytesDestinationToSource);
            case FLOW_TYPE ->
                writeTexts(from, count, to, row -> TYPES[rows.type(row).ordinal()]);
            case ACL_RULE -> writeTexts(from, count, to, row -> text(rows.ruleCode(row)));
            case ACL_GROUP -> writeTexts(from, count, to, row -> aclGroup(rows.aclIdCode(row)));
            case MAC_ADDRESS -> writeTexts(from, count, to, row -> text(rows.macCode(row)));
            case RESOURCE -> writeTexts(from, count, to, row -> name(rows.resourceIdCode(row)));
            case FLOW_LOG_VERSION ->
                writeInts(from, count, to, row -> rows.format(row).version());
            case RECORD_TIME -> writeLongs(from, count, to, row -> rows.recordTime(row) * NANOS_PER_TICK);
            case RESOURCE_KEY -> writeTexts(from, count, to, row -> key(rows.resourceIdCode(row)));
            case ACL_KEY -> writeTexts(from, count, to, row -> aclKey(rows.aclIdCode(row)));
            case SOURCE_ID -> writeTexts(from, count, to, row -> sourceId);
            case RECORD_OFFSET -> writeLongs(from, count, to, rows::recordOffset);
            case TUPLE_INDEX -> writeInts(from, count, to, rows::tupleIndex);
            case BATCH_ID -> throw new IllegalStateException(column + " is not written");
        }
    }

    private void writeLongs(int from, int count, DuckDBWritableVector to, IntToLongFunction value) {
        for (int i = 0; i < count; i++) {
            to.setLong(i, value.applyAsLong(selected.row(from + i)));
        }
    }

    private void writeInts(int from, int count, DuckDBWritableVector to, IntUnaryOperator value) {
        for (int i = 0; i < count; i++) {
            to.setInt(i, value.applyAsInt(selected.row(from + i)));
        }
    }

    private void writeCounters(int from, int count, DuckDBWritableVector to, IntToLongFunction value) {
        for (int i = 0; i < count; i++) {
            long counter = value.applyAsLong(selected.row(from + i));
            if (counter == FlowBatch.NOT_MEASURED) {
                to.setNull(i);
            } else {
                to.setLong(i, counter);
            }
        }
    }

    private void writeTexts(int from, int count, DuckDBWritableVector to, IntFunction<byte[]> value) {
        if (values.length != count) {
            values = new byte[count][];
        }
        for (int i = 0; i < count; i++) {
            values[i] = value.apply(selected.row(from + i));
        }
        to.setStringUtf8Batch(0, values);
    }

    private byte[] source(int row) {
        return batch.isSourceIpv6(row) ? utf8(batch.source(row)) : ipv4.text(batch.sourceIpv4(row));
    }

    private byte[] destination(int row) {
        return batch.isDestinationIpv6(row) ? utf8(batch.destination(row)) : ipv4.text(batch.destinationIpv4(row));
    }

    /** Nearly always the one of the row before. */
    private byte[] encryption(int row) {
        String text = batch.encryption(row);
        if (!text.equals(encryption)) {
            encryption = text;
            encryptionUtf8 = utf8(text);
        }
        return encryptionUtf8;
    }

    private byte[] text(int code) {
        byte[] text = texts[code];
        if (text == null) {
            text = utf8(batch.text(code));
            texts[code] = text;
        }
        return text;
    }

    private byte[] aclGroup(int code) {
        return isResource(code) ? name(code) : text(code);
    }

    private byte[] aclKey(int code) {
        return isResource(code) ? key(code) : EMPTY;
    }

    private boolean isResource(int code) {
        return FlowLogResource.isResourceId(batch.text(code));
    }

    private byte[] name(int code) {
        byte[] name = names[code];
        if (name == null) {
            name = utf8(resource(code).name());
            names[code] = name;
        }
        return name;
    }

    private byte[] key(int code) {
        byte[] key = keys[code];
        if (key == null) {
            key = utf8(resource(code).key());
            keys[code] = key;
        }
        return key;
    }

    private FlowLogResource resource(int code) {
        FlowLogResource resource = resources[code];
        if (resource == null) {
            resource = FlowLogResource.of(batch.text(code));
            resources[code] = resource;
        }
        return resource;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <E> byte[][] texts(E[] constants, Function<E, String> text) {
        return Arrays.stream(constants).map(text).map(FlowChunks::utf8).toArray(byte[][]::new);
    }

    private static byte[][] protocols() {
        byte[][] protocols = new byte[PROTOCOL_NUMBERS][];
        Arrays.setAll(protocols, number -> utf8(IpProtocol.keyword(number)));
        return protocols;
    }
}
