package io.github.flowlog.filter;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Suggests a word of the language in place of one that is unknown. */
final class FilterWords {
    /** Words that can begin a condition, the usual ones first. */
    private static final List<String> CONDITIONS = List.of(
            "src",
            "dst",
            "ip",
            "net",
            "host",
            "port",
            "proto",
            "tcp",
            "udp",
            "icmp",
            "in",
            "out",
            "inbound",
            "outbound",
            "denied",
            "allowed",
            "rule",
            "acl",
            "mac",
            "resource",
            "state",
            "type",
            "scope",
            "bytes",
            "packets",
            "encrypted",
            "encryption",
            "version",
            "time",
            "not",
            "any");

    private static final List<String> BEHIND_SIDE = List.of("ip", "net", "port", "scope");

    /** Words of nfdump, tcpdump, get_nsg_logs, the log itself and everyday speech. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("deny", "denied"),
            Map.entry("drop", "denied"),
            Map.entry("drops", "denied"),
            Map.entry("dropped", "denied"),
            Map.entry("block", "denied"),
            Map.entry("blocked", "denied"),
            Map.entry("reject", "denied"),
            Map.entry("rejected", "denied"),
            Map.entry("allow", "allowed"),
            Map.entry("accept", "allowed"),
            Map.entry("accepted", "allowed"),
            Map.entry("permit", "allowed"),
            Map.entry("permitted", "allowed"),
            Map.entry("pass", "allowed"),
            Map.entry("action", "denied or allowed"),
            Map.entry("decision", "denied or allowed"),
            Map.entry("status", "denied or allowed"),
            Map.entry("flowstatus", "denied or allowed"),
            Map.entry("dir", "in or out"),
            Map.entry("direction", "in or out"),
            Map.entry("flowdirection", "in or out"),
            Map.entry("ingress", "in"),
            Map.entry("incoming", "in"),
            Map.entry("egress", "out"),
            Map.entry("outgoing", "out"),
            Map.entry("dport", "dst port"),
            Map.entry("dstport", "dst port"),
            Map.entry("destport", "dst port"),
            Map.entry("sport", "src port"),
            Map.entry("srcport", "src port"),
            Map.entry("srcip", "src ip"),
            Map.entry("sip", "src ip"),
            Map.entry("saddr", "src ip"),
            Map.entry("dstip", "dst ip"),
            Map.entry("destip", "dst ip"),
            Map.entry("dip", "dst ip"),
            Map.entry("daddr", "dst ip"),
            Map.entry("srcnet", "src net"),
            Map.entry("dstnet", "dst net"),
            Map.entry("source", "src"),
            Map.entry("from", "src"),
            Map.entry("destination", "dst"),
            Map.entry("dest", "dst"),
            Map.entry("to", "dst"),
            Map.entry("addr", "ip"),
            Map.entry("address", "ip"),
            Map.entry("ip2", "ip A and ip B"),
            Map.entry("ipv4", "net 0.0.0.0/0"),
            Map.entry("ipv6", "net ::/0"),
            Map.entry("ip6", "net ::/0"),
            Map.entry("inet", "net 0.0.0.0/0"),
            Map.entry("inet6", "net ::/0"),
            Map.entry("cidr", "net"),
            Map.entry("subnet", "net"),
            Map.entry("network", "net"),
            Map.entry("prefix", "net"),
            Map.entry("name", "net name:NAME"),
            Map.entry("portrange", "port 8000-8010"),
            Map.entry("protocol", "proto"),
            Map.entry("aclrule", "rule"),
            Map.entry("nsg", "acl"),
            Map.entry("aclgroup", "acl"),
            Map.entry("vnet", "resource"),
            Map.entry("nic", "mac"),
            Map.entry("macaddress", "mac"),
            Map.entry("ether", "mac"),
            Map.entry("flags", "state"),
            Map.entry("flowstate", "state"),
            Map.entry("flow-state", "state"),
            Map.entry("flowtype", "type"),
            Map.entry("flowencryption", "encryption"),
            Map.entry("octets", "bytes"),
            Map.entry("pkts", "packets"),
            Map.entry("sent", "bytes sent > 1M"),
            Map.entry("received", "bytes received > 1M"),
            Map.entry("begin", "state begin"),
            Map.entry("continue", "state continue"),
            Map.entry("end", "state end"),
            Map.entry("privatetoprivate", "type PrivateToPrivate"),
            Map.entry("privatetopublic", "type PrivateToPublic"),
            Map.entry("publictoprivate", "type PublicToPrivate"),
            Map.entry("publictopublic", "type PublicToPublic"),
            Map.entry("timestamp", "time"),
            Map.entry("since", "time >= 2026-11-21T10:00:00Z"),
            Map.entry("after", "time >= 2026-11-21T10:00:00Z"),
            Map.entry("before", "time < 2026-11-21T10:00:00Z"),
            Map.entry("true", "any"),
            Map.entry("all", "any"));

    private static final Map<String, String> SCOPES_ELSEWHERE =
            Map.of("internet", "public", "external", "public", "internal", "private", "localhost", "loopback");

    /** What may be given back as typed. */
    private static final Pattern PLAIN_ADDRESS = Pattern.compile("[0-9A-Fa-f.:/\\[\\]]{2,50}");

