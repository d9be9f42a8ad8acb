package io.github.flowlog.encode;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.net.Ipv6;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Flow tuples for the tests of the encoders. */
final class Tuples {
    static final String NSG =
            "/SUBSCRIPTIONS/SUB-1/RESOURCEGROUPS/RG-1/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NSG-1";
    static final String SUBNET =
            "/subscriptions/sub-1/resourceGroups/rg-1/providers/Microsoft.Network/virtualNetworks/hub/subnets/front";

    /** Version 1: no state, no counters. */
    static final FlowTuple V1 = new FlowTuple(
            Instant.parse("2017-03-21T17:59:40Z"),
            "10.0.0.4",
            "203.0.113.9",
            49_152,
            443,
            6,
            Direction.OUTBOUND,
            Decision.ALLOWED,
            FlowState.NONE,
            "",
            null,
            null,
            null,
            null,
            "DefaultRule_AllowInternetOutBound",
            NSG,
            "000D3AF87856",
            NSG,
            FlowLogFormat.NSG_V1,
            Instant.parse("2017-03-21T18:00:18.64Z"),
            12,
            0);

    /** Version 4 with everything. */
    static final FlowTuple V4 = new FlowTuple(
            Instant.parse("2025-10-02T08:00:01.007Z"),
            "2001:db8::7",
            "fc00::1:2",
            0,
            65_535,
            17,
            Direction.INBOUND,
            Decision.DENIED,
            FlowState.DENY,
            "NX",
            0L,
            1L,
            22L,
            Long.MAX_VALUE,
            "UserRule_say \"no\", twice",
            "00000000-0000-0000-0000-000000000000",
            "",
            SUBNET,
            FlowLogFormat.VNET_V4,
            Instant.parse("2025-10-02T08:00:59.1234567Z"),
            9_876_543_210L,
            41);

    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            ",",
            "\"",
            "\"\"",
            "a,b",
            "say \"x\"",
            "\n",
            "\r\n",
            "line\nline",
            "tab\tbell\u0007nul\u0000unit\u001f",
            "del\u007fc1\u0085",
            "\\",
            "\\u0041",
            "=HYPERLINK(1)",
            "+1",
            "-1",
            "@x",
            " space ",
            "null",
            "\u0130stanbul \u0131 \u00e9 \u20ac",
            "\ud83d\ude00 \ud834\udd1e",
            "\u2028\ufeff\uffff");

    private Tuples() {}

    static FlowTuple with(FlowTuple tuple, String rule, String aclId, String mac, String resourceId) {
        return new FlowTuple(
                tuple.time(),
                tuple.source(),
                tuple.destination(),
                tuple.sourcePort(),
                tuple.destinationPort(),
                tuple.protocol(),
                tuple.direction(),
                tuple.decision(),
                tuple.state(),
                tuple.encryption(),
                tuple.packetsSourceToDestination(),
                tuple.bytesSourceToDestination(),
                tuple.packetsDestinationToSource(),
                tuple.bytesDestinationToSource(),
                rule,
                aclId,
                mac,
                resourceId,
                tuple.format(),
                tuple.recordTime(),
                tuple.recordOffset(),
                tuple.tupleIndex());
    }

    static FlowTuple withRule(FlowTuple tuple, String rule) {
        return with(tuple, rule, tuple.aclId(), tuple.mac(), tuple.resourceId());
    }

    /** A tuple at the given time with the given protocol and counter. */
    static FlowTuple with(FlowTuple tuple, Instant time, Instant recordTime, int protocol, @Nullable Long counter) {
        return new FlowTuple(
                time,
                tuple.source(),
                tuple.destination(),
                tuple.sourcePort(),
                tuple.destinationPort(),
                protocol,
                tuple.direction(),
                tuple.decision(),
                tuple.state(),
                tuple.encryption(),
                counter,
                counter,
                counter,
                counter,
                tuple.rule(),
                tuple.aclId(),
                tuple.mac(),
                tuple.resourceId(),
                tuple.format(),
                recordTime,
                tuple.recordOffset(),
                tuple.tupleIndex());
    }

    /** Tuples of all kinds in runs that share a record's values, with awkward text in every text. */
    static List<FlowTuple> random(Random random, int count) {
        List<FlowTuple> tuples = new ArrayList<>(count);
        FlowTuple group = randomTuple(random);
        for (int index = 0; index < count; index++) {
            if (random.nextInt(4) == 0) {
                group = randomTuple(random);
            }
            FlowTuple own = randomTuple(random);
            boolean sameRecord = random.nextBoolean();
            tuples.add(new FlowTuple(
                    own.time(),
                    own.source(),
                    own.destination(),
                    own.sourcePort(),
                    own.destinationPort(),
                    own.protocol(),
                    own.direction(),
                    own.decision(),
                    own.state(),
                    own.encryption(),
                    own.packetsSourceToDestination(),
                    own.bytesSourceToDestination(),
                    own.packetsDestinationToSource(),
                    own.bytesDestinationToSource(),
                    random.nextInt(8) == 0 ? own.rule() : group.rule(),
                    random.nextInt(8) == 0 ? own.aclId() : group.aclId(),
                    random.nextInt(8) == 0 ? own.mac() : group.mac(),
                    random.nextInt(8) == 0 ? own.resourceId() : group.resourceId(),
                    random.nextInt(8) == 0 ? own.format() : group.format(),
                    random.nextInt(8) == 0 ? own.recordTime() : group.recordTime(),
                    sameRecord ? group.recordOffset() : own.recordOffset(),
                    own.tupleIndex()));
        }
        return tuples;
    }

    private static FlowTuple randomTuple(Random random) {
        return new FlowTuple(
                Instant.ofEpochMilli(random.nextLong(253_402_300_800_000L) >> random.nextInt(30)),
                address(random),
                address(random),
                random.nextInt(65_536),
                random.nextInt(65_536),
                random.nextInt(256),
                pick(random, Direction.values()),
                pick(random, Decision.values()),
                pick(random, FlowState.values()),
                pick(random, new String[] {"", "X", "NX", "NX_FALLBACK", "NX_NEW_ONE", "A\"B"}),
                counter(random),
                counter(random),
                counter(random),
                counter(random),
                text(random),
                id(random),
                text(random),
                id(random),
                pick(random, FlowLogFormat.values()),
                Instant.ofEpochSecond(random.nextLong(253_402_300_800L), random.nextInt(10_000_000) * 100L),
                random.nextLong(Long.MAX_VALUE) >> random.nextInt(63),
                random.nextInt(Integer.MAX_VALUE) >> random.nextInt(31));
    }

    private static String address(Random random) {
        if (random.nextInt(3) > 0) {
            return random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                    + random.nextInt(256);
        }
        return Ipv6.format(random.nextLong() | (1L << 61), random.nextLong() >>> random.nextInt(64));
    }

    private static @Nullable Long counter(Random random) {
        return random.nextInt(4) == 0 ? null : random.nextLong(Long.MAX_VALUE) >> random.nextInt(63);
    }

    private static String id(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> NSG;
            case 1 -> SUBNET;
            case 2 -> "/subscriptions/s/" + text(random);
            default -> text(random);
        };
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static <E> E pick(Random random, E[] values) {
        return values[random.nextInt(values.length)];
    }
}
