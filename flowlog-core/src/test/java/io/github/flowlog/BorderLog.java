package io.github.flowlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Logs of many small records, in which what stands between two records stands in many other places too. */
final class BorderLog {
    private final SplittableRandom random;
    private final boolean hostile;
    private final String newline;
    private int number;

    /** How a log strings its records together. */
    enum Form {
        ENVELOPE,
        ARRAY,
        LINES,
        ENVELOPE_A_LINE
    }

    private BorderLog(SplittableRandom random, boolean hostile) {
        this.random = random;
        this.hostile = hostile;
        this.newline = random.nextBoolean() ? "" : new String[] {"\n  ", "\r\n\t", " ", "\n"}[random.nextInt(4)];
    }

    /** A log without anything wrong; all its records begin alike. */
    static byte[] good(Form form, int records, SplittableRandom random) {
        return new BorderLog(random, false).write(form, records);
    }

    /** A log with bad tuples and records, elements of other kinds, nested records, and keys in other orders. */
    static byte[] hostile(Form form, int records, SplittableRandom random) {
        return new BorderLog(random, true).write(form, records);
    }

    private byte[] write(Form form, int records) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            texts.add(hostile && random.nextInt(6) == 0 ? odd(form) : record());
        }
        String log = switch (form) {
            case ENVELOPE -> "{\"records\":[" + newline + String.join("," + newline, texts) + newline + "]}";
            case ARRAY -> "[" + newline + String.join("," + newline, texts) + newline + "]";
            case LINES -> String.join("\n", texts);
            case ENVELOPE_A_LINE -> "{\"records\":[" + String.join("]}\n{\"records\":[", texts) + "]}\n";
        };
        return log.getBytes(StandardCharsets.UTF_8);
    }

    private String record() {
        return record("\"time\":\"2026-01-01T00:00:00Z\"", "");
    }

    private String record(String first, String last) {
        StringJoiner tuples = new StringJoiner("," + newline);
        for (int i = random.nextInt(4); i > 0; i--) {
            tuples.add(String.format(
                    "\"1750000%03d,10.0.0.1,10.0.0.%d,1000,443,T,I,A\"", number++ % 1000, random.nextInt(256)));
        }
        return "{" + newline + first + "," + newline
                + "\"resourceId\":\"/SUBSCRIPTIONS/S\",\"properties\":{\"Version\":1,\"flows\":[{\"rule\":\""
                + name() + "\"," + newline + "\"flows\":[{" + newline + "\"mac\":\"000D3AF87856\",\"flowTuples\":["
                + tuples + "]}]}]}" + last + "}";
    }

    /** The name of a rule; now and then with the text of a border. */
    private String name() {
        return switch (random.nextInt(6)) {
            case 0 -> "},{\\\"time\\\":\\\"";
            case 1 -> "},{";
            case 2 -> "}\\n{\\\"time\\\":";
            case 3 -> "]}\\n{\\\"records\\\":[{\\\"time";
            default -> "UserRule_" + random.nextInt(3);
        };
    }

    private String odd(Form form) {
        String[] odd = {
            record("\"time\":\"2026-01-01T00:00:00\"", ""),
            record("\"x\":[" + twins("{\"time\":1}") + "],\"time\":\"2026-01-01T00:00:00Z\"", ""),
            record("\"time\":\"2026-01-01T00:00:00Z\"", ",\"x\":[" + twins(record()) + "]"),
            record().replace("10.0.0.1,", "10.0.0.1.1,"),
            record().replace(",T,I,A", ""),
            record().replace("\"time\"", "\"Time\""),
            record().replace("\"properties\"", "\"category\":\"\",\"properties\""),
            "{\"records\":[" + twins(record()) + "]}",
            "{\"time\":\"2026-01-01T00:00:00Z\",\"records\":[" + twins(record()) + "]}",
            "{\"records\":[" + twins("{\"time\":\"\"}") + "]}",
            "{}",
            "{\"x\":{}}",
            form == Form.LINES ? "[]" : "7",
            "[" + twins(record()) + "]",
            record() + "]}\n" + record(),
            record() + "]\n[" + record(),
            record() + "],\"x\":[" + twins(record()),
            record() + "],\"records\":[" + twins(record()),
            record() + "," + newline + record().substring(1),
            record() + newline + record(),
            record() + "\n{\"records\":[" + record(),
            record() + "\n{\"records\":[" + record() + "]}",
            record() + "\n[" + record(),
            record().replace("UserRule", "a\"},{\"time\":\"b"),
        };
        return odd[random.nextInt(odd.length)];
    }

    private String twins(String text) {
        return text + "," + newline + text + "," + newline + text;
    }
}
