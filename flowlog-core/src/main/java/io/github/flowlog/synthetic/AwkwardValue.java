package io.github.flowlog.synthetic;

import java.util.ArrayList;
import java.util.List;

/** Unknown members: names that no version of the format knows, with values of every JSON kind. */
final class AwkwardValue {

    /** Keeps the nesting of a whole document, about 14 without unknown values, below 40. */
    private static final int MAX_DEPTH = 20;

    private static final String[] NAMES = {
        "flowTuple",
        "Flowtuples",
        "timeZone",
        "rules",
        "Time",
        "flow",
        "recordsCount",
        "version",
        "",
        "a/b",
        "x\"y",
        "\u00e9",
        "\u65e5\u672c",
        "\ud83d\udd12",
        "tab\t",
        "category2",
        "flowRecord",
        "mac_",
        "aclId",
        "null"
    };
    /** Names that are known elsewhere in a record, for objects inside unknown values, where nothing is known. */
    private static final String[] INNER_NAMES = {"time", "rule", "mac", "flows", "properties", "Version", "aclID", "z"};

    private static final String[] NUMBERS = {
        "0", "-0", "7", "-12", "0.5", "1e10", "-1.5E+300", "1E-7", "2.50e-3", "123456789012345678901234567890", "1e0"
    };
    private static final String[] LITERALS = {"true", "false", "null"};
    private static final String[] STRINGS = {
        "",
        "plain",
        "with \"quotes\" and \\",
        "a/b",
        "\b\f\n\r\t",
        "\u0000\u001f\u007f",
        "Z\u00fcrich",
        "\u20ac",
        "\ud83d\ude00",
        "{\"records\":[",
        "]}",
        ",,,",
        "\u2028\uffff",
        "\udbff\udfff"
    };

    private final AwkwardJson json;
    private final SeededRandom random;

    AwkwardValue(AwkwardJson json, SeededRandom random) {
        this.json = json;
        this.random = random;
    }

    /** Adds up to three unknown members, none twice. */
    void addTo(List<AwkwardJson.Member> members) {
        if (random.chance(700)) {
            return;
        }
        int first = random.below(NAMES.length);
        for (int i = random.between(1, 3); i > 0; i--) {
            String name = NAMES[(first + i) % NAMES.length];
            members.add(new AwkwardJson.Member(name, random.chance(30) ? () -> deep(MAX_DEPTH) : () -> write(4)));
        }
    }

    private void write(int depth) {
        int kind = random.below(depth > 0 ? 6 : 4);
        switch (kind) {
            case 0 -> json.literal(random.pick(NUMBERS));
            case 1 -> json.literal(random.pick(LITERALS));
            case 2, 3 -> json.string(random.pick(STRINGS));
            case 4 -> {
                List<AwkwardJson.Value> values = new ArrayList<>();
                for (int i = random.below(4); i > 0; i--) {
                    values.add(() -> write(depth - 1));
                }
                json.array(values);
            }
            default -> {
                List<AwkwardJson.Member> members = new ArrayList<>();
                int first = random.below(INNER_NAMES.length);
                for (int i = random.below(4); i > 0; i--) {
                    String name = INNER_NAMES[(first + i) % INNER_NAMES.length];
                    members.add(new AwkwardJson.Member(name, () -> write(depth - 1)));
                }
                json.object(members);
            }
        }
    }

    private void deep(int depth) {
        if (depth == 0) {
            write(0);
        } else if (random.chance(500)) {
            json.array(List.of(() -> deep(depth - 1)));
        } else {
            json.object(List.of(new AwkwardJson.Member("d", () -> deep(depth - 1))));
        }
    }
}
