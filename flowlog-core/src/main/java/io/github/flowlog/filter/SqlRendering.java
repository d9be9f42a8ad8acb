package io.github.flowlog.filter;

import io.github.flowlog.net.IpFamily;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.Ipv4;
import io.github.flowlog.net.Ipv6;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A condition as DuckDB's SQL, without extensions.
 *
 * <p>Addresses are canonical text. A single one is compared as a whole. A prefix that ends between two octets or groups of the text
 * is a {@code like}; the others make one regular expression, so that thousands of prefixes cost one pass over the text: over the
 * text itself for IPv4, over its 32 digits for IPv6.
 */
final class SqlRendering extends WhereRendering {
    /** So many prefixes are still read easily one by one. */
    private static final int MOST_LIKES = 8;

    /** RE2 bounds the memory of an expression; this stays far below. */
    private static final int MOST_ALTERNATIVES = 5_000;

    /** Only the texts of these IPv6 addresses have a dotted quad. */
    private static final IpPrefix MAPPED = IpPrefix.ofIpv6(0, 0xFFFFL << 32, 96);

    private static final String MAPPED_LEAD = "::ffff:";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    static String of(Condition condition) {
        return new SqlRendering().render(condition);
    }

    @Override
    String equalSign() {
        return "=";
    }

    @Override
    String notIn() {
        return "not in";
    }

    @Override
    String range(int first, int last) {
        return first + " and " + last;
    }

    @Override
    String isNotNull(String value) {
        return value + " is not null";
    }

