package io.github.flowlog.adx.cli.flows;

import static io.github.flowlog.encode.FlowColumn.ACL_GROUP;
import static io.github.flowlog.encode.FlowColumn.ACL_RULE;
import static io.github.flowlog.encode.FlowColumn.BYTES_DEST_TO_SRC;
import static io.github.flowlog.encode.FlowColumn.BYTES_SRC_TO_DEST;
import static io.github.flowlog.encode.FlowColumn.DEST_IP;
import static io.github.flowlog.encode.FlowColumn.DEST_PORT;
import static io.github.flowlog.encode.FlowColumn.FLOW_DIRECTION;
import static io.github.flowlog.encode.FlowColumn.FLOW_ENCRYPTION;
import static io.github.flowlog.encode.FlowColumn.FLOW_LOG_VERSION;
import static io.github.flowlog.encode.FlowColumn.FLOW_STATE;
import static io.github.flowlog.encode.FlowColumn.FLOW_STATUS;
import static io.github.flowlog.encode.FlowColumn.FLOW_TYPE;
import static io.github.flowlog.encode.FlowColumn.MAC_ADDRESS;
import static io.github.flowlog.encode.FlowColumn.PACKETS_DEST_TO_SRC;
import static io.github.flowlog.encode.FlowColumn.PACKETS_SRC_TO_DEST;
import static io.github.flowlog.encode.FlowColumn.PROTOCOL;
import static io.github.flowlog.encode.FlowColumn.RECORD_TIME;
import static io.github.flowlog.encode.FlowColumn.RESOURCE;
import static io.github.flowlog.encode.FlowColumn.SRC_IP;
import static io.github.flowlog.encode.FlowColumn.SRC_PORT;
import static io.github.flowlog.encode.FlowColumn.TIMESTAMP;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowBatch;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.adx.cli.text.FlowTimeText;
import io.github.flowlog.adx.cli.text.TerminalText;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.encode.FlowColumn;
import io.github.flowlog.encode.FlowLogResource;
import io.github.flowlog.net.NamedNetworks;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The columns of the table that {@code show} prints, and the columns of FlowLogs that say the same. */
enum FlowField {
    TIME("time", TIMESTAMP),
    DIR("dir", FLOW_DIRECTION),
    STATUS("status", FLOW_STATUS),
    STATE("state", FLOW_STATE),
    PROTO("proto", PROTOCOL),
    SOURCE("src", SRC_IP, SRC_PORT),
    SRCNET("srcnet"),
    DESTINATION("dst", DEST_IP, DEST_PORT),
    DSTNET("dstnet"),
    RULE("rule", ACL_RULE),
    ACL("acl", ACL_GROUP),
    MAC("mac", MAC_ADDRESS),
    PACKETS("packets", PACKETS_SRC_TO_DEST, PACKETS_DEST_TO_SRC),
    BYTES("bytes", BYTES_SRC_TO_DEST, BYTES_DEST_TO_SRC),
    SRCIP("srcip", SRC_IP),
    SRCPORT("srcport", SRC_PORT),
    DSTIP("dstip", DEST_IP),
    DSTPORT("dstport", DEST_PORT),
    RES("resource", RESOURCE),
    TYPE("type", FLOW_TYPE),
    ENCRYPTION("encryption", FLOW_ENCRYPTION),
    VERSION("version", FLOW_LOG_VERSION),
    RECORDTIME("recordtime", RECORD_TIME);

    private static final Set<FlowField> USUAL = EnumSet.range(TIME, BYTES);
    private static final Set<FlowField> NETWORKS = EnumSet.of(SRCNET, DSTNET);

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<FlowColumn> columns;

    FlowField(String word, FlowColumn... columns) {
        this.word = word;
        this.columns = List.of(columns);
    }

    /** What a table shows when nobody chose. */
    static List<FlowField> usual(NamedNetworks networks) {
        boolean withNetworks = !networks.names().isEmpty();
        return USUAL.stream()
                .filter(field -> withNetworks || !NETWORKS.contains(field))
                .toList();
    }

