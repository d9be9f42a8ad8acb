package io.github.flowlog.filter;

import io.github.flowlog.IpProtocol;
import io.github.flowlog.filter.Condition.AddressIn;
import io.github.flowlog.filter.Condition.And;
import io.github.flowlog.filter.Condition.CounterIs;
import io.github.flowlog.filter.Condition.DecisionIs;
import io.github.flowlog.filter.Condition.DirectionIs;
import io.github.flowlog.filter.Condition.FormatIs;
import io.github.flowlog.filter.Condition.Not;
import io.github.flowlog.filter.Condition.Or;
import io.github.flowlog.filter.Condition.PortIn;
import io.github.flowlog.filter.Condition.ProtocolIn;
import io.github.flowlog.filter.Condition.StateIs;
import io.github.flowlog.filter.Condition.TextLike;
import io.github.flowlog.filter.Condition.TimeIn;
import io.github.flowlog.filter.Condition.TypeIs;
import io.github.flowlog.net.IpPrefix;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Writes a condition in normal form as the one text that stands for it, which parses to an equal condition. */
final class ConditionText {
    private ConditionText() {}

    static String of(Condition condition) {
        if (condition instanceof And and) {
            return and.parts().isEmpty() ? "any" : joined(and.parts(), " and ");
        }
        if (condition instanceof Or or) {
            return or.parts().isEmpty() ? "not any" : joined(or.parts(), " or ");
        }
        if (condition instanceof Not not) {
            boolean compound = not.part() instanceof And || not.part() instanceof Or || not.part() instanceof TimeIn;
            return "not " + (compound ? "(" + of(not.part()) + ")" : of(not.part()));
        }
        if (condition instanceof AddressIn in) {
            return side(in.side()) + addresses(in.addresses().prefixes());
        }
        if (condition instanceof PortIn in) {
            return side(in.side()) + "port " + oneOrList(ports(in.ports()));
        }
        if (condition instanceof ProtocolIn in) {
            return protocols(in.protocols());
        }
        if (condition instanceof TextLike like) {
            return text(like);
        }
        if (condition instanceof CounterIs is) {
            return counter(is.counter()) + " " + operator(is.comparison()) + " " + is.value();
        }
        if (condition instanceof TimeIn in) {
            return time(in);
        }
        return word(condition);
    }

    private static String word(Condition condition) {
        if (condition instanceof DirectionIs is) {
            return switch (is.direction()) {
                case INBOUND -> "in";
                case OUTBOUND -> "out";
            };
        }
        if (condition instanceof DecisionIs is) {
            return lower(is.decision());
        }
        if (condition instanceof StateIs is) {
            return "state " + lower(is.state());
        }
        if (condition instanceof TypeIs is) {
            return "type " + is.type().text();
        }
        if (condition instanceof FormatIs is) {
            return "version " + is.format().version();
        }
        throw new IllegalStateException("no text for " + condition);
    }

    /** Only {@code or} needs parentheses, inside {@code and}: it never stands inside itself. */
    private static String joined(List<Condition> parts, String word) {
        StringBuilder text = new StringBuilder();
        for (Condition part : parts) {
            text.append(text.isEmpty() ? "" : word).append(part instanceof Or ? "(" + of(part) + ")" : of(part));
        }
        return text.toString();
    }

    private static String side(Side side) {
        return switch (side) {
            case SOURCE -> "src ";
            case DESTINATION -> "dst ";
            case EITHER -> "";
        };
    }

    private static String addresses(List<IpPrefix> prefixes) {
        boolean hosts = prefixes.stream().allMatch(ConditionText::isHost);
        return (hosts ? "ip " : "net ")
                + oneOrList(prefixes.stream().map(ConditionText::address).toList());
    }

    private static String address(IpPrefix prefix) {
        String text = prefix.toString();
        return isHost(prefix) ? text.substring(0, text.indexOf('/')) : text;
    }

    private static boolean isHost(IpPrefix prefix) {
        return prefix.length() == prefix.family().bits();
    }

    private static List<String> ports(NumberRanges ports) {
        return ports.ranges().stream()
                .map(range -> range.first() == range.last() ? "" + range.first() : range.first() + "-" + range.last())
                .toList();
    }

    private static String protocols(NumberRanges protocols) {
        List<Integer> numbers = protocols.ranges().stream()
                .flatMapToInt(range -> IntStream.rangeClosed(range.first(), range.last()))
                .boxed()
                .toList();
        boolean hasWord = numbers.equals(List.of(IpProtocol.TCP))
                || numbers.equals(List.of(IpProtocol.UDP))
                || numbers.equals(List.of(IpProtocol.ICMP));
        List<String> names = numbers.stream().map(ConditionText::protocol).toList();
        return hasWord ? names.get(0) : "proto " + oneOrList(names);
    }

    private static String protocol(int number) {
        String keyword = IpProtocol.keyword(number).toLowerCase(Locale.ROOT);
        return keyword.matches("[a-z0-9.+/-]+") ? keyword : quoted(keyword);
    }

    private static String text(TextLike like) {
        boolean encrypted =
                like.column() == TextColumn.ENCRYPTION && like.pattern().glob().equals("X");
        return encrypted
                ? "encrypted"
                : lower(like.column()) + " " + quoted(like.pattern().glob());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static String counter(Counter counter) {
        return lower(counter).replace('_', ' ');
    }

    private static String operator(Comparison comparison) {
        return switch (comparison) {
            case LESS -> "<";
            case AT_MOST -> "<=";
            case EQUAL -> "=";
            case NOT_EQUAL -> "!=";
            case AT_LEAST -> ">=";
            case MORE -> ">";
        };
    }

    private static String time(TimeIn in) {
        // The two sides of a range are two conditions, which bind as tightly as any others around them.
        String from = in.from() == Long.MIN_VALUE ? "" : "time >= " + Instant.ofEpochMilli(in.from());
        String to = in.to() == Long.MAX_VALUE ? "" : "time < " + Instant.ofEpochMilli(in.to());
        return from + (from.isEmpty() || to.isEmpty() ? "" : " and ") + to;
    }

    private static String oneOrList(List<String> values) {
        return values.size() == 1 ? values.get(0) : "in (" + String.join(", ", values) + ")";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
