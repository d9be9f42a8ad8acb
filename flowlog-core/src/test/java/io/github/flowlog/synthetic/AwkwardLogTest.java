package io.github.flowlog.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every awkward feature has to occur, and every document has to be valid all the same. */
class AwkwardLogTest {

    private static final int SEEDS = 300;
    private static final List<GeneratedFormat> FORMATS = List.of(GeneratedFormat.values());
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"", Pattern.DOTALL);
    private static final Set<String> NSG_KEYS =
            Set.of("time", "systemId", "macAddress", "category", "resourceId", "operationName", "properties");
    private static final Set<String> VNET_KEYS = Set.of(
            "time",
            "flowLogVersion",
            "flowLogGUID",
            "macAddress",
            "category",
            "flowLogResourceID",
            "targetResourceID",
            "operationName",
            "flowRecords");

    private static final String[] FEATURES = {
        "BOM",
        "space",
        "tab",
        "carriage return",
        "line feed",
        "exponent",
        "minus zero",
        "true",
        "false",
        "null",
        "escape \\\"",
        "escape \\\\",
        "escape \\/",
        "escape \\b",
        "escape \\f",
        "escape \\n",
        "escape \\r",
        "escape \\t",
        "lower-case hex escape",
        "upper-case hex escape",
        "escaped surrogate pair",
        "escaped NUL",
        "2-byte rule name",
        "3-byte rule name",
        "4-byte rule name",
        "escaped digit in tuple",
        "escaped comma in tuple",
        "bare array",
        "record a line",
        "single record",
        "envelope a line",
        "envelope",
        "envelope with unknown keys",
        "unknown key before records",
        "unknown key after records",
        "empty records",
        "nested records",
        "empty nested records",
        "time last",
        "+00:00",
        "time without decimals",
        "time with three decimals",
        "unknown key in record",
        "version 4 after tuples",
        "NSG version after tuples",
        "no MAC at record",
        "unknown key in body",
        "empty flows",
        "unknown key in flow",
        "empty flowGroups",
        "empty flows of rule",
        "unknown key in group",
        "tuples before rule",
        "MAC with dashes",
        "lower-case MAC",
        "empty flowTuples",
        "seconds in version 4",
        "milliseconds in NSG",
        "unknown encryption",
        "empty counters in version 4",
        "largest counter",
        "19-digit counter",
        "compressed IPv6",
        "full IPv6",
        "IPv6 compressed in front",
        "IPv6 compressed at the end",
        "upper-case IPv6",
        "leading zeros in IPv6",
        "embedded IPv4"
    };

    private final long seed = Documents.seed();
    private final Set<String> seen = new TreeSet<>();

    @Test
    void everyFeatureOccursInValidDocuments() throws IOException {
        for (int i = 0; i < SEEDS; i++) {
            try {
                byte[] document = Documents.generate(GeneratorOptions.defaults()
                        .withSeed(seed + i)
                        .withMode(GeneratorMode.AWKWARD)
                        .withFormat(FORMATS.get(i % FORMATS.size()))
                        .withNics(3)
                        .withTargetBytes(12_000));
                lookAtBytes(new String(document, StandardCharsets.UTF_8));
                lookAtDocument(document);
            } catch (IOException | AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + (seed + i) + ": " + e.getMessage(), e);
            }
        }

        assertThat(seen).as("features, seeds from %d", seed).containsExactlyInAnyOrder(FEATURES);
    }

    private void lookAtBytes(String document) {
        note(document.startsWith("\ufeff"), "BOM");
        Matcher strings = STRING.matcher(document);
        StringBuilder rest = new StringBuilder();
        while (strings.find()) {
            lookAtString(strings.group(1));
            strings.appendReplacement(rest, "S");
        }
        strings.appendTail(rest);
        note(rest.indexOf(" ") >= 0, "space");
        note(rest.indexOf("\t") >= 0, "tab");
        note(rest.indexOf("\r") >= 0, "carriage return");
        note(rest.indexOf("\n") >= 0, "line feed");
        note(Pattern.compile("\\d[eE][-+]?\\d").matcher(rest).find(), "exponent");
        note(rest.indexOf("-0,") >= 0 || rest.indexOf("-0}") >= 0, "minus zero");
        note(rest.indexOf("true") >= 0, "true");
        note(rest.indexOf("false") >= 0, "false");
        note(rest.indexOf("null") >= 0, "null");
    }

    private void lookAtString(String raw) {
        for (String escape : List.of("\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t")) {
            note(raw.contains(escape), "escape " + escape);
        }
        note(matches(raw, "\\\\u[0-9a-f]*[a-f]"), "lower-case hex escape");
        note(matches(raw, "\\\\u[0-9A-F]*[A-F]"), "upper-case hex escape");
        note(matches(raw, "\\\\u[dD][89abAB]..\\\\u[dD][c-fC-F]"), "escaped surrogate pair");
        note(raw.contains("\\u0000"), "escaped NUL");
        note(raw.contains("Rule_Z\u00fcrich"), "2-byte rule name");
        note(raw.contains("Rule_\u898f\u5247"), "3-byte rule name");
        note(raw.contains("Rule_\ud83d\ude80"), "4-byte rule name");
        boolean tuple = raw.contains(",") && matches(raw, "^(\\d|\\\\u003\\d){10}");
        note(tuple && matches(raw, "\\\\u003\\d"), "escaped digit in tuple");
        note(tuple && matches(raw, "\\\\u002[cC]"), "escaped comma in tuple");
    }

    private void lookAtDocument(byte[] document) throws IOException {
        List<Object> roots = Documents.read(document);
        if (roots.size() > 1) {
            String text = new String(document, StandardCharsets.UTF_8).replace("\ufeff", "");
            int lines = 0;
            for (String line : text.split("\r?\n", -1)) {
                int inLine =
                        Documents.read(line.getBytes(StandardCharsets.UTF_8)).size();
                assertThat(inLine).isLessThanOrEqualTo(1);
                lines += inLine;
            }
            assertThat(lines).isEqualTo(roots.size());
        }
        for (Object root : roots) {
            if (root instanceof List<?> array) {
                seen.add("bare array");
                array.forEach(this::lookAtElement);
            } else if (Documents.object(root).containsKey("records")) {
                lookAtEnvelope(Documents.object(root), roots.size());
            } else {
                seen.add(roots.size() > 1 ? "record a line" : "single record");
                lookAtElement(root);
            }
        }
    }

    private void lookAtEnvelope(Map<String, Object> envelope, int roots) {
        List<String> keys = new ArrayList<>(envelope.keySet());
        seen.add(roots > 1 ? "envelope a line" : keys.size() == 1 ? "envelope" : "envelope with unknown keys");
        note(keys.indexOf("records") > 0, "unknown key before records");
        note(keys.indexOf("records") < keys.size() - 1, "unknown key after records");
        note(Documents.array(Documents.member(envelope, "records")).isEmpty(), "empty records");
        Documents.array(Documents.member(envelope, "records")).forEach(this::lookAtElement);
    }

    private void lookAtElement(Object element) {
        Map<String, Object> members = Documents.object(element);
        if (members.containsKey("records")) {
            seen.add("nested records");
            note(Documents.array(Documents.member(members, "records")).isEmpty(), "empty nested records");
            Documents.array(Documents.member(members, "records")).forEach(this::lookAtElement);
        } else {
            lookAtRecord(members);
        }
    }

    private void lookAtRecord(Map<String, Object> record) {
        List<String> keys = new ArrayList<>(record.keySet());
        note(keys.indexOf("time") == keys.size() - 1, "time last");
        String time = Documents.member(record, "time").toString();
        assertThat(time).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?(Z|\\+00:00)");
        note(time.endsWith("+00:00"), "+00:00");
        note(time.indexOf('.') < 0, "time without decimals");
        note(matches(time, "\\.\\d{3}[Z+]"), "time with three decimals");
        if (record.containsKey("flowRecords")) {
            assertThat(keys).containsAll(VNET_KEYS);
            assertThat(Documents.member(record, "flowLogVersion")).hasToString("4");
            note(keys.size() > VNET_KEYS.size(), "unknown key in record");
            note(keys.indexOf("flowLogVersion") > keys.indexOf("flowRecords"), "version 4 after tuples");
            lookAtFlows(record, Documents.object(Documents.member(record, "flowRecords")), 4);
        } else {
            Map<String, Object> properties = Documents.object(Documents.member(record, "properties"));
            List<String> inner = new ArrayList<>(properties.keySet());
            note(inner.indexOf("Version") > inner.indexOf("flows"), "NSG version after tuples");
            note(!record.containsKey("macAddress"), "no MAC at record");
            assertThat(keys)
                    .containsAll(NSG_KEYS.stream()
                            .filter(key -> !key.equals("macAddress"))
                            .toList());
            lookAtFlows(
                    record,
                    properties,
                    Integer.parseInt(Documents.member(properties, "Version").toString()));
        }
    }

    private void lookAtFlows(Map<String, Object> record, Map<String, Object> body, int version) {
        note(body.size() > (version == 4 ? 1 : 2), "unknown key in body");
        List<Object> flows = Documents.array(Documents.member(body, "flows"));
        note(flows.isEmpty(), "empty flows");
        for (Object flow : flows) {
            Map<String, Object> outer = Documents.object(flow);
            note(outer.size() > 2, "unknown key in flow");
            assertThat(outer).containsKey(version == 4 ? "aclID" : "rule");
            List<Object> groups = Documents.array(Documents.member(outer, version == 4 ? "flowGroups" : "flows"));
            note(groups.isEmpty(), version == 4 ? "empty flowGroups" : "empty flows of rule");
            for (Object group : groups) {
                lookAtGroup(record, Documents.object(group), version);
            }
        }
    }

    private void lookAtGroup(Map<String, Object> record, Map<String, Object> group, int version) {
        List<String> keys = new ArrayList<>(group.keySet());
        note(keys.size() > 2, "unknown key in group");
        if (version == 4) {
            note(keys.indexOf("flowTuples") < keys.indexOf("rule"), "tuples before rule");
        } else {
            String mac = Documents.member(group, "mac").toString();
            note(mac.indexOf('-') > 0, "MAC with dashes");
            note(!mac.equals(mac.toUpperCase(Locale.ROOT)), "lower-case MAC");
            Object recordMac = record.getOrDefault("macAddress", mac);
            assertThat(plainMac(mac)).isEqualTo(plainMac(recordMac.toString())).matches("[0-9A-F]{12}");
        }
        List<Object> tuples = Documents.array(Documents.member(group, "flowTuples"));
        note(tuples.isEmpty(), "empty flowTuples");
        for (Object tuple : tuples) {
            lookAtTuple(tuple.toString().split(",", -1), version);
        }
    }

    private void lookAtTuple(String[] fields, int version) {
        assertThat(fields).hasSize(version == 1 ? 8 : 13);
        note(version == 4 && fields[0].length() == 10, "seconds in version 4");
        note(version != 4 && fields[0].length() == 13, "milliseconds in NSG");
        for (String address : List.of(fields[1], fields[2])) {
            lookAtAddress(address);
        }
        assertThat(Integer.parseInt(fields[3])).isBetween(0, 65535);
        assertThat(Integer.parseInt(fields[4])).isBetween(0, 65535);
        if (version == 4) {
            assertThat(Integer.parseInt(fields[5])).isBetween(0, 255);
            assertThat(fields[7]).isIn("B", "C", "E", "D");
            note(fields[8].equals("NX_FUTURE_7"), "unknown encryption");
            note(fields[9].isEmpty(), "empty counters in version 4");
        } else {
            assertThat(fields[5]).isIn("T", "U");
            assertThat(fields[7]).isIn("A", "D");
        }
        for (int i = 9; i < fields.length; i++) {
            assertThat(fields[i].isEmpty()).isEqualTo(fields[9].isEmpty());
            if (!fields[i].isEmpty()) {
                assertThat(Long.parseLong(fields[i])).isNotNegative();
            }
            note(fields[i].equals("9223372036854775807"), "largest counter");
            note(fields[i].length() == 19 && !fields[i].startsWith("922337"), "19-digit counter");
        }
    }

    private void lookAtAddress(String address) {
        try {
            assertThat(InetAddress.getByName(address)).isNotNull();
        } catch (IOException e) {
            throw new AssertionError("bad address " + address, e);
        }
        if (address.indexOf(':') < 0) {
            return;
        }
        note(address.contains("::"), "compressed IPv6");
        note(!address.contains("::") && address.indexOf('.') < 0, "full IPv6");
        note(address.startsWith("::"), "IPv6 compressed in front");
        note(address.endsWith("::"), "IPv6 compressed at the end");
        note(matches(address, "[A-F]"), "upper-case IPv6");
        note(matches(address, "(^|:)0[0-9a-fA-F]{3}(:|$)"), "leading zeros in IPv6");
        note(address.indexOf('.') > 0, "embedded IPv4");
    }

    private static String plainMac(String mac) {
        return mac.replace("-", "").toUpperCase(Locale.ROOT);
    }

    private static boolean matches(String text, String regex) {
        return Pattern.compile(regex).matcher(text).find();
    }

    private void note(boolean present, String feature) {
        if (present) {
            seen.add(feature);
        }
    }
}
