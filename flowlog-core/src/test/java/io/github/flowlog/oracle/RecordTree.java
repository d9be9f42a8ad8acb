package io.github.flowlog.oracle;

import io.github.flowlog.FlowLogFormat;
import io.github.flowlog.oracle.Node.Kind;
import io.github.flowlog.oracle.Node.Member;
import io.github.flowlog.problem.ParseProblem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one record's tree in the order of its text; the first thing that is wrong ends it. */
final class RecordTree {
    static final Set<String> KNOWN_KEYS = Set.of(
            "time",
            "macAddress",
            "properties",
            "flowRecords",
            "flowLogVersion",
            "resourceId",
            "targetResourceID",
            "records");

    private static final Pattern TIME = Pattern.compile(
            "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]{1,7}))?(?:Z|\\+00:00)");

    /** One array of tuples with what its group says. */
    record Group(String rule, String aclId, @Nullable String mac, Node tuples) {}

    private final Node record;
    private final int nameLimit;
    private final List<Group> groups = new ArrayList<>();
    private final List<String> interfaceMacs = new ArrayList<>();
    /** The last whole year that a count of nanoseconds in 64 bits reaches, as the tables hold it. */
    private static final Instant FIRST_TIME_TOO_LATE = Instant.parse("2262-01-01T00:00:00Z");

    private @Nullable Instant time;
    private @Nullable String mac;
    private String resourceId = "";
    private String targetResourceId = "";
    private @Nullable Node version;
    private @Nullable Node flowLogVersion;
    private boolean hasProperties;
    private boolean hasFlowRecords;

    private RecordTree(Node record, int nameLimit) {
        this.record = record;
        this.nameLimit = nameLimit;
    }

    static RecordTree read(Node record, int nameLimit) throws BadRecord {
        RecordTree tree = new RecordTree(record, nameLimit);
        tree.readMembers();
        tree.checkWhole();
        return tree;
    }

    /** The arrays of tuples in the order of the text. */
    List<Group> groups() {
        return groups;
    }

    TupleText.Context contextOf(Group group, long recordOffset) {
        FlowLogFormat format = format();
        String resource = format.isNsg() ? resourceId : targetResourceId;
        String groupMac = group.mac() != null ? group.mac() : mac;
        return new TupleText.Context(
                format,
                group.rule(),
                format.isNsg() ? resourceId : group.aclId(),
                groupMac == null ? "" : groupMac,
                resource,
                Objects.requireNonNull(time),
                recordOffset);
    }

    private FlowLogFormat format() {
        return switch (Objects.requireNonNull(version).text) {
            case "1" -> FlowLogFormat.NSG_V1;
            case "2" -> FlowLogFormat.NSG_V2;
            case "4" -> FlowLogFormat.VNET_V4;
            default -> throw new AssertionError("a version that is none was let through");
        };
    }

    private void readMembers() throws BadRecord {
        Set<String> seen = new HashSet<>();
        for (Member member : record.members) {
            if (!KNOWN_KEYS.contains(member.key)) {
                continue;
            }
            requireNew(seen, member);
            Node value = valueOf(member);
            switch (member.key) {
                case "time" -> time = time(string(value, "time"), value.start + 1);
                case "macAddress" -> {
                    mac = mac(string(value, "macAddress"), "macAddress", value.start + 1);
                    requireOneMac(value.start + 1);
                }
                case "resourceId" -> resourceId = name(value, "resourceId", nameLimit);
                case "targetResourceID" -> targetResourceId = name(value, "targetResourceID", nameLimit);
                case "flowLogVersion" -> {
                    flowLogVersion = value;
                    requireVersion(value, "flowLogVersion");
                    requireNoContradiction(value.start);
                }
                case "properties" -> {
                    requireAlone(hasFlowRecords, member);
                    hasProperties = true;
                    requireNoContradiction(member.keyStart);
                    properties(value);
                }
                case "flowRecords" -> {
                    requireAlone(hasProperties, member);
                    hasFlowRecords = true;
                    requireNoContradiction(member.keyStart);
                    flowRecords(value);
                }
                default -> throw new AssertionError("an element with records is no record");
            }
        }
    }

    private static void requireAlone(boolean otherShapeSeen, Member member) throws BadRecord {
        if (otherShapeSeen) {
            throw new BadRecord(ParseProblem.CONFLICT, member.key, member.keyStart);
        }
    }