    private static final Pattern ADDRESS = Pattern.compile("\\[?[0-9A-Fa-f]*[.:].*", Pattern.DOTALL);
    private static final Pattern MAC = Pattern.compile("(?:[0-9A-Fa-f]{2}[-:]){5}[0-9A-Fa-f]{2}");
    private static final Pattern PORTS = Pattern.compile("\\d{1,5}(?:-\\d{1,5})?");

    private FilterWords() {}

    /** Whether a text can be meant as an address, a prefix, or an address with something behind it. */
    static boolean looksLikeAddress(String text) {
        return ADDRESS.matcher(text).matches() && !MAC.matcher(text).matches();
    }

    /** The scope that a word names here or elsewhere, or null. */
    static @Nullable String scopeOf(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return FilterValues.SCOPES.containsKey(lower) ? lower : SCOPES_ELSEWHERE.get(lower);
    }

    /** What to say of a word with which no condition begins. */
    static String notACondition(Token word) {
        return meant(word.text())
                .map(meant -> word.quoted() + " is no condition: " + meant)
                .orElse(
                        word.quoted()
                                + " is no condition: expected a word such as denied, in, src, dst, ip, net, port, proto or rule");
    }

    /** What to say of what follows {@code src} or {@code dst}. */
    static String notAfterSide(Token found, String side) {
        if (PORTS.matcher(found.text()).matches()) {
            return side + " needs to know of what: write " + side + " port " + found.text();
        }
        if (scopeOf(found.text()) != null) {
            return side + " needs to know of what: write " + side + " scope " + scopeOf(found.text());
        }
        return side + " goes with ip, net, port or scope, not with " + found.quoted()
                + NearestWord.to(found.text(), BEHIND_SIDE)
                        .map(near -> ": did you mean " + side + " " + near + "?")
                        .orElse(": expected something like " + side + " ip 10.0.0.4 or " + side + " port 22");
    }

    /** What to say of a word behind {@code bytes} or {@code packets}. */
    static String notAfterCounter(Token found, String counter) {
        return counter + " cannot be " + found.quoted()
                + NearestWord.to(found.text(), List.of("sent", "received"))
                        .map(near -> ": did you mean " + counter + " " + near + "?")
                        .orElse(": expected sent, received, or a comparison such as " + counter + " > 1M");
    }

    /** What to say of a word that follows a whole condition. */
    static String notJoined(Token found) {
        if (PORTS.matcher(found.text()).matches()) {
            return "a second number needs a list: expected and, or, or the end before " + found.quoted()
                    + ", or several values as in port in (22, 3389)";
        }
        String near = found.is(Token.Kind.WORD)
                ? NearestWord.to(found.text(), List.of("and", "or")).orElse("")
                : "";
        boolean begins = CONDITIONS.contains(found.text().toLowerCase(Locale.ROOT));
        return "two conditions need a word between them: "
                + (near.isEmpty() || begins
                        ? "expected and, or, or the end before " + found.quoted()
                        : found.quoted() + " is none, did you mean " + near + "?");
    }

    /** What goes behind a word, for a message. */
    static String valueOf(String word) {
        return switch (word) {
            case "ip", "net", "host" -> "an address, a prefix such as 10.0.0.0/8, or name:NAME";
            case "port" -> "a number from 0 to 65535, a range such as 8000-8010, or in (22, 3389)";
            case "proto" -> "tcp, udp, icmp or a number";
            case "scope" -> "private, public or another scope";
            case "state" -> "begin, continue, end, deny or none";
            case "type" -> "a type such as PrivateToPublic";
            case "version" -> "1, 2 or 4";
            case "mac" -> "12 hex digits such as 00-0D-3A-F8-78-56";
            case "bytes", "packets" -> "a number such as 1M";
            case "time" -> "a time such as 2026-11-21T10:00:00Z";
            default -> "a text such as \"Default*\"";
        };
    }

    private static Optional<String> meant(String text) {
        String elsewhere = ELSEWHERE.get(text.toLowerCase(Locale.ROOT));
        if (elsewhere != null) {
            return Optional.of("write " + elsewhere);
        }
        if (MAC.matcher(text).matches()) {
            return Optional.of("write mac " + text);
        }
        if (looksLikeAddress(text) && PLAIN_ADDRESS.matcher(text).matches()) {
            return Optional.of("write " + (text.indexOf('/') < 0 ? "ip " : "net ") + text);
        }
        if (PORTS.matcher(text).matches()) {
            return Optional.of("write port " + text + ", or for several port in (22, 3389)");
        }
        String scope = scopeOf(text);
        if (scope != null) {
            return Optional.of("write scope " + scope);
        }
        return NearestWord.to(text, CONDITIONS)
                .map(near -> "did you mean " + near + "?")
                .or(() -> NearestWord.to(
                                text, ELSEWHERE.keySet().stream().sorted().toList())
                        .map(near -> "write " + ELSEWHERE.get(near)));
    }
}
