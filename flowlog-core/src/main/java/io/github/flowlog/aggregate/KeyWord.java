package io.github.flowlog.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A word in which a key is typed.
 *
 * @param word the word, {@code N} for a number in it
 * @param fields the columns that it stands for
 */
record KeyWord(String word, List<KeyField> fields) {
    private static final List<KeyWord> KNOWN = List.of(
            of("src", KeyField.SOURCE),
            of("dst", KeyField.DESTINATION),
            of("pair", KeyField.SOURCE, KeyField.DESTINATION),
            of(
                    "5-tuple",
                    KeyField.SOURCE,
                    KeyField.SOURCE_PORT,
                    KeyField.DESTINATION,
                    KeyField.DESTINATION_PORT,
                    KeyField.PROTOCOL),
            of("src-port", KeyField.SOURCE_PORT),
            of("dst-port", KeyField.DESTINATION_PORT),
            of("port", KeyField.DESTINATION_PORT),
            of("rule", KeyField.RULE),
            of("acl", KeyField.ACL),
            of("mac", KeyField.MAC),
            of("resource", KeyField.RESOURCE),
            of("type", KeyField.TYPE),
            of("scope", KeyField.SOURCE_SCOPE, KeyField.DESTINATION_SCOPE),
            of("src-scope", KeyField.SOURCE_SCOPE),
            of("dst-scope", KeyField.DESTINATION_SCOPE),
            of("protocol", KeyField.PROTOCOL),
            of("direction", KeyField.DIRECTION),
            of("decision", KeyField.DECISION),
            of("state", KeyField.STATE),
            of("version", KeyField.VERSION),
            of("net", KeyField.SOURCE_NETWORK, KeyField.DESTINATION_NETWORK),
            of("src-net", KeyField.SOURCE_NETWORK),
            of("dst-net", KeyField.DESTINATION_NETWORK),
            of("subnet/N", KeyField.SOURCE_SUBNET, KeyField.DESTINATION_SUBNET),
            of("src-subnet/N", KeyField.SOURCE_SUBNET),
            of("dst-subnet/N", KeyField.DESTINATION_SUBNET));

    private static final int DEFAULT_IPV6_LENGTH = 64;

    private static final Map<String, Integer> MINUTES = Map.of("m", 1, "h", 60, "d", 60 * 24);

    /** Other spellings: of the filter language, of the columns of the table, of other tools. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("source", "src"),
            Map.entry("srcip", "src"),
            Map.entry("destination", "dst"),
            Map.entry("destip", "dst"),
            Map.entry("5tuple", "5-tuple"),
            Map.entry("sport", "src-port"),
            Map.entry("srcport", "src-port"),
            Map.entry("dport", "dst-port"),
            Map.entry("destport", "dst-port"),
            Map.entry("aclrule", "rule"),
            Map.entry("nsg", "acl"),
            Map.entry("aclgroup", "acl"),
            Map.entry("macaddress", "mac"),
            Map.entry("flowtype", "type"),
            Map.entry("proto", "protocol"),
            Map.entry("dir", "direction"),
            Map.entry("flowdirection", "direction"),
            Map.entry("action", "decision"),
            Map.entry("flowstatus", "decision"),
            Map.entry("flowstate", "state"),
            Map.entry("flowlogversion", "version"));

    private static KeyWord of(String word, KeyField... fields) {
        return new KeyWord(word, List.of(fields));
    }

    static List<String> words() {
        return Stream.concat(KNOWN.stream().map(KeyWord::word), Stream.of("Nm", "Nh", "Nd"))
                .toList();
    }

    static AggregationKey parse(String text) {
        String[] typed = text.strip().toLowerCase(Locale.ROOT).split(",", -1);
        List<KeyColumn> columns = new ArrayList<>();
        for (int at = 0; at < typed.length; at++) {
            String word = typed[at].strip().replaceAll("[ _]+", "-");
            int slash = word.indexOf('/');
            if (slash >= 0) {
                // subnet/24,64 has a comma of its own
                String ipv6Length = at + 1 < typed.length && isNumber(typed[at + 1].strip()) ? typed[++at].strip() : "";
                addSubnets(word.substring(0, slash), word.substring(slash + 1), ipv6Length, columns);
            } else {
                add(word, columns);
            }
        }
        return new AggregationKey(columns);
    }

    private static void addSubnets(String word, String ipv4Length, String ipv6Length, List<KeyColumn> columns) {
        KeyWord found = find(word + "/N");
        if (found == null || !isNumber(ipv4Length)) {
            throw unknown(word + "/" + ipv4Length);
        }
        int length = Integer.parseInt(ipv4Length);
        int length6 = ipv6Length.isEmpty() ? DEFAULT_IPV6_LENGTH : Integer.parseInt(ipv6Length);
        found.fields.forEach(field -> columns.add(KeyColumn.subnet(field, length, length6)));
    }

    private static void add(String word, List<KeyColumn> columns) {
        KeyWord found = find(ALIASES.getOrDefault(word, word));
        if (found != null && !found.fields.get(0).isSubnet()) {
            found.fields.forEach(field -> columns.add(KeyColumn.of(field)));
            return;
        }
        String unit = word.isEmpty() ? "" : word.substring(word.length() - 1);
        String count = word.isEmpty() ? "" : word.substring(0, word.length() - 1);
        if (!MINUTES.containsKey(unit) || !isNumber(count)) {
            throw unknown(word);
        }
        columns.add(KeyColumn.time(Integer.parseInt(count) * MINUTES.getOrDefault(unit, 0)));
    }

    /** Whether a text is a number of few digits, which no later product of minutes takes out of an int. */
    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,5}");
    }

    private static @Nullable KeyWord find(String word) {
        for (KeyWord known : KNOWN) {
            if (known.word.equals(word)) {
                return known;
            }
        }
        return null;
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException(
                "no key is called \"" + word + "\"; there are " + String.join(", ", words()));
    }
}
