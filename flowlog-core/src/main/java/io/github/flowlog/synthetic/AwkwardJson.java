package io.github.flowlog.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes JSON values in spellings that are legal and rarely seen: white space, escapes and member order are random. */
final class AwkwardJson {

    /** Something that writes one JSON value. */
    interface Value {
        void write();
    }

    /** A member of an object. */
    record Member(String key, Value value) {}

    private static final char[] SPACES = {' ', '\t', '\n', '\r'};
    private static final String SHORT_ESCAPES = "\"\\/bfnrt";
    private static final String SHORT_ESCAPED = "\"\\/\b\f\n\r\t";

    private final AsciiWriter out;
    private final SeededRandom random;
    private final boolean oneLine;
    private final int spacePerMille;

    /** Makes a writer; with {@code oneLine} no line break stands between tokens. */
    AwkwardJson(AsciiWriter out, SeededRandom random, boolean oneLine) {
        this.out = out;
        this.random = random;
        this.oneLine = oneLine;
        this.spacePerMille = random.chance(300) ? 0 : random.between(20, 400);
    }

    void space() {
        if (random.chance(spacePerMille)) {
            for (int i = random.between(1, 4); i > 0; i--) {
                out.put(SPACES[random.below(oneLine ? 2 : SPACES.length)]);
            }
        }
    }

    /** Writes the members in random order. */
    void object(List<Member> members) {
        List<Member> shuffled = new ArrayList<>(members);
        out.put('{');
        space();
        for (int left = shuffled.size(); left > 0; left--) {
            Member member = shuffled.remove(random.below(left));
            key(member.key());
            member.value().write();
            space();
            if (left > 1) {
                out.put(',');
                space();
            }
        }
        out.put('}');
    }

    void key(String key) {
        spelled(key, random.chance(30) ? 300 : 0);
        space();
        out.put(':');
        space();
    }

    void array(List<Value> values) {
        out.put('[');
        space();
        String separator = "";
        for (Value value : values) {
            out.ascii(separator);
            if (!separator.isEmpty()) {
                space();
            }
            value.write();
            space();
            separator = ",";
        }
        out.put(']');
    }

    void literal(String text) {
        out.ascii(text);
    }

    /** Writes a string, often as plain as possible. */
    void string(String text) {
        spelled(text, random.chance(750) ? 0 : random.between(30, 500));
    }

    /** Writes a string of which the given share of the characters that need no escape is escaped all the same. */
    void spelled(String text, int escapedPerMille) {
        out.put('"');
        text.codePoints().forEach(codePoint -> {
            if (codePoint < 0x20 || codePoint == '"' || codePoint == '\\' || random.chance(escapedPerMille)) {
                escape(codePoint);
            } else {
                out.utf8(codePoint);
            }
        });
        out.put('"');
    }

    private void escape(int codePoint) {
        int escape = SHORT_ESCAPED.indexOf(codePoint);
        if (escape >= 0 && random.chance(700)) {
            out.put('\\').put(SHORT_ESCAPES.charAt(escape));
            return;
        }
        for (char unit : Character.toChars(codePoint)) {
            String hex = String.format(Locale.ROOT, "%04x", (int) unit);
            out.ascii("\\u").ascii(random.chance(500) ? hex.toUpperCase(Locale.ROOT) : hex);
        }
    }
}
