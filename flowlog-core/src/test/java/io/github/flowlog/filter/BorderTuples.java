package io.github.flowlog.filter;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowTuple;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Flow tuples whose values lie at the borders of what there is, and which no log may have in this combination. */
final class BorderTuples {
    private static final List<String> ADDRESSES = List.of(
            "0.0.0.0",
            "9.255.255.255",
            "10.0.0.0",
            "10.0.0.4",
            "10.0.0.40",
            "10.255.255.255",
            "172.16.0.0",
            "172.31.255.255",
            "172.32.0.0",
            "192.168.1.1",
            "128.0.0.0",
            "168.63.129.16",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.4",
            "2001:db8::1",
            "8000::",
            "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "fc00::",
            "fdff::8000:0:0:0",
            "fe80::1",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    private static final List<String> TEXTS = List.of(
            "",
            "*",
            "DefaultRule_AllowVnetInBound",
            "defaultrule_allowvnetinbound",
            "UserRule_say \"no\", twice",
            "it's (not) & and | or",
            "line\nline",
            "\u0130stanbul \u0131 \u212a \u00df",
            "i",
            "I");
    private static final List<String> IDS = List.of(
            "",
            "/",
            "word",
            "00000000-0000-0000-0000-000000000000",
            "/SUBSCRIPTIONS/S/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NSG-1",
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub/subnets/front",
            "/subscriptions/s/virtualNetworks/hub");
    private static final long[] COUNTS = {0, 1, 999, 1_000, 1_000_000, Long.MAX_VALUE - 1, Long.MAX_VALUE};

    private BorderTuples() {}

    static FlowTuple between(String source, String destination) {
        return tuple(new Random(1), source, destination, "rule");
    }

    static FlowTuple withRule(FlowTuple tuple, String rule) {
        return tuple(new Random(1), tuple.source(), tuple.destination(), rule);
    }

    static List<FlowTuple> random(Random random, int count) {
        return Stream.generate(
                        () -> tuple(random, pick(random, ADDRESSES), pick(random, ADDRESSES), pick(random, TEXTS)))
                .limit(count)
                .toList();
    }

    private static FlowTuple tuple(Random random, String source, String destination, String rule) {
        return new FlowTuple(
                Instant.ofEpochMilli(random.nextInt(3) == 0 ? 0 : NormalForm.END_OF_TIME - 1 - random.nextInt(3)),
                source,
                destination,
                random.nextInt(2) * 65_535,
                random.nextInt(4) * 21_845,
                random.nextInt(3) * 127,
                random.nextBoolean() ? Direction.INBOUND : Direction.OUTBOUND,
                random.nextBoolean() ? Decision.ALLOWED : Decision.DENIED,
                pick(random, List.of(FlowState.values())),
                pick(random, List.of("", "X", "NX", "NX_FALLBACK", "NX_NEW_ONE")),
                count(random),
                count(random),
                count(random),
                count(random),
                rule,
                pick(random, IDS),
                pick(random, List.of("", "000D3AF87856", "FFFFFFFFFFFF")),
                pick(random, IDS),
                pick(random, List.of(FlowLogFormat.values())),
                Instant.EPOCH,
                0,
                0);
    }

    private static @Nullable Long count(Random random) {
        return random.nextInt(3) == 0 ? null : COUNTS[random.nextInt(COUNTS.length)];
    }

    private static <E> E pick(Random random, List<E> values) {
        return values.get(random.nextInt(values.size()));
    }
}
