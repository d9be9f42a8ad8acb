package io.github.flowlog.adx;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small flow logs, written out by hand so that a test shows what it loads. */
public final class Logs {
    private static final String NSG =
            "/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG1/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB-NSG";
    static final String MAC = "002248814162";

    private Logs() {}

    /** A log, or a part of one. */
    public static String envelope(String... records) {
        return "{\"records\":[" + String.join(",", records) + "]}";
    }

    static String array(String... records) {
        return "[" + String.join(",", records) + "]";
    }

    static String lines(String... records) {
        return Arrays.stream(records).map(record -> record + "\n").collect(Collectors.joining());
    }

    /** The same records with line breaks wherever JSON allows them. */
    static String pretty(String... records) {
        return Arrays.stream(records)
                .map(record -> "    " + record.replace(",\"", ",\r\n      \"").replace(":[", ": [\n"))
                .collect(Collectors.joining(",\n", "{\n  \"records\": [\n", "\n  ]\n}\n"));
    }

    /** Record {@code number} of an hour, with two tuples of its own. */
    public static String record(int number) {
        return record(20, number, tuple(number, 0), tuple(number, 1));
    }

    static String record(int hour, int minute, String... tuples) {
        return record(String.format(Locale.ROOT, "2022-05-02T%02d:%02d:37.7887149Z", hour, minute), MAC, tuples);
    }

    static String record(String time, String mac, String... tuples) {
        return ruledRecord(time, mac, "UserRule_web", tuples);
    }

    static String ruledRecord(String time, String mac, String rule, String... tuples) {
        String texts = Arrays.stream(tuples).map(tuple -> '"' + tuple + '"').collect(Collectors.joining(","));
        return "{\"time\":\"" + time + "\",\"macAddress\":\"" + mac + "\",\"resourceId\":\"" + NSG
                + "\",\"properties\":{\"Version\":2,\"flows\":[{\"rule\":\"" + rule + "\",\"flows\":[{\"mac\":\"" + mac
                + "\",\"flowTuples\":[" + texts + "]}]}]}}";
    }

    static String tuple(int number, int index) {
        return "16515252" + String.format(Locale.ROOT, "%02d", number % 100) + ",10.0.0." + number % 250
                + ",203.0.113.7," + (1000 + index) + ",443,T,O,A,C," + number + "," + 100 * number + ",0,0";
    }

    /** Records {@code [from, to)}. */
    public static String[] records(int from, int to) {
        return IntStream.range(from, to).mapToObj(Logs::record).toArray(String[]::new);
    }

    static List<String> recordList(int from, int to) {
        return List.of(records(from, to));
    }
}
