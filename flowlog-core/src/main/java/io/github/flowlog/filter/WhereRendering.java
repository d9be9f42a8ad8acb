package io.github.flowlog.filter;

import io.github.flowlog.IpProtocol;
import io.github.flowlog.encode.FlowColumn;
import io.github.flowlog.net.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A condition as an expression over the columns of FlowLogs: what SQL and KQL have in common. */
abstract class WhereRendering {
    private static final int PORTS = 1 << 16;
    private static final int PROTOCOLS = 1 << 8;

    /** The text of a condition. */
    final String render(Condition condition) {
        return clause(condition).text();
    }

    /** The operator that tells whether two values are equal. */
    abstract String equalSign();

    /** The operator that tells whether a value is not in a list. */
    abstract String notIn();

    /** A range of numbers, the last one included, behind {@code between}. */
    abstract String range(int first, int last);

    /** Whether a value is not null. */
    abstract String isNotNull(String value);

    abstract String literal(String text);

    abstract String time(long milliseconds);

    /** Whether the address of a column is of a family. */
    abstract Clause isOf(IpFamily family, String column);

    /** Whether the address of a column is in these prefixes of one family, of which there is at least one. */
    abstract Clause isIn(FamilyAddresses addresses, String column);

    /**
     * Whether a text column is what a pattern says: its parts between the stars, not all of them empty; one part is the whole text.
     *
     * @param exactly whether letters of the other case do not match either
     */
    abstract Clause matches(TextColumn column, List<String> parts, boolean exactly);

    private Clause clause(Condition condition) {
        if (condition instanceof Condition.And and) {
            return Clause.all(clauses(and.parts()));
        } else if (condition instanceof Condition.Or or) {
            return Clause.any(clauses(or.parts()));
        } else if (condition instanceof Condition.Not not) {
            return clause(not.part()).negated();
        } else if (condition instanceof Condition.AddressIn in) {
            return ofSide(in.side(), FlowColumn.SRC_IP, FlowColumn.DEST_IP, column -> address(column, in.addresses()));
        } else if (condition instanceof Condition.PortIn in) {
            return ofSide(in.side(), FlowColumn.SRC_PORT, FlowColumn.DEST_PORT, column -> port(column, in.ports()));
        } else if (condition instanceof Condition.ProtocolIn in) {
            return protocol(in.protocols());
        } else if (condition instanceof Condition.DirectionIs is) {
            return isWord(FlowColumn.FLOW_DIRECTION, is.direction().text());
        } else if (condition instanceof Condition.DecisionIs is) {
            return isWord(FlowColumn.FLOW_STATUS, is.decision().text());
        } else if (condition instanceof Condition.StateIs is) {
            return isWord(FlowColumn.FLOW_STATE, is.state().text());
        } else if (condition instanceof Condition.TypeIs is) {
            return isWord(FlowColumn.FLOW_TYPE, is.type().text());
        } else if (condition instanceof Condition.FormatIs is) {
            return Clause.of(equal(
                    FlowColumn.FLOW_LOG_VERSION.columnName(),
                    Integer.toString(is.format().version())));
        } else if (condition instanceof Condition.TextLike like) {
            return text(like.column(), like.pattern().glob());
        } else if (condition instanceof Condition.CounterIs is) {
            return counter(is.counter(), operator(is.comparison()), is.value());
        } else if (condition instanceof Condition.TimeIn in) {
            return time(in);
        }
        throw new AssertionError(condition);
    }

    private List<Clause> clauses(List<Condition> conditions) {
        return conditions.stream().map(this::clause).toList();
    }

    private static Clause ofSide(
            Side side, FlowColumn source, FlowColumn destination, Function<String, Clause> condition) {
        return switch (side) {
            case SOURCE -> condition.apply(source.columnName());
            case DESTINATION -> condition.apply(destination.columnName());
            case EITHER ->
                Clause.any(List.of(condition.apply(source.columnName()), condition.apply(destination.columnName())));
        };
    }

    private Clause address(String column, AddressSet set) {
        FamilyAddresses ipv4 = FamilyAddresses.of(IpFamily.IPV4, set);
        FamilyAddresses ipv6 = FamilyAddresses.of(IpFamily.IPV6, set);
        return ipv4.isWhole() && ipv6.isWhole()
                ? Clause.TRUE
                : Clause.any(List.of(ofFamily(ipv4, column), ofFamily(ipv6, column)));
    }

    private Clause ofFamily(FamilyAddresses addresses, String column) {
        Clause held = addresses.prefixes().isEmpty() ? Clause.FALSE : isIn(addresses, column);
        return addresses.outside() ? Clause.all(List.of(isOf(addresses.family(), column), held.negated())) : held;
    }

    private Clause port(String column, NumberRanges ports) {
        List<Clause> clauses = new ArrayList<>();
        List<String> singles = new ArrayList<>();
        for (NumberRanges.Range range : ports.ranges()) {
            if (range.first() == 0 && range.last() == PORTS - 1) {
                return Clause.TRUE;
            } else if (range.first() == range.last()) {
                singles.add(Integer.toString(range.first()));
            } else {
                clauses.add(Clause.of(column + " between " + range(range.first(), range.last())));
            }
        }
        clauses.add(0, isOneOf(column, singles));
        return Clause.any(clauses);
    }

