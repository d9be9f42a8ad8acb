package io.github.flowlog.adx.cli.totals;

import io.github.flowlog.aggregate.KeyColumn;
import io.github.flowlog.aggregate.KeyField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the columns of a key are called: in tables, in rows for programs (as in table FlowLogs), and in a sentence. */
final class KeyNames {
    private static final List<KeyField> PAIR = List.of(KeyField.SOURCE, KeyField.DESTINATION);
    private static final List<KeyField> TUPLE = List.of(
            KeyField.SOURCE, KeyField.SOURCE_PORT, KeyField.DESTINATION, KeyField.DESTINATION_PORT, KeyField.PROTOCOL);

    private KeyNames() {}

    static String heading(KeyField field) {
        return switch (field) {
            case SOURCE -> "SOURCE";
            case DESTINATION -> "DESTINATION";
            case SOURCE_PORT -> "SPORT";
            case DESTINATION_PORT -> "DPORT";
            case PROTOCOL -> "PROTO";
            case DIRECTION -> "DIRECTION";
            case DECISION -> "STATUS";
            case STATE -> "STATE";
            case VERSION -> "VERSION";
            case TYPE -> "FLOW TYPE";
            case SOURCE_SCOPE -> "SOURCE SCOPE";
            case DESTINATION_SCOPE -> "DEST SCOPE";
            case RULE -> "RULE";
            case ACL -> "ACL";
            case MAC -> "MAC";
            case RESOURCE -> "RESOURCE";
            case SOURCE_SUBNET -> "SOURCE SUBNET";
            case DESTINATION_SUBNET -> "DEST SUBNET";
            case SOURCE_NETWORK -> "SOURCE NET";
            case DESTINATION_NETWORK -> "DEST NET";
            case TIME -> "TIME";
        };
    }

    static String column(KeyField field) {
        return switch (field) {
            case SOURCE -> "SrcIp";
            case DESTINATION -> "DestIp";
            case SOURCE_PORT -> "SrcPort";
            case DESTINATION_PORT -> "DestPort";
            case PROTOCOL -> "Protocol";
            case DIRECTION -> "FlowDirection";
            case DECISION -> "FlowStatus";
            case STATE -> "FlowState";
            case VERSION -> "FlowLogVersion";
            case TYPE -> "FlowType";
            case SOURCE_SCOPE -> "SrcScope";
            case DESTINATION_SCOPE -> "DestScope";
            case RULE -> "AclRule";
            case ACL -> "AclGroup";
            case MAC -> "MacAddress";
            case RESOURCE -> "Resource";
            case SOURCE_SUBNET -> "SrcSubnet";
            case DESTINATION_SUBNET -> "DestSubnet";
            case SOURCE_NETWORK -> "SrcNetwork";
            case DESTINATION_NETWORK -> "DestNetwork";
            case TIME -> "Time";
        };
    }

    /** Whether values are names, which are known by their beginning. */
    static boolean isName(KeyField field) {
        return switch (field) {
            case RULE, ACL, RESOURCE, SOURCE_NETWORK, DESTINATION_NETWORK -> true;
            default -> false;
        };
    }

    /** One group in a sentence. */
    static String noun(List<KeyColumn> columns) {
        List<KeyField> fields = columns.stream().map(KeyColumn::field).toList();
        if (fields.size() > 1) {
            return fields.equals(PAIR) ? "pair" : fields.equals(TUPLE) ? "5-tuple" : "group";
        }
        return switch (fields.get(0)) {
            case SOURCE -> "source";
            case DESTINATION -> "destination";
            case SOURCE_PORT -> "source port";
            case DESTINATION_PORT -> "destination port";
            case PROTOCOL -> "protocol";
            case DIRECTION -> "direction";
            case DECISION -> "decision";
            case STATE -> "state";
            case VERSION -> "version";
            case TYPE -> "flow type";
            case SOURCE_SCOPE -> "source scope";
            case DESTINATION_SCOPE -> "destination scope";
            case RULE -> "rule";
            case ACL -> "ACL";
            case MAC -> "MAC";
            case RESOURCE -> "resource";
            case SOURCE_SUBNET -> "source subnet";
            case DESTINATION_SUBNET -> "destination subnet";
            case SOURCE_NETWORK -> "source network";
            case DESTINATION_NETWORK -> "destination network";
            case TIME -> "time bin";
        };
    }

    /** A value for programs: ports and versions are numbers. */
    static Object value(KeyField field, String text) {
        return switch (field) {
            case SOURCE_PORT, DESTINATION_PORT, VERSION -> Long.valueOf(text);
            default -> text;
        };
    }

    /** A value for a table: null where the log or the networks have none. */
    static @Nullable Object cell(KeyField field, String text) {
        return text.isEmpty() ? null : value(field, text);
    }
}
