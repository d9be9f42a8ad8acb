package io.github.flowlog.synthetic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes records that are complete and valid, in any key order and with anything unknown between. */
final class AwkwardRecord {

    private static final String[] RULES = {
        "DefaultRule_DenyAllInBound",
        "UserRule_Z\u00fcrich",
        "UserRule_\u898f\u5247",
        "UserRule_\ud83d\ude80",
        "UserRule",
        "PlatformRule",
        "UserRule_a/b",
        "UserRule_\"quoted\"",
        "UserRule_back\\slash",
        "UserRule_tab\tbed",
        "unspecified"
    };

    private final GeneratorOptions options;
    private final SeededRandom random;
    private final AwkwardJson json;
    private final AwkwardValue unknown;
    private final AwkwardTuple tuple;
    private final Nic[] nics;
    private long minute;
    private long tuples;
    /** Tuples that the first group of the next record has at least. */
    private int atLeast;

    AwkwardRecord(GeneratorOptions options, SeededRandom random, AwkwardJson json, AwkwardValue unknown, int atLeast) {
        this.options = options;
        this.random = random;
        this.json = json;
        this.unknown = unknown;
        this.tuple = new AwkwardTuple(random, options);
        this.nics = new Nic[options.nics()];
        for (int i = 0; i < nics.length; i++) {
            nics[i] = Nic.random(i, random);
        }
        this.atLeast = atLeast;
    }

    /** Returns the number of tuples in all records so far. */
    long tuples() {
        return tuples;
    }

    void write() {
        Nic nic = random.pick(nics);
        GeneratedFormat format = options.format().ofRecord(random);
        List<AwkwardJson.Member> members = new ArrayList<>();
        add(members, "time", time(nic));
        if (format == GeneratedFormat.VNET_V4) {
            add(members, "flowLogGUID", nic.flowLogGuid());
            add(members, "macAddress", mac(nic));
            add(members, "category", "FlowLogFlowEvent");
            add(members, "flowLogResourceID", nic.flowLogResourceId());
            add(members, "targetResourceID", nic.targetResourceId());
            add(members, "operationName", "FlowLogFlowEvent");
            members.add(new AwkwardJson.Member("flowLogVersion", () -> json.literal("4")));
            members.add(new AwkwardJson.Member("flowRecords", () -> vnetBody(nic)));
        } else {
            add(members, "systemId", nic.systemId());
            if (random.chance(700)) {
                add(members, "macAddress", mac(nic));
            }
            add(members, "category", "NetworkSecurityGroupFlowEvent");
            add(members, "resourceId", nic.nsgResourceId());
            add(members, "operationName", "NetworkSecurityGroupFlowEvents");
            members.add(new AwkwardJson.Member("properties", () -> nsgBody(nic, format)));
        }
        object(members);
        minute++;
    }

    private void nsgBody(Nic nic, GeneratedFormat format) {
        List<AwkwardJson.Member> members = new ArrayList<>();
        String version = format == GeneratedFormat.NSG_V1 ? "1" : "2";
        members.add(new AwkwardJson.Member("Version", () -> json.literal(version)));
        members.add(array("flows", count(3), () -> {
            List<AwkwardJson.Member> rule = new ArrayList<>();
            add(rule, "rule", random.pick(RULES));
            rule.add(array("flows", count(2), () -> {
                List<AwkwardJson.Member> flow = new ArrayList<>();
                add(flow, "mac", mac(nic));
                flow.add(tuples(format));
                object(flow);
            }));
            object(rule);
        }));
        object(members);
    }

    private void vnetBody(Nic nic) {
        List<AwkwardJson.Member> members = new ArrayList<>();
        members.add(array("flows", count(3), () -> {
            List<AwkwardJson.Member> acl = new ArrayList<>();
            String[] acls = {nic.nsgId(), nic.nsgGuid(), "00000000-0000-0000-0000-000000000000", "unspecified"};
            add(acl, "aclID", random.pick(acls));
            acl.add(array("flowGroups", count(2), () -> {
                List<AwkwardJson.Member> group = new ArrayList<>();
                add(group, "rule", random.pick(RULES));
                group.add(tuples(GeneratedFormat.VNET_V4));
                object(group);
            }));
            object(acl);
        }));
        object(members);
    }

    private AwkwardJson.Member tuples(GeneratedFormat format) {
        int count = Math.max(atLeast, random.chance(100) ? 0 : random.between(1, 6));
        atLeast = 0;
        tuples += count;
        return array("flowTuples", count, () -> json.spelled(tuple.text(format), random.chance(100) ? 170 : 0));
    }

    private AwkwardJson.Member array(String key, int count, AwkwardJson.Value element) {
        List<AwkwardJson.Value> values = Collections.nCopies(count, element);
        return new AwkwardJson.Member(key, () -> json.array(values));
    }

    /** Returns how many elements an array of groups has: sometimes none, but one while tuples are still wanted. */
    private int count(int most) {
        return random.chance(80) && atLeast == 0 ? 0 : random.between(1, most);
    }

    private void add(List<AwkwardJson.Member> members, String key, String value) {
        members.add(new AwkwardJson.Member(key, () -> json.string(value)));
    }

    private void object(List<AwkwardJson.Member> members) {
        unknown.addTo(members);
        json.object(members);
    }

    private String mac(Nic nic) {
        String mac = random.chance(300) ? nic.mac().toLowerCase(Locale.ROOT) : nic.mac();
        return random.chance(300) ? mac.replaceAll("(..)(?!$)", "$1-") : mac;
    }

    private String time(Nic nic) {
        long millis = options.start().toEpochMilli() + minute * 60_000 + nic.phaseMillis();
        String full = new RecordTime(millis, random.below(10_000)).text();
        int decimals = random.chance(500) ? 7 : random.below(8);
        int cut = full.indexOf('.') + (decimals == 0 ? 0 : decimals + 1);
        return full.substring(0, cut) + (random.chance(200) ? "+00:00" : "Z");
    }
}