    private Clause protocol(NumberRanges protocols) {
        List<String> in = new ArrayList<>();
        List<String> out = new ArrayList<>();
        IntStream.range(0, PROTOCOLS)
                .forEach(number -> (contains(protocols, number) ? in : out).add(literal(IpProtocol.keyword(number))));
        String column = FlowColumn.PROTOCOL.columnName();
        if (out.isEmpty()) {
            return Clause.TRUE;
        }
        return in.size() <= out.size()
                ? isOneOf(column, in)
                : Clause.of(column + " " + notIn() + " (" + String.join(", ", out) + ")");
    }

    private static boolean contains(NumberRanges ranges, int number) {
        return ranges.ranges().stream().anyMatch(range -> range.first() <= number && number <= range.last());
    }

    private Clause isWord(FlowColumn column, String word) {
        return Clause.of(equal(column.columnName(), literal(word)));
    }

    private Clause text(TextColumn column, String glob) {
        List<String> parts = List.of(glob.split("\\*+", -1));
        if (parts.size() > 1 && parts.stream().allMatch(String::isEmpty)) {
            return Clause.TRUE;
        }
        // MAC addresses have capitals only, in the column as in the pattern
        boolean exactly = column == TextColumn.MAC || glob.chars().noneMatch(WhereRendering::isLetter);
        return matches(column, parts, exactly);
    }

    /**
     * A sum that is larger than a long is still compared rightly: no counter is negative, so that a number less a counter fits.
     */
    private Clause counter(Counter counter, String operator, long value) {
        return switch (counter) {
            case PACKETS_SENT -> counter(FlowColumn.PACKETS_SRC_TO_DEST, operator, value);
            case PACKETS_RECEIVED -> counter(FlowColumn.PACKETS_DEST_TO_SRC, operator, value);
            case BYTES_SENT -> counter(FlowColumn.BYTES_SRC_TO_DEST, operator, value);
            case BYTES_RECEIVED -> counter(FlowColumn.BYTES_DEST_TO_SRC, operator, value);
            case PACKETS -> sum(FlowColumn.PACKETS_SRC_TO_DEST, FlowColumn.PACKETS_DEST_TO_SRC, operator, value);
            case BYTES -> sum(FlowColumn.BYTES_SRC_TO_DEST, FlowColumn.BYTES_DEST_TO_SRC, operator, value);
        };
    }

    private static Clause counter(FlowColumn column, String operator, long value) {
        return Clause.of("coalesce(" + column.columnName() + " " + operator + " " + value + ", false)");
    }

    private Clause sum(FlowColumn sent, FlowColumn received, String operator, long value) {
        return Clause.all(List.of(
                Clause.of(isNotNull("coalesce(" + sent.columnName() + ", " + received.columnName() + ")")),
                Clause.of("coalesce(" + sent.columnName() + ", 0) " + operator + " " + value + " - coalesce("
                        + received.columnName() + ", 0)")));
    }

    private String operator(Comparison comparison) {
        return switch (comparison) {
            case LESS -> "<";
            case AT_MOST -> "<=";
            case EQUAL -> equalSign();
            case NOT_EQUAL -> "!=";
            case AT_LEAST -> ">=";
            case MORE -> ">";
        };
    }

    private Clause time(Condition.TimeIn in) {
        String column = FlowColumn.TIMESTAMP.columnName();
        return Clause.all(List.of(
                in.from() == Long.MIN_VALUE ? Clause.TRUE : Clause.of(column + " >= " + time(in.from())),
                in.to() == Long.MAX_VALUE ? Clause.TRUE : Clause.of(column + " < " + time(in.to()))));
    }

    /** Whether a column is equal to one of these values, which are written out. */
    final Clause isOneOf(String column, List<String> values) {
        return switch (values.size()) {
            case 0 -> Clause.FALSE;
            case 1 -> Clause.of(equal(column, values.get(0)));
            default -> Clause.of(column + " in (" + String.join(", ", values) + ")");
        };
    }

    final String equal(String column, String value) {
        return column + " " + equalSign() + " " + value;
    }

    static String name(TextColumn column) {
        return switch (column) {
            case RULE -> FlowColumn.ACL_RULE.columnName();
            case ACL -> FlowColumn.ACL_GROUP.columnName();
            case MAC -> FlowColumn.MAC_ADDRESS.columnName();
            case RESOURCE -> FlowColumn.RESOURCE.columnName();
            case ENCRYPTION -> FlowColumn.FLOW_ENCRYPTION.columnName();
        };
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    /** A regular expression for a pattern. Each letter stands in both cases: the flag for it would match letters beyond ASCII too. */
    static String regex(List<String> parts) {
        return parts.stream().map(WhereRendering::regex).collect(Collectors.joining(".*", "(?s)^", "$"));
    }

    private static String regex(String text) {
        StringBuilder pattern = new StringBuilder();
        text.chars().forEach(character -> {
            if (isLetter(character)) {
                pattern.append('[').append((char) (character & ~0x20));
                pattern.append((char) (character | 0x20)).append(']');
            } else {
                pattern.append("\\.+*?()|[]{}^$".indexOf(character) < 0 ? "" : "\\")
                        .append((char) character);
            }
        });
        return pattern.toString();
    }

    private static boolean isLetter(int character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }
}