    /** Many tools take a NUL for the end of the statement. */
    @Override
    String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\0') < 0 ? quoted : "(" + quoted.replace("\0", "' || chr(0) || '") + ")";
    }

    @Override
    String time(long milliseconds) {
        return "timestamp '" + TIME.format(Instant.ofEpochMilli(milliseconds)) + "'";
    }

    @Override
    Clause isOf(IpFamily family, String column) {
        return Clause.of(column + (family == IpFamily.IPV4 ? " not like '%:%'" : " like '%:%'"));
    }

    @Override
    Clause isIn(FamilyAddresses addresses, String column) {
        return addresses.family() == IpFamily.IPV4
                ? ipv4("", addresses.prefixes(), column)
                : ipv6(addresses.prefixes(), column);
    }

    @Override
    Clause matches(TextColumn column, List<String> parts, boolean exactly) {
        if (!exactly && !foldsToAscii(column, parts)) {
            return matchesRegex(name(column), regex(parts));
        }
        if (exactly && parts.size() == 1) {
            return Clause.of(equal(name(column), literal(parts.get(0))));
        }
        boolean escaped = parts.stream().anyMatch(part -> part.indexOf('%') >= 0 || part.indexOf('_') >= 0);
        String pattern = parts.stream()
                .map(part -> escaped ? part.replaceAll("[\\\\%_]", "\\\\$0") : part)
                .collect(Collectors.joining("%"));
        return Clause.of(
                name(column) + (exactly ? " like " : " ilike ") + literal(pattern) + (escaped ? " escape '\\'" : ""));
    }

    /**
     * Whether {@code ilike} finds ASCII letters only: it takes the Kelvin sign for a k and a capital I with a dot for an i.
     *
     * <p>Codes of encryption are ASCII anyway.
     */
    private static boolean foldsToAscii(TextColumn column, List<String> parts) {
        return parts.stream()
                .allMatch(part -> isAscii(part)
                        && (column == TextColumn.ENCRYPTION
                                || part.chars().noneMatch(letter -> "iIkK".indexOf(letter) >= 0)));
    }

    /** The texts of IPv4 addresses, each behind the same lead. */
    private Clause ipv4(String lead, List<IpPrefix> prefixes, String column) {
        List<IpPrefix> wide = wide(prefixes);
        boolean few = wide.size() <= MOST_LIKES;
        List<Clause> clauses = new ArrayList<>();
        clauses.add(isOneOf(column, singles(prefixes, address -> lead + Ipv4.format((int) address.low()))));
        List<String> patterns = new ArrayList<>();
        for (IpPrefix prefix : wide) {
            if (prefix.length() == 0) {
                clauses.add(startsWith(column, lead + "%."));
            } else if (few && PrefixPattern.endsBehindOctet(prefix)) {
                clauses.add(startsWith(column, lead + PrefixPattern.octets(prefix, ".")));
            } else {
                patterns.add(PrefixPattern.ipv4(prefix));
            }
        }
        clauses.add(matchesOne(column, lead, patterns));
        return Clause.any(clauses);
    }

    private Clause ipv6(List<IpPrefix> prefixes, String column) {
        List<IpPrefix> mapped = prefixes.stream().filter(MAPPED::contains).toList();
        List<IpPrefix> others =
                prefixes.stream().filter(prefix -> !MAPPED.contains(prefix)).toList();
        List<IpPrefix> wide = wide(others);
        boolean few = wide.size() <= MOST_LIKES;
        List<Clause> clauses = new ArrayList<>();
        clauses.add(isOneOf(column, singles(others, address -> Ipv6.format(address.high(), address.low()))));
        List<String> patterns = new ArrayList<>();
        for (IpPrefix prefix : wide) {
            if (prefix.contains(MAPPED)) {
                clauses.add(startsWith(column, MAPPED_LEAD + "%."));
            }
            if (few && PrefixPattern.endsBehindGroup(prefix)) {
                clauses.add(startsWith(column, PrefixPattern.groups(prefix)));
            } else {
                patterns.add(PrefixPattern.ipv6(prefix));
            }
        }
        clauses.add(
                Clause.all(List.of(Clause.of(column + " not like '%.%'"), matchesOne(digits(column), "", patterns))));
        clauses.add(ipv4(MAPPED_LEAD, mapped.stream().map(SqlRendering::quad).toList(), column));
        return Clause.any(clauses);
    }

    private static IpPrefix quad(IpPrefix mapped) {
        return IpPrefix.maskedIpv4((int) mapped.low(), mapped.length() - MAPPED.length());
    }

    private static List<IpPrefix> wide(List<IpPrefix> prefixes) {
        return prefixes.stream()
                .filter(prefix -> prefix.length() < prefix.family().bits())
                .toList();
    }

    private List<String> singles(List<IpPrefix> prefixes, Function<IpPrefix, String> text) {
        return prefixes.stream()
                .filter(prefix -> prefix.length() == prefix.family().bits())
                .map(text)
                .map(this::literal)
                .toList();
    }

    private Clause startsWith(String column, String begin) {
        return Clause.of(column + " like " + literal(begin + "%"));
    }

    private Clause matchesOne(String text, String lead, List<String> patterns) {
        List<Clause> clauses = new ArrayList<>();
        for (int from = 0; from < patterns.size(); from += MOST_ALTERNATIVES) {
            List<String> some = patterns.subList(from, Math.min(from + MOST_ALTERNATIVES, patterns.size()));
            String alternatives = some.size() == 1 ? some.get(0) : "(" + String.join("|", some) + ")";
            clauses.add(matchesRegex(text, "^" + lead + alternatives));
        }
        return Clause.any(clauses);
    }

    private Clause matchesRegex(String text, String pattern) {
        return Clause.of("regexp_matches(" + text + ", " + literal(pattern) + ")");
    }

    /**
     * The 32 digits of an IPv6 address that is not mapped: {@code ::} is replaced by as many zero groups as eight groups lack, which
     * the colons tell, and each group is filled up with zeros.
     */
    private static String digits(String column) {
        String colons = "len(" + column + ") - len(replace(" + column + ", ':', ''))";
        String eightGroups = "replace(" + column + ", '::', ':' || repeat('0:', 8 - (" + colons + ")))";
        return "array_to_string(list_transform(string_split(" + eightGroups
                + ", ':'), lambda part: lpad(part, 4, '0')), '')";
    }
}
