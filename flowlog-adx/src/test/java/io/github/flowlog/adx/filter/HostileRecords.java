package io.github.flowlog.adx.filter;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Records that are legal and unlikely: one for each text, with each address in it. */
final class HostileRecords {
    /** Names with everything that means something to SQL, KQL, patterns or expressions, and letters that fold into ASCII ones. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "DefaultRule_DenyAllInBound",
            "defaultrule_denyallinbound",
            "UserRule_web",
            "UserRuleXweb",
            "a*b",
            "100%",
            "100",
            "%",
            "_",
            "x",
            "\\",
            "back\\slash",
            "\\_",
            "it's",
            "'",
            "''; drop table FlowLogs; --",
            "say \"hi\"",
            "(a|b)[c]{1}^$.+?",
            "a.b",
            "aXb",
            "two\nlines",
            "tab\there\r",
            "nul\0here",
            "\u2028\u2029\u0085\u007f",
            "K",
            "\u212A",
            "\u0130n",
            "In",
            "\u017F",
            "s",
            "\u0131",
            "\u00E9t\u00E9",
            "\u00C9T\u00C9",
            "e\u0301",
            "stra\u00DFe",
            "\u65E5\u672C",
            "\uD83D\uDE00 ok",
            "${x} $1 @'h'");

    static final List<String> ADDRESSES = List.of(
            "0.0.0.0",
            "10.0.0.4",
            "10.0.0.40",
            "10.0.0.41",
            "110.0.0.4",
            "1.10.0.0",
            "100.64.0.1",
            "168.63.129.16",
            "172.15.255.255",
            "172.16.0.0",
            "172.31.255.255",
            "172.32.0.0",
            "192.168.1.1",
            "255.255.255.255",
            "::",
            "::1",
            "1::",
            "::10.0.0.4",
            "::ffff:10.0.0.4",
            "::ffff:10.0.0.40",
            "::ffff:255.255.255.255",
            "::fffe:ffff:ffff",
            "::1:0:0:0",
            "::ffff:0:10.0.0.4",
            "64:ff9b::10.0.0.4",
            "2001:db8::1",
            "2001:db8::10",
            "2001:db8:0:1::1",
            "2001:db8:1::1",
            "2001:db8:0:0:1:0:0:1",
            "2001:db8:10::",
            "2001:db80::1",
            "201:db8::1",
            "1:2:3:4:5:6:7:0",
            "0:2:3:4:5:6:7:8",
            "fc00::1",
            "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "fe80::1",
            "fc::1",
            "ff02::fb",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");

    private static final List<String> COUNTERS = List.of(
            ",,,",
            "0,0,0,0",
            "1,,,",
            ",,,60",
            ",,5,5",
            "0,,0,",
            "1,60,1,60",
            "9223372036854775807,9223372036854775807,9223372036854775807,9223372036854775807",
            "9223372036854775807,,1,0");

    private static final List<String> ENCRYPTIONS =
            List.of("X", "x", "NX", "NX_HW_NOT_SUPPORTED", "nx_fallback", "Xa", "AXB", "Kiosk_1", "_");

    private HostileRecords() {}

    /** One record a line. */
    static String lines() {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < TEXTS.size(); at++) {
            String text = quoted(TEXTS.get(at));
            String other = quoted(TEXTS.get((at + 7) % TEXTS.size()));
            lines.add("{\"time\":\"2026-01-01T00:0" + at % 10
                    + ":00.0000001Z\",\"flowLogVersion\":4,\"macAddress\":\"000D3AF8785"
                    + at % 10 + "\",\"targetResourceID\":\"/subscriptions/s/resourceGroups/g/virtualNetworks/" + other
                    + "\",\"flowRecords\":{\"flows\":[{\"aclID\":\"" + text + "\",\"flowGroups\":[{\"rule\":\"" + text
                    + "\",\"flowTuples\":[" + tuples(at) + "]}]}]}}");
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String tuples(int record) {
        List<String> tuples = new ArrayList<>();
        for (int at = 0; at < ADDRESSES.size(); at++) {
            int mix = record * 31 + at;
            tuples.add("\"" + (1_767_225_600_000L + 60_001L * mix) + "," + ADDRESSES.get(at) + ","
                    + ADDRESSES.get((at * 5 + record) % ADDRESSES.size()) + "," + mix * 37 % 65536 + ","
                    + List.of(22, 443, 0, 65535, 3389).get(mix % 5) + "," + mix % 256 + "," + "IO".charAt(mix % 2) + ","
                    + "BCED".charAt(mix % 4) + "," + ENCRYPTIONS.get(mix % ENCRYPTIONS.size()) + ","
                    + COUNTERS.get(mix % COUNTERS.size()) + "\"");
        }
        return String.join(",", tuples);
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
