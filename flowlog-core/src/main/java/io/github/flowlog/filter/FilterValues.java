package io.github.flowlog.filter;

import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.FlowState;
import io.github.flowlog.FlowType;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.filter.NumberRanges.Range;
import io.github.flowlog.net.AddressScope;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.Ipv4;
import io.github.flowlog.net.Ipv6;
import io.github.flowlog.net.NamedNetworks;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the values of conditions; what is none is an error at its place. */
final class FilterValues {
    private static final String NAME = "name:";
    private static final int HIGHEST_PORT = 65_535;
    private static final int PROTOCOLS = 256;
    private static final int MAC_DIGITS = 12;
    private static final int MOST_LISTED = 16;

    /** What people call the ports that rules are mostly about; only for suggestions, the language has numbers. */
    private static final Map<String, Integer> SERVICES = Map.ofEntries(
            Map.entry("ssh", 22),
            Map.entry("telnet", 23),
            Map.entry("smtp", 25),
            Map.entry("dns", 53),
            Map.entry("domain", 53),
            Map.entry("http", 80),
            Map.entry("ntp", 123),
            Map.entry("ldap", 389),
            Map.entry("https", 443),
            Map.entry("smb", 445),
            Map.entry("mssql", 1433),
            Map.entry("mysql", 3306),
            Map.entry("rdp", 3389),
            Map.entry("postgres", 5432),
            Map.entry("winrm", 5985));

    /** Scopes by their words; private is what FlowType calls so. */
    static final Map<String, Set<AddressScope>> SCOPES = scopes();