    /** The version of VNet records beside {@code properties}, or one of NSG beside {@code flowRecords}; {@code at} is the second of the two. */
    private void requireNoContradiction(int at) throws BadRecord {
        boolean isContradiction =
                flowLogVersion != null && (hasProperties || (hasFlowRecords && !flowLogVersion.text.equals("4")));
        if (isContradiction) {
            throw new BadRecord(ParseProblem.CONFLICT, "flowLogVersion", at);
        }
    }

    /** All MACs of the record are one; {@code at} is the one that came last. */
    private void requireOneMac(int at) throws BadRecord {
        for (String interfaceMac : interfaceMacs) {
            if (mac != null && !mac.equals(interfaceMac)) {
                throw new BadRecord(ParseProblem.CONFLICT, "mac", at);
            }
        }
    }

    private void checkWhole() throws BadRecord {
        requirePresent(time != null, "time", record);
        requirePresent(hasProperties || hasFlowRecords, "properties or flowRecords", record);
        if (hasFlowRecords) {
            requirePresent(flowLogVersion != null, "flowLogVersion", record);
            version = flowLogVersion;
        }
    }

    private void properties(Node value) throws BadRecord {
        requireKind(value, Kind.OBJECT, "properties");
        Set<String> seen = new HashSet<>();
        for (Member member : value.members) {
            if (member.key.equals("Version")) {
                requireNew(seen, member);
                version = valueOf(member);
                requireVersion(version, "Version");
                if (version.text.equals("4")) {
                    throw new BadRecord(ParseProblem.CONFLICT, "Version", version.start);
                }
            } else if (member.key.equals("flows")) {
                requireNew(seen, member);
                for (Node rule : elements(valueOf(member), "flows")) {
                    nsgRule(rule);
                }
            }
        }
        requirePresent(seen.contains("Version"), "Version", value);
        requirePresent(seen.contains("flows"), "flows", value);
    }

    private void nsgRule(Node value) throws BadRecord {
        requireKind(value, Kind.OBJECT, "flows");
        Set<String> seen = new HashSet<>();
        String rule = "";
        List<Group> interfaces = new ArrayList<>();
        for (Member member : value.members) {
            if (member.key.equals("rule")) {
                requireNew(seen, member);
                rule = name(valueOf(member), "rule", nameLimit);
            } else if (member.key.equals("flows")) {
                requireNew(seen, member);
                for (Node nic : elements(valueOf(member), "flows")) {
                    interfaces.add(nsgInterface(nic));
                }
            }
        }
        requirePresent(seen.contains("rule"), "rule", value);
        requirePresent(seen.contains("flows"), "flows", value);
        for (Group nic : interfaces) {
            groups.add(new Group(rule, "", nic.mac(), nic.tuples()));
        }
    }

    private Group nsgInterface(Node value) throws BadRecord {
        requireKind(value, Kind.OBJECT, "flows");
        Set<String> seen = new HashSet<>();
        String nicMac = null;
        Node tuples = value;
        for (Member member : value.members) {
            if (member.key.equals("mac")) {
                requireNew(seen, member);
                Node macValue = valueOf(member);
                nicMac = mac(string(macValue, "mac"), "mac", macValue.start + 1);
                interfaceMacs.add(nicMac);
                requireOneMac(macValue.start + 1);
            } else if (member.key.equals("flowTuples")) {
                requireNew(seen, member);
                tuples = valueOf(member);
                requireKind(tuples, Kind.ARRAY, "flowTuples");
            }
        }
        requirePresent(seen.contains("flowTuples"), "flowTuples", value);
        return new Group("", "", nicMac, tuples);
    }

    private void flowRecords(Node value) throws BadRecord {
        requireKind(value, Kind.OBJECT, "flowRecords");
        Set<String> seen = new HashSet<>();
        for (Member member : value.members) {
            if (member.key.equals("flows")) {
                requireNew(seen, member);
                for (Node acl : elements(valueOf(member), "flows")) {
                    acl(acl);
                }
            }
        }
        requirePresent(seen.contains("flows"), "flows", value);
    }