    /** The words that choose columns, for messages. */
    static String words() {
        return String.join(", ", Arrays.stream(values()).map(FlowField::word).toList());
    }

    String word() {
        return word;
    }

    /** The columns of FlowLogs; none for what only tables have. */
    List<FlowColumn> columns() {
        return columns;
    }

    /** Above the column. */
    String heading() {
        return this == RES ? "RESOURCE" : name();
    }

    boolean isNamed(String name) {
        return word.equals(name.toLowerCase(Locale.ROOT)) || heading().equalsIgnoreCase(name);
    }

    /** The cell of a row; the time always in full. */
    String text(FlowBatch batch, int row, NamedNetworks networks) {
        return switch (this) {
            case TIME -> FlowTimeText.full(batch.time(row));
            case DIR -> batch.direction(row) == Direction.INBOUND ? "in" : "out";
            case STATUS -> batch.decision(row) == Decision.DENIED ? "deny" : "allow";
            case STATE ->
                switch (batch.state(row)) {
                    case NONE -> Words.NONE;
                    case BEGIN -> "begin";
                    case CONTINUE -> "cont";
                    case END -> "end";
                    case DENY -> "deny";
                };
            case PROTO -> IpProtocol.keyword(batch.protocol(row));
            case SOURCE -> endpoint(batch.source(row), batch.isSourceIpv6(row), batch.sourcePort(row));
            case SRCNET ->
                network(
                        networks,
                        batch.isSourceIpv6(row)
                                ? networks.lookupIpv6(batch.sourceIpv6High(row), batch.sourceIpv6Low(row))
                                : networks.lookupIpv4(batch.sourceIpv4(row)));
            case DESTINATION ->
                endpoint(batch.destination(row), batch.isDestinationIpv6(row), batch.destinationPort(row));
            case DSTNET ->
                network(
                        networks,
                        batch.isDestinationIpv6(row)
                                ? networks.lookupIpv6(batch.destinationIpv6High(row), batch.destinationIpv6Low(row))
                                : networks.lookupIpv4(batch.destinationIpv4(row)));
            case RULE -> orDash(batch.rule(row));
            case ACL -> orDash(FlowLogResource.aclGroup(batch.aclId(row)));
            case MAC -> orDash(batch.mac(row));
            case PACKETS -> both(batch.packetsSourceToDestination(row), batch.packetsDestinationToSource(row));
            case BYTES -> both(batch.bytesSourceToDestination(row), batch.bytesDestinationToSource(row));
            case SRCIP -> batch.source(row);
            case SRCPORT -> Integer.toString(batch.sourcePort(row));
            case DSTIP -> batch.destination(row);
            case DSTPORT -> Integer.toString(batch.destinationPort(row));
            case RES -> orDash(FlowLogResource.of(batch.resourceId(row)).name());
            case TYPE -> batch.type(row).text();
            case ENCRYPTION -> orDash(batch.encryption(row));
            case VERSION -> Integer.toString(batch.format(row).version());
            case RECORDTIME -> CompatLines.time(batch.recordTime(row));
        };
    }

    private static String network(NamedNetworks networks, int number) {
        return number == NamedNetworks.NO_MATCH ? Words.NONE : TerminalText.printable(networks.name(number));
    }

    boolean isNumber() {
        return this == PACKETS || this == BYTES || this == SRCPORT || this == DSTPORT;
    }

    boolean isEndpoint() {
        return this == SOURCE || this == DESTINATION || this == SRCIP || this == DSTIP;
    }

    private static String endpoint(String address, boolean ipv6, int port) {
        return ipv6 ? "[" + address + "]:" + port : address + ":" + port;
    }

    private static String both(long sent, long received) {
        if (sent == FlowBatch.NOT_MEASURED && received == FlowBatch.NOT_MEASURED) {
            return Words.NONE;
        }
        return counter(sent) + "/" + counter(received);
    }

    private static String counter(long count) {
        return count == FlowBatch.NOT_MEASURED ? Words.NONE : Words.units(count);
    }

    private static String orDash(String text) {
        return text.isEmpty() ? Words.NONE : TerminalText.printable(text);
    }
}
