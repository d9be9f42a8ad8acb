package io.github.flowlog.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A kind of input that somebody could write to make a parser slow, at any size.
 *
 * <p>Each is made of a head, a piece that is repeated, and a tail. Where {@code #} stands in a piece the number of the
 * repetition is written, so that nothing repeats.
 */
enum HostileShape {
    /** What the others are compared with: 200 IPv4 tuples in each record. */
    ORDINARY("{\"records\":[", vnetRecord("rule", (Tuples.IPV4 + ",").repeat(199) + Tuples.IPV4), ",", "]}"),
    /** One record of one tuple after the other. */
    TINY_RECORDS("{\"records\":[", vnetRecord("rule", Tuples.IPV4), ",", "]}"),
    /** Objects that are no records, each reported. */
    EMPTY_OBJECTS("[", "{}", ",", "]"),
    /** One record that is the whole file. */
    ONE_RECORD(vnetHead("rule"), Tuples.IPV4, ",", Tuples.VNET_TAIL),
    /** The version stands behind all tuples, so that it has to be looked for first. */
    LATE_VERSION(
            "{\"time\":\"2022-09-14T09:00:52.5625085Z\",\"flowRecords\":{\"flows\":[{\"flowGroups\":[{\"rule\":\"r\",\"flowTuples\":[",
            Tuples.IPV4,
            ",",
            "]}]}]},\"flowLogVersion\":4}"),
    /** Every byte of every tuple and key is an escape. */
    ESCAPES(
            "{\"records\":[",
            vnetRecord(escaped("rule"), ('"' + escaped(Tuples.IPV4.replace("\"", "")) + "\",").repeat(9) + Tuples.IPV4),
            ",",
            "]}"),
    /** Both addresses of every tuple are IPv6 at full length. */
    IPV6("{\"records\":[", vnetRecord("rule", (Tuples.IPV6 + ",").repeat(99) + Tuples.IPV6), ",", "]}"),
    /** Counters and ports as long as they may be. */
    LONG_NUMBERS("{\"records\":[", vnetRecord("rule", (Tuples.LONG + ",").repeat(99) + Tuples.LONG), ",", "]}"),
    /** Each tuple is wrong at its last byte, and reported. */
    BAD_TUPLES("{\"records\":[", vnetRecord("rule", (Tuples.BAD + ",").repeat(99) + Tuples.BAD), ",", "]}"),
    /** An unknown value as deep as is allowed, again and again. */
    DEEP_VALUES("[", "{\"x\":" + "[".repeat(60) + "]".repeat(60) + "}", ",", "]"),
    /** Documents deeper than allowed: each line gives one up, and the next is looked at. */
    TOO_DEEP_LINES("", "{\"x\":[", "\n", ""),
    /** Documents that break at once. */
    BROKEN_LINES("", "{]", "\n", ""),
    /** Records that are too large, each within the one before, each on a line of its own. */
    TOO_LARGE_LINES("", ("{\"x\":[\n").repeat(30) + "1,".repeat(1 << 19), "\n", "0"),
    /** A rule of its own for each tuple: the dictionary of the batch fills up again and again. */
    DISTINCT_RULES("{\"records\":[", vnetRecord("rule-#", Tuples.IPV4), ",", "]}"),
    /** A rule of its own for each tuple, all in one record. */
    DISTINCT_RULES_OF_ONE_RECORD(
            "{\"time\":\"2022-09-14T09:00:52.5625085Z\",\"flowLogVersion\":4,\"flowRecords\":{\"flows\":[{\"flowGroups\":[",
            "{\"rule\":\"rule-#\",\"flowTuples\":[" + Tuples.IPV4 + "]}",
            ",",
            "]}]}}"),
    /** Records within records. */
    NESTED_RECORDS("[", "{\"records\":[".repeat(20) + vnetRecord("rule", Tuples.IPV4) + "]}".repeat(20), ",", "]"),
    /** Nothing but white space between two records. */
    WHITE_SPACE("[" + vnetRecord("rule", Tuples.IPV4), " \n\t", "", "," + vnetRecord("rule", Tuples.IPV4) + "]");

    private final String head;
    private final String piece;
    private final String separator;
    private final String tail;

    HostileShape(String head, String piece, String separator, String tail) {
        this.head = head;
        this.piece = piece;
        this.separator = separator;
        this.tail = tail;
    }

    /** At least so many bytes of this shape; the largest record is no larger than that. */
    byte[] bytes(int atLeast) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(atLeast + 4 * piece.length());
        out.writeBytes(ascii(head));
        for (int i = 0; i == 0 || out.size() < atLeast; i++) {
            out.writeBytes(ascii(i == 0 ? "" : separator));
            out.writeBytes(ascii(piece.replace("#", Integer.toString(i))));
        }
        out.writeBytes(ascii(tail));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String vnetRecord(String rule, String tuples) {
        return vnetHead(rule) + tuples + Tuples.VNET_TAIL;
    }

    private static String vnetHead(String rule) {
        return "{\"time\":\"2022-09-14T09:00:52.5625085Z\",\"flowLogVersion\":4,\"macAddress\":\"00224871C205\","
                + "\"flowRecords\":{\"flows\":[{\"aclID\":\"a\",\"flowGroups\":[{\"rule\":\"" + rule
                + "\",\"flowTuples\":[";
    }

    private static String escaped(String text) {
        StringBuilder escapes = new StringBuilder();
        text.chars().forEach(c -> escapes.append(String.format(Locale.ROOT, "\\u%04x", c)));
        return escapes.toString();
    }

    /** Texts that the constants are made of; an enum's own fields would come too late for them. */
    private static final class Tuples {
        static final String IPV4 = "\"1663146003599,10.0.0.6,52.239.184.180,23956,443,6,O,E,NX,3,767,2,1580\"";
        static final String IPV6 = "\"1663146003599,2001:db8:1111:2222:3333:4444:5555:6666,"
                + "2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff,23956,443,6,O,E,NX,3,767,2,1580\"";
        static final String LONG = "\"1663146003599,110.110.110.116,152.239.184.180,00056,00443,006,O,E,"
                + "NX_HW_NOT_SUPPORTED,9223372036854775807,9223372036854775807,9223372036854775807,"
                + "9223372036854775807\"";
        static final String BAD = "\"1663146003599,10.0.0.6,52.239.184.180,23956,443,6,O,E,NX,3,767,2,158x\"";
        static final String VNET_TAIL = "]}]}]}}";

        private Tuples() {}
    }
}
