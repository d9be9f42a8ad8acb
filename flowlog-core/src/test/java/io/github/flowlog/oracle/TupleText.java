package io.github.flowlog.oracle;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.problem.ParseProblem;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One flow tuple, split at its commas and read field by field from the left. */
final class TupleText {
    private static final BigInteger FIRST_MILLISECONDS = BigInteger.TEN.pow(11);
    private static final BigInteger LAST_MILLISECOND = BigInteger.valueOf(253_402_300_799_999L);
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern ENCRYPTION = Pattern.compile("[A-Za-z0-9_]{1,64}");
    private static final Map<String, Integer> NSG_PROTOCOLS = Map.of("T", 6, "U", 17, "I", 1);
    private static final Map<String, FlowState> NSG_STATES =
            Map.of("B", FlowState.BEGIN, "C", FlowState.CONTINUE, "E", FlowState.END);
    private static final Map<String, FlowState> VNET_STATES =
            Map.of("B", FlowState.BEGIN, "C", FlowState.CONTINUE, "E", FlowState.END, "D", FlowState.DENY);

    /** What the record and its group say about all their tuples. */
    record Context(
            FlowLogFormat format,
            String rule,
            String aclId,
            String mac,
            String resourceId,
            Instant recordTime,
            long recordOffset) {}

    private final String[] fields;
    private int next;

    private TupleText(String text) {
        this.fields = text.split(",", -1);
    }

    static FlowTuple parse(String text, Context context, int tupleIndex) throws BadField {
        return new TupleText(text).read(context, tupleIndex);
    }

    private FlowTuple read(Context context, int tupleIndex) throws BadField {
        FlowLogFormat format = context.format();
        if (fields.length != (format == FlowLogFormat.NSG_V1 ? 8 : 13)) {
            throw new BadField(ParseProblem.FIELD_COUNT, "", 0);
        }
        Instant time = time();
        String source = address("source address");
        String destination = address("destination address");
        int sourcePort = number("source port", 5, BigInteger.valueOf(65_535)).intValueExact();
        int destinationPort =
                number("destination port", 5, BigInteger.valueOf(65_535)).intValueExact();
        int protocol = format == FlowLogFormat.VNET_V4
                ? number("protocol", 3, BigInteger.valueOf(255)).intValueExact()
                : oneOf("protocol", NSG_PROTOCOLS);
        Direction direction = oneOf("direction", Map.of("I", Direction.INBOUND, "O", Direction.OUTBOUND));
        Decision decision;
        FlowState state;
        String encryption = "";
        if (format == FlowLogFormat.VNET_V4) {
            state = oneOf("state", VNET_STATES);
            decision = state == FlowState.DENY ? Decision.DENIED : Decision.ALLOWED;
            encryption = encryption();
        } else {
            decision = oneOf("decision", Map.of("A", Decision.ALLOWED, "D", Decision.DENIED));
            state = format == FlowLogFormat.NSG_V1 ? FlowState.NONE : oneOf("state", NSG_STATES);
        }
        boolean hasCounters = format != FlowLogFormat.NSG_V1;
        return new FlowTuple(
                time,
                source,
                destination,
                sourcePort,
                destinationPort,
                protocol,
                direction,
                decision,
                state,
                encryption,
                hasCounters ? counter("packets source to destination") : null,
                hasCounters ? counter("bytes source to destination") : null,
                hasCounters ? counter("packets destination to source") : null,
                hasCounters ? counter("bytes destination to source") : null,
                context.rule(),
                context.aclId(),
                context.mac(),
                context.resourceId(),
                format,
                context.recordTime(),
                context.recordOffset(),
                tupleIndex);
    }

    private Instant time() throws BadField {
        BigInteger value = number("time", 15, LAST_MILLISECOND);
        return value.compareTo(FIRST_MILLISECONDS) >= 0
                ? Instant.ofEpochMilli(value.longValueExact())
                : Instant.ofEpochSecond(value.longValueExact());
    }

    private String address(String field) throws BadField {
        String text = fields[next];
        String canonical = PlainAddress.canonical(text).orElse("");
        if (canonical.isEmpty()) {
            throw bad(field);
        }
        next++;
        return canonical;
    }

    private String encryption() throws BadField {
        if (!ENCRYPTION.matcher(fields[next]).matches()) {
            throw bad("encryption");
        }
        return fields[next++];
    }

    private @Nullable Long counter(String field) throws BadField {
        if (fields[next].isEmpty()) {
            next++;
            return null;
        }
        return number(field, 19, BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private BigInteger number(String field, int maxDigits, BigInteger max) throws BadField {
        if (fields[next].length() > maxDigits || !DIGITS.matcher(fields[next]).matches()) {
            throw bad(field);
        }
        BigInteger value = new BigInteger(fields[next]);
        if (value.compareTo(max) > 0) {
            throw bad(field);
        }
        next++;
        return value;
    }

    private <T> T oneOf(String field, Map<String, T> meanings) throws BadField {
        T meaning = meanings.get(fields[next]);
        if (meaning == null) {
            throw bad(field);
        }
        next++;
        return meaning;
    }

    private BadField bad(String field) {
        int bytesBefore = 0;
        for (int i = 0; i < next; i++) {
            bytesBefore += fields[i].getBytes(StandardCharsets.UTF_8).length + 1;
        }
        return new BadField(ParseProblem.BAD_VALUE, field, bytesBefore);
    }
}