    private static final Map<String, FlowState> STATES = Map.of(
            "begin", FlowState.BEGIN,
            "continue", FlowState.CONTINUE,
            "end", FlowState.END,
            "deny", FlowState.DENY,
            "none", FlowState.NONE,
            "b", FlowState.BEGIN,
            "c", FlowState.CONTINUE,
            "e", FlowState.END,
            "d", FlowState.DENY);

    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "=", Comparison.EQUAL,
            "==", Comparison.EQUAL,
            "!=", Comparison.NOT_EQUAL,
            "<", Comparison.LESS,
            "<=", Comparison.AT_MOST,
            ">", Comparison.MORE,
            ">=", Comparison.AT_LEAST);

    private static final Pattern COUNT = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,12})?)([kKmMgGtT]?)");
    private static final Pattern ADDRESS_AND_PORT =
            Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9A-Fa-f:.]{2,45}])[:.](\\d{1,5})");
    private static final Pattern ADDRESS_RANGE = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+-[\\d.]+");

    private final FilterLexer lexer;
    private final NamedNetworks networks;

    FilterValues(FilterLexer lexer, NamedNetworks networks) {
        this.lexer = lexer;
        this.networks = networks;
    }

    /** Whether a word cannot be meant as anything but an address or prefix. */
    boolean isAddressLike(Token word) {
        return FilterWords.looksLikeAddress(word.text()) || isNamed(word.text());
    }

    /** An address, a prefix, or the addresses of a name. */
    List<IpPrefix> prefixes(Token value) {
        String text = value.text();
        if (isNamed(text)) {
            return named(value, text.substring(NAME.length()));
        }
        if (!FilterWords.looksLikeAddress(text)) {
            throw error(value, noAddress(value));
        }
        if (ADDRESS_AND_PORT.matcher(text).matches()) {
            int colon = Math.max(text.lastIndexOf(':'), text.lastIndexOf('.'));
            throw error(
                    value,
                    value.quoted() + " is an address with a port: write ip " + text.substring(0, colon) + " and port "
                            + text.substring(colon + 1));
        }
        if (ADDRESS_RANGE.matcher(text).matches()) {
            throw error(value, value.quoted() + " is a range of addresses: write it as prefixes, such as 10.0.0.0/30");
        }
        String bare = withoutBrackets(text);
        try {
            return List.of(bare.indexOf('/') >= 0 ? IpPrefix.parse(bare) : host(bare));
        } catch (IllegalArgumentException e) {
            throw error(value, String.valueOf(e.getMessage()));
        }
    }

    private static IpPrefix host(String text) {
        if (text.indexOf(':') < 0) {
            return IpPrefix.ofIpv4(Ipv4.parse(text), Integer.SIZE);
        }
        long[] address = new long[2];
        Ipv6.parse(text, address, 0);
        return IpPrefix.ofIpv6(address[0], address[1], 2 * Long.SIZE);
    }

    private static String withoutBrackets(String text) {
        int close = text.indexOf(']');
        boolean bracketed = text.startsWith("[") && close > 0;
        return bracketed ? text.substring(1, close) + text.substring(close + 1) : text;
    }

    private static boolean isNamed(String text) {
        return text.regionMatches(true, 0, NAME, 0, NAME.length());
    }

    private String noAddress(Token value) {
        boolean isName = networks.names().stream().anyMatch(value.text()::equalsIgnoreCase);
        if (isName) {
            return value.quoted() + " is the name of a network: write net name:" + value.quoted();
        }
        if (FilterWords.scopeOf(value.text()) != null) {
            return value.quoted() + " is no address: write scope " + FilterWords.scopeOf(value.text());
        }
        return value.quoted() + " is no address: expected an address, a prefix such as 10.0.0.0/8, or name:NAME";
    }

    private List<IpPrefix> named(Token value, String name) {
        List<String> names = networks.names();
        List<IpPrefix> prefixes = new ArrayList<>();
        for (String known : names) {
            if (known.equals(name) || (!names.contains(name) && known.equalsIgnoreCase(name))) {
                prefixes.addAll(networks.prefixes(names.indexOf(known)));
            }
        }
        boolean isKnown = names.stream().anyMatch(name::equalsIgnoreCase);
        if (!isKnown) {
            throw error(
                    value,
                    "no network has the name " + Quotation.of(name)
                            + (names.isEmpty() ? ": no named networks were given" : suggestion(name, names)));
        }
        return prefixes;
    }

    List<IpPrefix> scope(Token value) {
        String meant = FilterWords.scopeOf(value.text());
        if (meant != null && !meant.equalsIgnoreCase(value.text())) {
            throw error(value, value.quoted() + " is not a scope: write scope " + meant);
        }
        Set<AddressScope> scopes = oneOf(value, "a scope", SCOPES);
        return scopes.stream().flatMap(scope -> scope.prefixes().stream()).toList();
    }

    int port(Token value) {
        int port = number(value.text(), HIGHEST_PORT);
        if (port < 0) {
            throw error(value, noPort(value));
        }
        return port;
    }

    /** A port or a range of ports. */
    Range ports(Token value) {
        String text = value.text();
        int dash = text.indexOf('-');
        if (dash < 0) {
            int port = port(value);
            return new Range(port, port);
        }
        int first = number(text.substring(0, dash), HIGHEST_PORT);
        int last = number(text.substring(dash + 1), HIGHEST_PORT);
        if (first < 0 || last < 0) {
            throw error(value, noPort(value));
        }
        if (first > last) {
            throw error(value, "the range " + text + " ends before it starts: write " + last + "-" + first);
        }
        return new Range(first, last);
    }

    /** The ports on one side of a number. */
    Range portsBeyond(Token operator, int port, Token value) {
        Range range = switch (operator.text()) {
            case "<" -> new Range(0, port - 1);
            case "<=" -> new Range(0, port);
            case ">" -> new Range(port + 1, HIGHEST_PORT);
            default -> new Range(port, HIGHEST_PORT);
        };
        if (range.first() > range.last()) {
            throw error(value, "no port is " + operator.text() + " " + port + ": expected ports from 0 to 65535");
        }
        return range;
    }

    private static String noPort(Token value) {
        Integer service = SERVICES.get(value.text().toLowerCase(Locale.ROOT));
        return value.quoted() + " is no port"
                + (service != null
                        ? ": write port " + service
                        : ": expected a number from 0 to 65535, a range such as 8000-8010, or in (22, 3389)");
    }

    Range protocol(Token value) {
        String text = value.text().toLowerCase(Locale.ROOT);
        int number = text.equals("icmp6") || text.equals("icmpv6") ? icmp6() : IpProtocol.numberOf(value.text());
        if (number < 0) {
            List<String> keywords = IntStream.range(0, PROTOCOLS)
                    .mapToObj(IpProtocol::keyword)
                    .filter(keyword -> !Character.isDigit(keyword.charAt(0)))
                    .toList();
            throw error(
                    value,
                    value.quoted() + " is no protocol"
                            + NearestWord.to(value.text(), keywords)
                                    .map(near -> ": did you mean " + near.toLowerCase(Locale.ROOT) + "?")
                                    .orElse(
                                            ": expected tcp, udp, icmp, another keyword of IANA, or a number from 0 to 255"));
        }
        return new Range(number, number);
    }

    int icmp6() {
        return IpProtocol.numberOf("IPv6-ICMP");
    }

    FlowState state(Token value) {
        return oneOf(value, "a state", STATES);
    }

    FlowType type(Token value) {
        Map<String, FlowType> types =
                Arrays.stream(FlowType.values()).collect(Collectors.toMap(FlowType::text, Function.identity()));
        return oneOf(new Token(value.kind(), value.text().replaceAll("[-_]", ""), value.start()), "a type", types);
    }

    FlowLogFormat format(Token value) {
        for (FlowLogFormat format : FlowLogFormat.values()) {
            if (value.text().equals(Integer.toString(format.version()))) {
                return format;
            }
        }
        throw error(
                value,
                value.quoted() + " is no version: expected 1 or 2 (NSG flow logs) or 4 (virtual network flow logs)");
    }

    /** A MAC address in any spelling, or the pattern of one. */
    TextPattern mac(Token value) {
        String digits = value.text().replaceAll("[-:.]", "").toUpperCase(Locale.ROOT);
        boolean hexadecimal = digits.matches("[0-9A-F*]*");
        int count = digits.replace("*", "").length();
        boolean fits = digits.indexOf('*') >= 0 ? count <= MAC_DIGITS : count == MAC_DIGITS || digits.isEmpty();
        if (!hexadecimal || !fits) {
            throw error(
                    value,
                    value.quoted()
                            + " is no MAC address: expected 12 hex digits such as 00-0D-3A-F8-78-56, or * for some"
                            + " of them");
        }
        return new TextPattern(digits);
    }

    Comparison comparison(Token operator) {
        Comparison comparison = COMPARISONS.get(operator.text());
        if (comparison == null) {
            throw new IllegalStateException("no comparison is written " + operator.text());
        }
        return comparison;
    }

    /** A number of packets or bytes. */
    long count(Token value) {
        Matcher count = COUNT.matcher(value.text());
        if (!count.matches()) {
            throw error(
                    value,
                    value.quoted()
                            + " is no number: expected digits, with k, M, G or T for powers of 1000, such as 1.5M");
        }
        int power = count.group(2).isEmpty()
                ? 0
                : 3 * (1 + "kmgt".indexOf(count.group(2).toLowerCase(Locale.ROOT)));
        BigDecimal number = new BigDecimal(count.group(1)).scaleByPowerOfTen(power);
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw error(
                    value,
                    value.quoted() + " is no number of packets or bytes: expected a whole number up to "
                            + Long.MAX_VALUE);
        }
    }

    /** A date, or a date and time of day, in UTC, as milliseconds since the epoch. */
    long time(Token value) {
        String text = value.text().toUpperCase(Locale.ROOT).replace(' ', 'T');
        String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        try {
            LocalDateTime time =
                    local.indexOf('T') < 0 ? LocalDate.parse(local).atStartOfDay() : LocalDateTime.parse(local);
            boolean inRange = time.getYear() >= 1970 && time.getYear() <= 9999;
            if (inRange && time.truncatedTo(ChronoUnit.MILLIS).equals(time)) {
                return time.toInstant(ZoneOffset.UTC).toEpochMilli();
            }
        } catch (DateTimeException e) {
            // said below, in our words
        }
        throw error(
                value,
                value.quoted() + " is no time: expected UTC to the millisecond, such as 2026-11-21, 2026-11-21T10:00 or"
                        + " 2026-11-21T10:00:00.123Z");
    }

    private <T> T oneOf(Token value, String what, Map<String, T> words) {
        return words.keySet().stream()
                .filter(value.text()::equalsIgnoreCase)
                .findFirst()
                .map(words::get)
                .orElseThrow(() ->
                        error(value, value.quoted() + " is not " + what + suggestion(value.text(), words.keySet())));
    }

    private static String suggestion(String typed, Collection<String> words) {
        List<String> sorted =
                words.stream().filter(word -> word.length() > 1).sorted().toList();
        return NearestWord.to(typed, sorted)
                .map(near -> ": did you mean " + near + "?")
                .orElseGet(() -> ": expected one of "
                        + String.join(", ", sorted.subList(0, Math.min(sorted.size(), MOST_LISTED)))
                        + (sorted.size() > MOST_LISTED ? ", ..." : ""));
    }

    private static Map<String, Set<AddressScope>> scopes() {
        Map<String, Set<AddressScope>> scopes = new HashMap<>();
        for (AddressScope scope : AddressScope.values()) {
            scopes.put(scope.name().toLowerCase(Locale.ROOT).replace('_', '-'), EnumSet.of(scope));
        }
        scopes.put("private", EnumSet.of(AddressScope.PRIVATE, AddressScope.UNIQUE_LOCAL));
        scopes.put("rfc1918", EnumSet.of(AddressScope.PRIVATE));
        scopes.put("public", EnumSet.of(AddressScope.GLOBAL));
        return Map.copyOf(scopes);
    }

    private static int number(String text, int highest) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = digits ? Integer.parseInt(text) : -1;
        return number <= highest ? number : -1;
    }

    private FilterSyntaxException error(Token where, String message) {
        return lexer.error(where.start(), message);
    }
}
