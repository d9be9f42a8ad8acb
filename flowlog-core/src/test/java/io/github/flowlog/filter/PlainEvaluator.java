package io.github.flowlog.filter;

import io.github.flowlog.Direction;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowTuple;
import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a flow tuple meets a condition, told from the tuple's texts in the plainest way there is; shares no code with the matcher. */
final class PlainEvaluator {
    private PlainEvaluator() {}

    static boolean matches(Condition condition, FlowTuple tuple) {
        if (condition instanceof Condition.And and) {
            return and.parts().stream().allMatch(part -> matches(part, tuple));
        }
        if (condition instanceof Condition.Or or) {
            return or.parts().stream().anyMatch(part -> matches(part, tuple));
        }
        if (condition instanceof Condition.Not not) {
            return !matches(not.part(), tuple);
        }
        if (condition instanceof Condition.AddressIn in) {
            return ends(in.side(), tuple.source(), tuple.destination())
                    .anyMatch(end -> in.addresses().prefixes().stream().anyMatch(prefix -> holds(prefix, end)));
        }
        if (condition instanceof Condition.PortIn in) {
            return ends(in.side(), tuple.sourcePort(), tuple.destinationPort())
                    .anyMatch(port -> isIn(in.ports(), port));
        }
        if (condition instanceof Condition.ProtocolIn in) {
            return isIn(in.protocols(), tuple.protocol());
        }
        if (condition instanceof Condition.DirectionIs is) {
            return (is.direction() == Direction.INBOUND)
                    == tuple.direction().text().equals("Inbound");
        }
        if (condition instanceof Condition.DecisionIs is) {
            return tuple.decision().equals(is.decision());
        }
        if (condition instanceof Condition.StateIs is) {
            return is.state() == FlowState.NONE
                    ? tuple.state().text().isEmpty()
                    : tuple.state().text().equals(is.state().text());
        }
        if (condition instanceof Condition.TypeIs is) {
            String type = (isPrivate(tuple.source()) ? "Private" : "Public") + "To"
                    + (isPrivate(tuple.destination()) ? "Private" : "Public");
            return type.equals(is.type().text());
        }
        if (condition instanceof Condition.FormatIs is) {
            return tuple.format().version() == is.format().version();
        }
        if (condition instanceof Condition.TextLike like) {
            return isLike(text(like.column(), tuple), like.pattern().glob());
        }
        if (condition instanceof Condition.CounterIs is) {
            return compares(counter(is.counter(), tuple), is.comparison(), BigInteger.valueOf(is.value()));
        }
        if (condition instanceof Condition.TimeIn in) {
            long time = tuple.time().toEpochMilli();
            return in.from() <= time && time < in.to();
        }
        throw new AssertionError("unknown condition " + condition);
    }

    private static <T> Stream<T> ends(Side side, T source, T destination) {
        return switch (side) {
            case SOURCE -> Stream.of(source);
            case DESTINATION -> Stream.of(destination);
            case EITHER -> Stream.of(source, destination);
        };
    }

    private static boolean isIn(NumberRanges ranges, int number) {
        return ranges.ranges().stream().anyMatch(range -> range.first() <= number && number <= range.last());
    }

    private static boolean holds(IpPrefix prefix, String address) {
        if ((prefix.family() == IpFamily.IPV6) != address.contains(":")) {
            return false;
        }
        int behind = prefix.family().bits() - prefix.length();
        return number(address).shiftRight(behind).equals(first(prefix).shiftRight(behind));
    }

    private static BigInteger first(IpPrefix prefix) {
        return new BigInteger(
                1,
                ByteBuffer.allocate(16)
                        .putLong(prefix.high())
                        .putLong(prefix.low())
                        .array());
    }

    private static BigInteger number(String address) {
        try {
            // The JDK makes IPv4 of a mapped address; its 32 bits lie behind 16 ones.
            byte[] bytes = InetAddress.getByName(address).getAddress();
            boolean mapped = bytes.length == 4 && address.contains(":");
            BigInteger number = new BigInteger(1, bytes);
            return mapped ? number.or(BigInteger.valueOf(0xFFFF).shiftLeft(32)) : number;
        } catch (UnknownHostException e) {
            throw new AssertionError(address, e);
        }
    }

    private static boolean isPrivate(String address) {
        return Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
                .anyMatch(prefix -> holds(IpPrefix.parse(prefix), address));
    }

    private static String text(TextColumn column, FlowTuple tuple) {
        return switch (column) {
            case RULE -> tuple.rule();
            case ACL -> tuple.aclId().startsWith("/") ? name(tuple.aclId()) : tuple.aclId();
            case MAC -> tuple.mac();
            case RESOURCE -> name(tuple.resourceId());
            case ENCRYPTION -> tuple.encryption();
        };
    }

    private static String name(String id) {
        String path = id.replaceAll("^/+|/+$", "");
        String[] segments = path.split("/", -1);
        int last = segments.length - 1;
        boolean subnet = last >= 3
                && segments[last - 1].equalsIgnoreCase("subnets")
                && segments[last - 3].equalsIgnoreCase("virtualNetworks");
        return subnet ? segments[last - 2] + "/" + segments[last] : segments[last];
    }

    private static boolean isLike(String text, String glob) {
        String pattern = Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(text)
                .matches();
    }

    private static @Nullable BigInteger counter(Counter counter, FlowTuple tuple) {
        return switch (counter.name().toLowerCase(Locale.ROOT)) {
            case "packets" -> sum(tuple.packetsSourceToDestination(), tuple.packetsDestinationToSource());
            case "packets_sent" -> sum(tuple.packetsSourceToDestination(), null);
            case "packets_received" -> sum(null, tuple.packetsDestinationToSource());
            case "bytes" -> sum(tuple.bytesSourceToDestination(), tuple.bytesDestinationToSource());
            case "bytes_sent" -> sum(tuple.bytesSourceToDestination(), null);
            case "bytes_received" -> sum(null, tuple.bytesDestinationToSource());
            default -> throw new AssertionError(counter);
        };
    }

    private static @Nullable BigInteger sum(@Nullable Long one, @Nullable Long other) {
        if (one == null) {
            return other == null ? null : BigInteger.valueOf(other);
        }
        return BigInteger.valueOf(one).add(other == null ? BigInteger.ZERO : BigInteger.valueOf(other));
    }

    private static boolean compares(@Nullable BigInteger count, Comparison comparison, BigInteger value) {
        if (count == null) {
            return false;
        }
        int order = count.compareTo(value);
        return switch (comparison) {
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case AT_LEAST -> order >= 0;
            case MORE -> order > 0;
        };
    }
}
