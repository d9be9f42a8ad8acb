package io.github.flowlog.filter;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.FlowType;
import io.github.flowlog.filter.NumberRanges.Range;
import io.github.flowlog.net.AddressScope;
import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Condition trees in no normal form, whose values are near those of some flow tuples, so that they hold for some of them. */
final class RandomConditions {
    private final Random random;
    private final List<FlowTuple> tuples;

    RandomConditions(Random random, List<FlowTuple> tuples) {
        this.random = random;
        this.tuples = tuples;
    }

    Condition next() {
        return next(random.nextInt(4));
    }

    /** The normal form that a parser would have made of a tree. */
    static Condition normal(Condition condition) {
        if (condition instanceof Condition.And and) {
            return NormalForm.all(
                    and.parts().stream().map(RandomConditions::normal).toList());
        }
        if (condition instanceof Condition.Or or) {
            return NormalForm.any(
                    or.parts().stream().map(RandomConditions::normal).toList());
        }
        if (condition instanceof Condition.Not not) {
            return NormalForm.not(normal(not.part()));
        }
        if (condition instanceof Condition.TimeIn in) {
            return NormalForm.between(in.from(), in.to());
        }
        return condition;
    }

    private Condition next(int depth) {
        if (depth == 0) {
            return single();
        }
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Condition.And(parts(depth));
            case 2, 3 -> new Condition.Or(parts(depth));
            default -> new Condition.Not(next(depth - 1));
        };
    }

    private List<Condition> parts(int depth) {
        int count = random.nextInt(8) == 0 ? random.nextInt(2) : 2 + random.nextInt(3);
        return Stream.generate(() -> next(random.nextInt(depth))).limit(count).toList();
    }

    private Condition single() {
        FlowTuple tuple = tuples.get(random.nextInt(tuples.size()));
        return switch (random.nextInt(12)) {
            case 0 -> new Condition.DirectionIs(pick(Direction.values()));
            case 1 -> new Condition.DecisionIs(pick(Decision.values()));
            case 2 -> new Condition.StateIs(pick(FlowState.values()));
            case 3 -> new Condition.TypeIs(pick(FlowType.values()));
            case 4 -> new Condition.FormatIs(pick(FlowLogFormat.values()));
            case 5 -> new Condition.ProtocolIn(ranges(tuple.protocol(), 255));
            case 6 ->
                new Condition.PortIn(
                        pick(Side.values()),
                        ranges(random.nextBoolean() ? tuple.sourcePort() : tuple.destinationPort(), 65_535));
            case 7, 8 -> new Condition.AddressIn(pick(Side.values()), addresses());
            case 9 -> text(tuple);
            case 10 -> counter(tuple);
            default -> time(tuple);
        };
    }

    private NumberRanges ranges(int near, int highest) {
        List<Range> ranges = new ArrayList<>();
        ranges.add(new Range(near, near));
        for (int more = random.nextInt(3); more > 0; more--) {
            int first = random.nextInt(highest + 1);
            ranges.add(new Range(first, Math.min(highest, first + random.nextInt(random.nextBoolean() ? 2 : 5_000))));
        }
        return NumberRanges.of(ranges);
    }

    private AddressSet addresses() {
        List<IpPrefix> prefixes = new ArrayList<>();
        for (int more = random.nextInt(3); more >= 0; more--) {
            FlowTuple tuple = tuples.get(random.nextInt(tuples.size()));
            prefixes.add(prefix(random.nextBoolean() ? tuple.source() : tuple.destination()));
        }
        if (random.nextInt(6) == 0) {
            prefixes.addAll(pick(AddressScope.values()).prefixes());
        }
        return AddressSet.of(prefixes);
    }

    private IpPrefix prefix(String address) {
        int bits = (address.contains(":") ? IpFamily.IPV6 : IpFamily.IPV4).bits();
        int length = random.nextBoolean() ? bits : random.nextInt(bits + 1);
        return IpPrefix.parseMasked(address + "/" + length);
    }

    private Condition text(FlowTuple tuple) {
        TextColumn column = pick(TextColumn.values());
        String text = switch (column) {
            case RULE -> tuple.rule();
            case ACL -> tuple.aclId().substring(tuple.aclId().lastIndexOf('/') + 1);
            case MAC -> tuple.mac();
            case RESOURCE -> tuple.resourceId().substring(tuple.resourceId().lastIndexOf('/') + 1);
            case ENCRYPTION -> tuple.encryption();
        };
        StringBuilder glob = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            glob.append(
                    switch (random.nextInt(12)) {
                        case 0 -> "*";
                        case 1 -> column == TextColumn.MAC || c > 'z' ? String.valueOf(c) : swapped(c);
                        default -> String.valueOf(c);
                    });
        }
        if (random.nextBoolean()) {
            glob.setLength(random.nextInt(glob.length() + 1));
            glob.append('*');
        }
        // Half a character becomes a question mark: no expression can hold one.
        byte[] whole = glob.toString().getBytes(StandardCharsets.UTF_8);
        return new Condition.TextLike(column, new TextPattern(new String(whole, StandardCharsets.UTF_8)));
    }

    private static String swapped(char c) {
        return String.valueOf(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }

    private Condition counter(FlowTuple tuple) {
        Counter counter = pick(Counter.values());
        long sent = orZero(
                counter.name().startsWith("P") ? tuple.packetsSourceToDestination() : tuple.bytesSourceToDestination());
        long back = orZero(
                counter.name().startsWith("P") ? tuple.packetsDestinationToSource() : tuple.bytesDestinationToSource());
        long near = switch (random.nextInt(4)) {
            case 0 -> sent;
            case 1 -> back;
            case 2 -> Long.MAX_VALUE;
            default -> sent + back;
        };
        long value = Math.max(0, near + random.nextInt(3) - 1);
        return new Condition.CounterIs(counter, pick(Comparison.values()), value);
    }

    private Condition time(FlowTuple tuple) {
        long near = tuple.time().toEpochMilli() + random.nextInt(3) - 1;
        return switch (random.nextInt(3)) {
            case 0 -> new Condition.TimeIn(near, Long.MAX_VALUE);
            case 1 -> new Condition.TimeIn(Long.MIN_VALUE, near);
            default -> new Condition.TimeIn(near - random.nextInt(60_000), near + random.nextInt(2_000));
        };
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private <E> E pick(E[] values) {
        return values[random.nextInt(values.length)];
    }
}