    private void acl(Node value) throws BadRecord {
        requireKind(value, Kind.OBJECT, "flows");
        Set<String> seen = new HashSet<>();
        String aclId = "";
        List<Group> ofRules = new ArrayList<>();
        for (Member member : value.members) {
            if (member.key.equals("aclID")) {
                requireNew(seen, member);
                aclId = name(valueOf(member), "aclID", nameLimit);
            } else if (member.key.equals("flowGroups")) {
                requireNew(seen, member);
                for (Node group : elements(valueOf(member), "flowGroups")) {
                    ofRules.add(flowGroup(group));
                }
            }
        }
        requirePresent(seen.contains("flowGroups"), "flowGroups", value);
        for (Group group : ofRules) {
            groups.add(new Group(group.rule(), aclId, null, group.tuples()));
        }
    }

    private Group flowGroup(Node value) throws BadRecord {
        requireKind(value, Kind.OBJECT, "flowGroups");
        Set<String> seen = new HashSet<>();
        String rule = "";
        Node tuples = value;
        for (Member member : value.members) {
            if (member.key.equals("rule")) {
                requireNew(seen, member);
                rule = name(valueOf(member), "rule", nameLimit);
            } else if (member.key.equals("flowTuples")) {
                requireNew(seen, member);
                tuples = valueOf(member);
                requireKind(tuples, Kind.ARRAY, "flowTuples");
            }
        }
        requirePresent(seen.contains("rule"), "rule", value);
        requirePresent(seen.contains("flowTuples"), "flowTuples", value);
        return new Group(rule, "", null, tuples);
    }

    static void requireNew(Set<String> seen, Member member) throws BadRecord {
        if (!seen.add(member.key)) {
            throw new BadRecord(ParseProblem.DUPLICATE_KEY, member.key, member.keyStart);
        }
    }

    static void requireKind(Node value, Kind kind, String key) throws BadRecord {
        if (!value.is(kind)) {
            throw new BadRecord(ParseProblem.WRONG_TYPE, key, value.start);
        }
    }

    static Node valueOf(Member member) {
        return Objects.requireNonNull(member.value);
    }

    private static void requirePresent(boolean present, String key, Node object) throws BadRecord {
        if (!present) {
            throw new BadRecord(ParseProblem.MISSING, key, object.end - 1);
        }
    }

    static void requireVersion(Node value, String key) throws BadRecord {
        requireKind(value, Kind.NUMBER, key);
        if (!Set.of("1", "2", "4").contains(value.text)) {
            throw new BadRecord(ParseProblem.UNSUPPORTED_VERSION, key, value.start);
        }
    }

    private static List<Node> elements(Node value, String key) throws BadRecord {
        requireKind(value, Kind.ARRAY, key);
        return value.elements;
    }

    static String name(Node value, String key, int limit) throws BadRecord {
        String name = string(value, key);
        if (name.getBytes(StandardCharsets.UTF_8).length > limit) {
            throw new BadRecord(ParseProblem.LIMIT, key, value.start + 1);
        }
        return name;
    }

    private static String string(Node value, String key) throws BadRecord {
        requireKind(value, Kind.STRING, key);
        return value.text;
    }

    static String mac(String text, String key, int at) throws BadRecord {
        String digits = text.replace("-", "").replace(":", "").toUpperCase(Locale.ROOT);
        if (!text.matches("\\p{ASCII}*") || !digits.matches("[0-9A-F]{12}")) {
            throw new BadRecord(ParseProblem.BAD_VALUE, key, at);
        }
        return digits;
    }

    static Instant time(String text, int at) throws BadRecord {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw new BadRecord(ParseProblem.BAD_VALUE, "time", at);
        }
        String decimals = parts.group(7) == null ? "" : parts.group(7);
        try {
            Instant time = LocalDateTime.of(
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            Integer.parseInt(parts.group(3)),
                            Integer.parseInt(parts.group(4)),
                            Integer.parseInt(parts.group(5)),
                            Integer.parseInt(parts.group(6)),
                            Integer.parseInt((decimals + "000000000").substring(0, 9)))
                    .toInstant(ZoneOffset.UTC);
            if (time.isBefore(Instant.EPOCH) || !time.isBefore(FIRST_TIME_TOO_LATE)) {
                throw new BadRecord(ParseProblem.BAD_VALUE, "time", at);
            }
            return time;
        } catch (DateTimeException e) {
            throw new BadRecord(ParseProblem.BAD_VALUE, "time", at);
        }
    }
}
