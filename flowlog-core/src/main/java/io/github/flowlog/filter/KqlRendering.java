package io.github.flowlog.filter;

import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.Ipv4;
import io.github.flowlog.net.Ipv6;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A condition as KQL.
 *
 * <p>The address functions give null for texts of the other family, which {@code not} would keep null, so each stands in a
 * {@code coalesce}. The IPv6 ones take IPv4 texts for mapped addresses, so prefixes that hold such ask for the family first.
 */
final class KqlRendering extends WhereRendering {
    private static final IpPrefix MAPPED = IpPrefix.ofIpv6(0, 0xFFFFL << 32, 96);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static String of(Condition condition) {
        return new KqlRendering().render(condition);
    }

    @Override
    String equalSign() {
        return "==";
    }

    @Override
    String notIn() {
        return "!in";
    }

    @Override
    String range(int first, int last) {
        return "(" + first + " .. " + last + ")";
    }

    @Override
    String isNotNull(String value) {
        return "isnotnull(" + value + ")";
    }

    @Override
    String literal(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.chars().forEach(character -> {
            if (character == '\'' || character == '\\') {
                quoted.append('\\').append((char) character);
            } else if (Character.isISOControl(character) || character == '\u2028' || character == '\u2029') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('\'').toString();
    }

    @Override
    String time(long milliseconds) {
        return "datetime(" + TIME.format(Instant.ofEpochMilli(milliseconds)) + ")";
    }

    @Override
    Clause isOf(IpFamily family, String column) {
        return Clause.of((family == IpFamily.IPV4 ? "isnotnull" : "isnull") + "(parse_ipv4(" + column + "))");
    }

    @Override
    Clause isIn(FamilyAddresses addresses, String column) {
        IpFamily family = addresses.family();
        Clause single = isOneOf(
                column,
                addresses.prefixes().stream()
                        .filter(prefix -> prefix.length() == family.bits())
                        .map(prefix -> literal(address(prefix)))
                        .toList());
        List<IpPrefix> wide = addresses.prefixes().stream()
                .filter(prefix -> prefix.length() < family.bits())
                .toList();
        if (wide.isEmpty()) {
            return single;
        }
        boolean mayTakeIpv4 = wide.stream().anyMatch(prefix -> prefix.contains(MAPPED) || MAPPED.contains(prefix));
        return Clause.any(List.of(
                single,
                Clause.all(List.of(
                        mayTakeIpv4 ? isOf(IpFamily.IPV6, column) : Clause.TRUE, isInRange(family, wide, column)))));
    }

    private Clause isInRange(IpFamily family, List<IpPrefix> prefixes, String column) {
        String function = family == IpFamily.IPV4 ? "ipv4_is_in_" : "ipv6_is_in_";
        String ranges =
                prefixes.stream().map(prefix -> literal(prefix.toString())).collect(Collectors.joining(", "));
        return Clause.of("coalesce(" + function
                + (prefixes.size() == 1
                        ? "range(" + column + ", " + ranges + ")"
                        : "any_range(" + column + ", dynamic([" + ranges + "]))")
                + ", false)");
    }

    private static String address(IpPrefix single) {
        return single.family() == IpFamily.IPV4
                ? Ipv4.format((int) single.low())
                : Ipv6.format(single.high(), single.low());
    }

    /** Of text beyond ASCII the documentation leaves open what is equal to what; a regular expression does not. */
    @Override
    Clause matches(TextColumn column, List<String> parts, boolean exactly) {
        String operator = operator(parts, exactly);
        String text = String.join("", parts);
        return operator.isEmpty() || !(exactly || isAscii(text))
                ? Clause.of(name(column) + " matches regex " + literal(regex(parts)))
                : Clause.of(name(column) + " " + operator + " " + literal(text));
    }

    /** The operator for a pattern with stars at its ends only, else an empty text. */
    private static String operator(List<String> parts, boolean exactly) {
        boolean openAtStart = parts.get(0).isEmpty();
        boolean openAtEnd = parts.get(parts.size() - 1).isEmpty();
        String suffix = exactly ? "_cs" : "";
        return switch (parts.size()) {
            case 1 -> exactly ? "==" : "=~";
            case 2 -> openAtEnd ? "startswith" + suffix : openAtStart ? "endswith" + suffix : "";
            case 3 -> openAtStart && openAtEnd ? "contains" + suffix : "";
            default -> "";
        };
    }
}
