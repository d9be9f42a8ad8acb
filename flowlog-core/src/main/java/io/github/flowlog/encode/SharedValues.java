package io.github.flowlog.encode;

import io.github.flowlog.FlowBatch;
import io.github.flowlog.FlowLogFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the values that the rows of one group of flow tuples share.
 *
 * <p>Encoded texts are kept by dictionary code for one call of {@link #begin}, because codes mean nothing beyond one fill
 * of a batch; what costs a hash is kept by id for longer.
 */
final class SharedValues {
    /** Forgotten all at once beyond this many: an encoder rarely sees more ids than one region has. */
    private static final int KEPT_RESOURCES = 4_096;

    /** Longer ids than Azure makes are read anew each time, so that a hostile log cannot fill the memory with them. */
    private static final int KEPT_ID_LENGTH = 1_024;

    private final RowSyntax syntax;
    private final EncoderConstants constants;
    private final @Nullable EncodedTexts[] texts = new @Nullable EncodedTexts[FlowColumn.values().length];
    private final Map<String, FlowLogResource> resources = new HashMap<>();
    private final TimeText times = new TimeText();

    private boolean known;
    private int rule;
    private int acl;
    private int mac;
    private int resource;
    private long recordOffset;
    private long recordTime;
    private FlowLogFormat format = FlowLogFormat.NSG_V1;

    SharedValues(RowSyntax syntax, EncoderConstants constants, List<FlowColumn> columns) {
        this.syntax = syntax;
        this.constants = constants;
        for (FlowColumn column : columns) {
            if (isFromDictionary(column)) {
                texts[column.ordinal()] = new EncodedTexts();
            }
        }
    }

    /** Forgets the codes of the last batch. */
    void begin(FlowBatch batch) {
        known = false;
        for (EncodedTexts column : texts) {
            if (column != null) {
                column.reset(batch.dictionarySize());
            }
        }
    }

    /** Goes to a row; true when its shared values are not those of the row before. */
    boolean moveTo(FlowBatch batch, int row) {
        if (known
                && batch.recordOffset(row) == recordOffset
                && batch.ruleCode(row) == rule
                && batch.aclIdCode(row) == acl
                && batch.macCode(row) == mac
                && batch.resourceIdCode(row) == resource
                && batch.recordTime(row) == recordTime
                && batch.format(row) == format) {
            return false;
        }
        known = true;
        rule = batch.ruleCode(row);
        acl = batch.aclIdCode(row);
        mac = batch.macCode(row);
        resource = batch.resourceIdCode(row);
        recordOffset = batch.recordOffset(row);
        recordTime = batch.recordTime(row);
        format = batch.format(row);
        return true;
    }

    /** Adds the value of a shared column for the row moved to. */
    void append(FlowColumn column, FlowBatch batch, Bytes to) {
        switch (column) {
            case ACL_RULE -> appendText(column, batch, rule, to);
            case ACL_GROUP, ACL_KEY -> appendText(column, batch, acl, to);
            case MAC_ADDRESS -> appendText(column, batch, mac, to);
            case RESOURCE, RESOURCE_KEY -> appendText(column, batch, resource, to);
            case SOURCE_ID -> syntax.append(constants.sourceId(), to);
            case BATCH_ID -> syntax.append(constants.batchId(), to);
            case FLOW_LOG_VERSION -> appendNumber(format.version(), to);
            case RECORD_OFFSET -> appendNumber(recordOffset, to);
            case RECORD_TIME -> {
                to.ensure(RowWriter.WIDEST_VALUE);
                to.size = times.writeTicks(recordTime, to.array, to.size);
            }
            default -> throw new IllegalStateException(column + " is not shared");
        }
    }

    private void appendText(FlowColumn column, FlowBatch batch, int code, Bytes to) {
        EncodedTexts encoded = texts[column.ordinal()];
        if (encoded == null) {
            throw new IllegalStateException(column + " was not chosen");
        }
        if (!encoded.has(code)) {
            encoded.put(code, value(column, batch.text(code)), syntax);
        }
        encoded.copy(code, to);
    }

    private String value(FlowColumn column, String text) {
        return switch (column) {
            case ACL_GROUP ->
                FlowLogResource.isResourceId(text) ? resource(text).name() : text;
            case ACL_KEY -> FlowLogResource.isResourceId(text) ? resource(text).key() : "";
            case RESOURCE -> resource(text).name();
            case RESOURCE_KEY -> resource(text).key();
            default -> text;
        };
    }

    private FlowLogResource resource(String id) {
        if (id.length() > KEPT_ID_LENGTH) {
            return FlowLogResource.of(id);
        }
        if (resources.size() >= KEPT_RESOURCES) {
            resources.clear();
        }
        return resources.computeIfAbsent(id, FlowLogResource::of);
    }

    private static void appendNumber(long number, Bytes to) {
        to.ensure(DecimalText.MAX_LENGTH);
        to.size = DecimalText.write(number, to.array, to.size);
    }

    private static boolean isFromDictionary(FlowColumn column) {
        return switch (column) {
            case ACL_RULE, ACL_GROUP, ACL_KEY, MAC_ADDRESS, RESOURCE, RESOURCE_KEY -> true;
            default -> false;
        };
    }
}
