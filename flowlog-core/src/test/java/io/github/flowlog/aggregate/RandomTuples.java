package io.github.flowlog.aggregate;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.net.Ipv4;
import io.github.flowlog.net.Ipv6;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Flow tuples out of small pools of values, so that groups have several; {@code -Dflowlog.seed=N} repeats a run. */
final class RandomTuples {
    private static final List<String> TEXTS = List.of("", "a", "b", "A", "\u00e9", "rule,\"x\"");
    private static final long START = Instant.parse("2026-01-31T22:58:00Z").toEpochMilli();

    private final long seed;
    private final Random random;
    private final List<String> addresses;

    RandomTuples() {
        Long given = Long.getLong("flowlog.seed");
        seed = given != null ? given : new Random().nextLong();
        random = new Random(seed);
        addresses = Stream.concat(
                        Stream.of(
                                "0.0.0.0",
                                "255.255.255.255",
                                "240.0.0.0",
                                "239.255.255.255",
                                "10.0.0.4",
                                "10.0.0.40",
                                "168.63.129.16",
                                "::",
                                "::1",
                                "fc00::4",
                                "::a00:4",
                                "2001:db8::1",
                                "2001:db8::2",
                                "2001:db8:1::1",
                                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
                        Stream.generate(this::address).limit(20))
                .toList();
    }

    /** How to repeat a case that failed. */
    String repeat(String subject) {
        return subject + " (-Dflowlog.seed=" + seed + ")";
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <E> E pick(List<E> from) {
        return from.get(random.nextInt(from.size()));
    }

    List<FlowTuple> tuples(int count) {
        return Stream.generate(this::tuple).limit(count).toList();
    }

    private FlowTuple tuple() {
        boolean counted = random.nextBoolean();
        return new FlowTuple(
                Instant.ofEpochMilli(START + random.nextInt(8) * 997_000L),
                pick(addresses),
                pick(addresses),
                random.nextInt(3),
                65_535 - random.nextInt(3),
                random.nextInt(4) == 0 ? 255 : 6,
                pick(List.of(Direction.values())),
                pick(List.of(Decision.values())),
                pick(List.of(FlowState.values())),
                "",
                counter(counted),
                counter(counted),
                counter(counted),
                counter(counted),
                pick(TEXTS),
                pick(List.of("", "plain", "/SUBSCRIPTIONS/S/X/NSG-1", "/subscriptions/T/x/NSG-1")),
                pick(TEXTS),
                pick(List.of("", "/subscriptions/s/virtualNetworks/hub/subnets/front", "/s/other")),
                pick(List.of(FlowLogFormat.values())),
                Instant.ofEpochMilli(START),
                random.nextInt(100),
                0);
    }

    private String address() {
        return random.nextBoolean() ? Ipv4.format(random.nextInt()) : Ipv6.format(random.nextLong(), random.nextInt(3));
    }

    private @Nullable Long counter(boolean counted) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> counted ? Long.MAX_VALUE / (1 + random.nextInt(3)) : null;
            case 2 -> counted ? 0L : null;
            default -> counted ? Long.valueOf(random.nextInt(10)) : null;
        };
    }
}
