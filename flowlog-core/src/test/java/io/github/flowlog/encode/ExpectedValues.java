package io.github.flowlog.encode;

import io.github.flowlog.FlowTuple;
import io.github.flowlog.IpProtocol;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What each column must hold for a flow tuple, said once more in the plainest way. */
final class ExpectedValues {
    private static final DateTimeFormatter MILLIS = formatter("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter TICKS = formatter("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'");

    private ExpectedValues() {}

    /** The value as text, null for a counter that was not measured. */
    static @Nullable String of(FlowColumn column, FlowTuple tuple, EncoderConstants constants) {
        return switch (column) {
            case TIMESTAMP -> MILLIS.format(tuple.time());
            case SRC_IP -> tuple.source();
            case DEST_IP -> tuple.destination();
            case SRC_PORT -> Integer.toString(tuple.sourcePort());
            case DEST_PORT -> Integer.toString(tuple.destinationPort());
            case PROTOCOL -> IpProtocol.keyword(tuple.protocol());
            case FLOW_DIRECTION -> tuple.direction().text();
            case FLOW_STATUS -> tuple.decision().text();
            case FLOW_STATE -> tuple.state().text();
            case FLOW_ENCRYPTION -> tuple.encryption();
            case PACKETS_SRC_TO_DEST -> text(tuple.packetsSourceToDestination());
            case BYTES_SRC_TO_DEST -> text(tuple.bytesSourceToDestination());
            case PACKETS_DEST_TO_SRC -> text(tuple.packetsDestinationToSource());
            case BYTES_DEST_TO_SRC -> text(tuple.bytesDestinationToSource());
            case FLOW_TYPE -> side(tuple.source()) + "To" + side(tuple.destination());
            case ACL_RULE -> tuple.rule();
            case ACL_GROUP -> FlowLogResource.aclGroup(tuple.aclId());
            case MAC_ADDRESS -> tuple.mac();
            case RESOURCE -> FlowLogResource.of(tuple.resourceId()).name();
            case FLOW_LOG_VERSION -> Integer.toString(tuple.format().version());
            case RECORD_TIME -> TICKS.format(tuple.recordTime());
            case RESOURCE_KEY -> ContentKey.ofResource(tuple.resourceId());
            case ACL_KEY -> tuple.aclId().startsWith("/") ? ContentKey.ofResource(tuple.aclId()) : "";
            case SOURCE_ID -> constants.sourceId();
            case RECORD_OFFSET -> Long.toString(tuple.recordOffset());
            case TUPLE_INDEX -> Integer.toString(tuple.tupleIndex());
            case BATCH_ID -> constants.batchId();
        };
    }

    private static String side(String address) {
        return address.matches("10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|f[cd]..:.*")
                ? "Private"
                : "Public";
    }

    private static @Nullable String text(@Nullable Long counter) {
        return counter == null ? null : Long.toString(counter);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
